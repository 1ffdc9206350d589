namespace Infometer;

/// <summary>What follows for counts from what was noticed about the rows.</summary>
internal static class CountedRows
{
    /// <summary>The evaluation with the null, the variance and the obstacle of a finding.</summary>
    public static Evaluation Apply(RowFinding rows, Evaluation counted, Measure measure, Question question)
    {
        if (rows.Obstacle is { } obstacle)
        {
            // The test of single rows would be too sure, and nobody is to read its p-value.
            return counted with { Obstacle = counted.Obstacle ?? obstacle, Test = null };
        }

        if (rows.Shuffler is null)
        {
            return counted;
        }

        double inflation = InflationOf(rows, measure, question);
        Evaluation widened = counted with { FirstOrderVariance = counted.FirstOrderVariance * inflation };
        return counted.Test is null
            ? widened with { SecondOrderVariance = counted.SecondOrderVariance * inflation }
            : Drawn(rows, widened, measure, question);
    }

    // Where something is given, rows may not be exchangeable in two ways, and no null here allows for both: the larger p counts.
    private static Evaluation Drawn(RowFinding rows, Evaluation counted, Measure measure, Question question)
    {
        Evaluation drawn = question.ArgumentCount == 2
            ? ReorderedCounts.Of(counted, rows.Shuffler!, rows.Moved, question, out _)
            : measure.SumOfTerms(question.ArgumentCount, question.Condition) is { } sum
                ? ReorderedCounts.Of(counted, sum[^1], rows.Shuffler!, question)
                : counted;
        if (question.Condition.IsEmpty)
        {
            return drawn;
        }

        NullPValue within = NullPValue.Of(counted.Test!, question.Sample.Count, question.Options, question.Context);
        return within.P > drawn.P?.P ? drawn with { P = within } : drawn;
    }

    private static double InflationOf(RowFinding rows, Measure measure, Question question)
    {
        if (measure.SumOfTerms(question.ArgumentCount, question.Condition) is null)
        {
            return rows.UsualInflation;
        }

        double[] byCell = measure.LocalValues(question);
        int[] cells = CountingGroups.Of([.. question.Sample.Variables.Select(v => v.Codes!)], out _);
        return rows.Inflation(Array.ConvertAll(cells, cell => byCell[cell]));
    }
}
