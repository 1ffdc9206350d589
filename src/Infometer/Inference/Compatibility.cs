namespace Infometer;

/// <summary>Which estimator can evaluate which question, and the sentence where one cannot.</summary>
internal static class Compatibility
{
    /// <summary>How the question's estimator evaluates the measure.</summary>
    /// <exception cref="InvalidInputException">It cannot; the message says which estimators can.</exception>
    public static (Estimator Estimator, Decomposition Decomposition) Way(Measure measure, Question question) =>
        Find(measure, question, question.Estimator) ?? throw new InvalidInputException(Refusal(measure, question));

    // Rows of a series resemble the rows beside them.
    private static (Estimator Estimator, Decomposition Decomposition)? Find(Measure measure, Question question, Estimator estimator) =>
        (!question.Sample.IsDiscrete || estimator.Descriptor.Kinds.Contains(VariableKind.Discrete))
        && !(measure is SeriesMeasure && estimator.NeedsExchangeableRows)
        && measure.SumOfTerms(question.ArgumentCount, question.Condition) is { } sum
            ? RowSum.Way(sum, estimator, [.. question.Sample.Shapes])
            : null;

    private static string Refusal(Measure measure, Question question)
    {
        string what = $"'{question.Estimator.Descriptor.Id}' cannot evaluate '{measure.Id}' of "
            + string.Join(", ", question.Sample.Variables.Select(v => $"'{v.Name}' ({Shape(v)})"));
        if (measure.SumOfTerms(question.ArgumentCount, question.Condition) is null)
        {
            return question.Sample.Variables.FirstOrDefault(v => v.Kind != VariableKind.Discrete) is { } numeric
                ? $"{what}: '{measure.Id}' is defined for discrete variables only; make them discrete on purpose, e.g. "
                    + $"--kind {numeric.Name}=discrete, or ask for 'mi'."
                : $"{what}; use {Plugin.Describe.Id}.";
        }

        string[] able =
        [
            .. Estimators.All.Where(d => Find(measure, question, d.Create()) is not null).Select(d => d.Id),
        ];
        return able.Length == 0
            ? $"{what}, and no estimator can; make all variables discrete or all numeric, with --kind NAME=discrete or --kind NAME=continuous."
            : $"{what}; use {string.Join(able.Length == 2 ? " or " : ", ", able)}.";
    }

    private static string Shape(Variable variable) => variable.Dimension == 1
        ? variable.Kind.Word()
        : $"{variable.Kind.Word()}, {variable.Dimension} columns";
}
