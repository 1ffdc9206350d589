namespace Infometer;

/// <summary>
/// The joint counts of one pair of columns, first &lt; second, as <see cref="CountingPairs"/> hands them out; valid during
/// the call only.
/// </summary>
internal readonly ref struct CountingPair
{
    /// <summary>The column whose levels are the rows of the table.</summary>
    internal required int First { get; init; }

    /// <summary>The column whose levels are the columns of the table.</summary>
    internal required int Second { get; init; }

    /// <summary>Number of levels of <see cref="First"/>.</summary>
    internal required int RowLevels { get; init; }

    /// <summary>Number of levels of <see cref="Second"/>.</summary>
    internal required int ColumnLevels { get; init; }

    /// <summary>RowLevels × ColumnLevels counts, row by row; empty where <see cref="Sparse"/> is set.</summary>
    internal ReadOnlySpan<uint> Counts { get; init; }

    /// <summary>The counts where the pair has too many cells for a dense table; null otherwise.</summary>
    internal ContingencyTable? Sparse { get; init; }

    /// <summary>The counts as a table of their own, which outlives the call.</summary>
    internal ContingencyTable ToTable() => Sparse ?? ContingencyTable.FromDense(Counts, RowLevels, ColumnLevels);

    /// <summary>The plug-in mutual information of the pair in nats.</summary>
    internal double PluginInformation() =>
        Sparse is null ? ContingencyTable.PluginInformation(Counts, ColumnLevels) : ContingencyTable.PluginInformation(Sparse);
}
