namespace Infometer;

/// <summary>A column that may be chosen, with what does not change from step to step. Immutable.</summary>
internal sealed class SelectionCandidate
{
    private SelectionCandidate(Column column, Codes codes, ContingencyTable table)
    {
        Column = column;
        Codes = codes;
        Margin = FixedMarginGroups.Of(table.RowTotals);
        Strata = StrataOf(table);
        Entropy = EntropyOf(table.RowTotals, table.Total);
        EntropyWithTarget = EntropyOf(table.CellCounts, table.Total);
    }

    /// <summary>The column X.</summary>
    public Column Column { get; }

    /// <summary>Its codes over the rows in use.</summary>
    public Codes Codes { get; }

    /// <summary>How often its levels occur.</summary>
    public FixedMarginGroups Margin { get; }

    /// <summary>The same within each level of the target that occurs.</summary>
    public FixedMarginGroups[] Strata { get; }

    /// <summary>H(X), plug-in.</summary>
    public double Entropy { get; }

    /// <summary>H(X,Y), plug-in.</summary>
    public double EntropyWithTarget { get; }

    /// <summary>I(X;Y), less its chance level if asked for.</summary>
    public double Relevance { get; private init; }

    /// <summary>Counts a column against the target. O(n).</summary>
    public static SelectionCandidate Of(Column column, Codes codes, CodedTarget y, bool isCorrected)
    {
        ContingencyTable table = ContingencyTable.Count(codes, y.Codes, new RunContext { MaxDegreeOfParallelism = 1 });
        double chance = isCorrected ? FixedMarginMoments.Mean(table.RowTotals, table.ColumnTotals) : 0;
        return new SelectionCandidate(column, codes, table)
        {
            Relevance = ContingencyTable.PluginInformation(table) - chance,
        };
    }

    private static FixedMarginGroups[] StrataOf(ContingencyTable table)
    {
        List<long>[] counts = [.. Enumerable.Range(0, table.ColumnLevels).Select(_ => new List<long>())];
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            counts[table.CellColumns[cell]].Add(table.CellCounts[cell]);
        }

        return [.. counts.Where(c => c.Count > 0).Select(c => FixedMarginGroups.Of(c.ToArray()))];
    }

    private static double EntropyOf(ReadOnlySpan<long> counts, double n)
    {
        double sum = 0;
        foreach (long count in counts)
        {
            sum += CountTables.XLogX(count);
        }

        return Math.Log(n) - (sum / n);
    }
}
