namespace Infometer;

/// <summary>Plug-in entropy and information of counts, in nats.</summary>
internal static class PlainEntropy
{
    /// <summary>H of the level counts.</summary>
    public static double Of(ReadOnlySpan<long> counts)
    {
        double n = 0;
        double sum = 0;
        foreach (long count in counts)
        {
            n += count;
            sum += count > 0 ? count * Math.Log(count) : 0;
        }

        return Math.Max(0, Math.Log(n) - (sum / n));
    }

    /// <summary>I of two columns of levels.</summary>
    public static double Information(Codes a, Codes b)
    {
        ContingencyTable table = ContingencyTable.Count(a, b, RunContext.Default with { MaxDegreeOfParallelism = 1 });
        return Math.Max(0, Of(table.RowTotals) + Of(table.ColumnTotals) - Of(table.CellCounts));
    }
}
