namespace Infometer;

/// <summary>
/// A column whose rows are put in other orders again and again, never sorted again: its order follows from that of the source.
/// </summary>
internal sealed class ReorderedColumn
{
    private readonly PreparedColumn _source;
    private bool _isMoved;

    /// <summary>Creates a column in the order of <paramref name="source"/>.</summary>
    /// <param name="source">The column.</param>
    /// <param name="variable">The variable that it belongs to.</param>
    public ReorderedColumn(PreparedColumn source, int variable)
    {
        _source = source;
        Variable = variable;
        Values = [.. source.Values];
        Ranks = [.. source.Sorted.Ranks];
        Order = [.. source.Sorted.Order];
        Prepared = new PreparedColumn(Values, source.Sorted);
    }

    /// <summary>The variable that the column belongs to.</summary>
    public int Variable { get; }

    /// <summary>The numbers, row by row, as they are ordered now.</summary>
    public double[] Values { get; }

    /// <summary>The rank of each row now.</summary>
    public int[] Ranks { get; }

    /// <summary>The row at each rank now.</summary>
    public int[] Order { get; }

    /// <summary>The numbers as they are ordered now, with their sorted form, which holds for any order; its ranks do not.</summary>
    public PreparedColumn Prepared { get; }

    /// <summary>Takes row i from row <paramref name="order"/>[i], a permutation; null puts the rows back.</summary>
    /// <returns>Whether anything may have moved.</returns>
    public bool Apply(int[]? order)
    {
        if (order is null && !_isMoved)
        {
            return false;
        }

        double[] values = _source.Values;
        int[] ranks = _source.Sorted.Ranks;
        for (int row = 0; row < Values.Length; row++)
        {
            int from = order is null ? row : order[row];
            Values[row] = values[from];
            Ranks[row] = ranks[from];
            Order[ranks[from]] = row;
        }

        _isMoved = order is not null;
        return true;
    }
}
