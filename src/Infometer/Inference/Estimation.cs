using System.Collections.Immutable;

namespace Infometer;

/// <summary>The one way from variables to a number with an interval and a verdict: align, choose, evaluate, infer.</summary>
public static class Estimation
{
    /// <summary>Estimates a measure.</summary>
    /// <param name="measure">What is asked for.</param>
    /// <param name="arguments">The variables X, Y, … in the order in which the measure takes them.</param>
    /// <param name="condition">The variable Z that is given, for measures that take one.</param>
    /// <param name="estimator">The estimator; null lets the policy choose one and record why.</param>
    /// <param name="options">Missing values, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The variables do not fit the measure, or the estimator cannot evaluate it on them.</exception>
    public static Estimate Run(
        Measure measure,
        IReadOnlyList<Variable> arguments,
        Variable? condition = null,
        Estimator? estimator = null,
        EstimateOptions? options = null,
        RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(arguments);
        options ??= EstimateOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        measure.CheckRoles(arguments, condition);

        Variable[] given = condition is null ? [.. arguments] : [.. arguments, condition];
        Sample complete = measure.Align(given, options.Missing, context);
        List<Note> notes = [];
        RowFinding? rows = RowChecks.Of(measure, complete, arguments.Count, options);
        if (rows is { Obstacle: null })
        {
            notes.Add(rows.Note);
        }

        Estimator chosen = Policy.Choose(estimator, measure, complete, measure.TermArguments(arguments.Count), options, notes);
        SeriesMeasure? series = measure as SeriesMeasure;
        (Sample sample, ImmutableSortedDictionary<string, int> bins) = series is not null
            ? series.Prepare(given, complete, chosen, options, notes, context)
            : chosen is DiscreteEstimator
                ? Binning.Apply(measure, complete, arguments.Count, chosen, options, notes, context)
                : (complete, ImmutableSortedDictionary<string, int>.Empty);
        NoteDropped(complete, notes);

        Estimate basis = new()
        {
            Measure = measure,
            Estimator = chosen,
            Value = null,
            Raw = double.NaN,
            Count = complete.Count,
            TotalCount = complete.TotalCount,
            Names = [.. given.Select(v => v.Name)],
            Kinds = [.. given.Select(v => v.Kind)],
            Dimensions = [.. given.Select(v => v.Dimension)],
            Bins = bins,
            Verdict = Verdict.Unreliable,
            Notes = [.. notes],
            Seed = context.Seed,
        };
        Estimator evaluating = series is not null ? chosen.ForPrepared : chosen;
        Question question = new(sample, measure.TermArguments(arguments.Count), evaluating, options, context) { Rows = rows };
        return Answer(question, basis);
    }

    /// <summary>Evaluates and infers a question; <paramref name="basis"/> says how it came about.</summary>
    internal static Estimate Answer(Question question, Estimate basis)
    {
        Measure measure = basis.Measure;
        if (question.Sample.Count < 2)
        {
            throw new InvalidInputException(
                $"{string.Join(", ", basis.Names.Select(name => $"'{name}'"))}: only one complete row; at least two are needed.");
        }

        if (ConstantAmong(question, measure) is { } constant)
        {
            return Constant(basis, constant);
        }

        if (question.Estimator is not DiscreteEstimator)
        {
            return RowInference.Answer(question, basis);
        }

        Evaluation evaluation = measure.Evaluate(question);
        evaluation = question.Grouped?.Apply(evaluation) ?? evaluation;
        evaluation = question.Rows is { } rows ? CountedRows.Apply(rows, evaluation, measure, question) : evaluation;
        bool isBinned = !basis.Bins.IsEmpty && measure is not SeriesMeasure { IsOfCutSeries: true };
        Conclusion conclusion = CountInference.Conclude(measure, evaluation, question, isBinned);
        bool isReliable = conclusion.Verdict != Verdict.Unreliable;
        return basis with
        {
            Value = isReliable ? evaluation.Value : null,
            Raw = evaluation.Raw,
            StandardError = isReliable ? evaluation.StandardError : null,
            Interval = conclusion.Interval,
            PValue = conclusion.PValue,
            PMethod = conclusion.PMethod,
            Ceiling = isBinned ? null : evaluation.Ceiling,
            Chance = evaluation.Chance,
            Verdict = conclusion.Verdict,
            Notes = [.. basis.Notes, .. conclusion.Notes],
            Null = conclusion.Null,
        };
    }

    /// <summary>Says how many rows were left out, where any were.</summary>
    internal static void NoteDropped(Sample sample, List<Note> notes)
    {
        int dropped = sample.TotalCount - sample.Count;
        if (dropped > 0)
        {
            notes.Add(new Note(
                "dropped",
                FormattableString.Invariant($"{dropped:N0} of {sample.TotalCount:N0} rows have a missing value and were left out; ")
                + "if what is missing depends on the answer, the number is about the complete rows only."));
        }
    }

    // What vanishes when all but one argument is constant is 0 without any arithmetic, whatever an estimator would make of it.
    private static string? ConstantAmong(Question question, Measure measure)
    {
        if (!measure.IsZeroForConstants)
        {
            return null;
        }

        string[] constants =
        [
            .. Enumerable.Range(0, question.ArgumentCount)
                .Where(question.IsConstant)
                .Select(i => question.Sample.Variables[i].Name),
        ];
        return question.ArgumentCount - constants.Length < 2 ? constants[0] : null;
    }

    private static Estimate Constant(Estimate basis, string constant)
    {
        Note note = new(
            "constant",
            FormattableString.Invariant($"'{constant}' has one and the same value in all {basis.Count:N0} rows used, so there is nothing to share: {basis.Measure.Id} is 0."));
        return basis with
        {
            Value = 0,
            Raw = 0,
            StandardError = 0,
            Interval = new Interval(0, 0),
            PValue = 1,
            PMethod = "constant",
            Ceiling = 0,
            Chance = 0,
            Verdict = Verdict.NotDetected,
            Notes = [.. basis.Notes, note],
        };
    }
}
