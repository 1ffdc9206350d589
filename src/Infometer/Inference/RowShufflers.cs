namespace Infometer;

/// <summary>Which rows may be exchanged under the null of a question.</summary>
internal static class RowShufflers
{
    /// <summary>For series what their measure says. Else all rows; those within a level of a discrete condition; those near in a numeric one.</summary>
    public static IRowShuffler For(Measure measure, Question question)
    {
        if (measure is SeriesMeasure series)
        {
            return series.ShufflerFor(question.Sample, question.Context);
        }

        VariableSet condition = question.Condition;
        if (condition.IsEmpty)
        {
            return new Permutation();
        }

        Variable[] given = [.. condition.Indices().Select(i => question.Sample.Variables[i])];
        if (Array.Exists(given, v => v.Codes is null))
        {
            return LocalPermutation.Of(question.Sample, condition, question.Context);
        }

        int[] groups = CountingGroups.Of([.. given.Select(v => v.Codes!)], out int count);
        return new WithinGroups(groups, count);
    }
}
