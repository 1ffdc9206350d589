namespace Infometer;

/// <summary>A space in which rows are counted: an argument, an argument and the condition, or the condition.</summary>
internal sealed class KsgMargin
{
    /// <summary>Creates a margin.</summary>
    /// <param name="index">The search in it.</param>
    /// <param name="parts">The arguments that it is made of; the condition has the number after the last argument.</param>
    /// <param name="sign">How often, and with which sign, the digamma of its count enters a local value.</param>
    /// <param name="withWidths">Whether it is a box of two parts, which the second algorithm corrects for.</param>
    public KsgMargin(NeighborIndex index, int[] parts, double sign, bool withWidths)
    {
        Index = index;
        Parts = parts;
        Sign = sign;
        WithWidths = withWidths;
        if (index is SortedIndex)
        {
            Sorted = index.Points.Prepared(0).Sorted;
            Values = index.Points.Prepared(0).Values;
        }
    }

    /// <summary>The search in the margin.</summary>
    public NeighborIndex Index { get; }

    /// <summary>The arguments that it is made of.</summary>
    public int[] Parts { get; }

    /// <summary>The first of them, which is all where the margin is one column.</summary>
    public int Part => Parts[0];

    /// <summary>How often, and with which sign, the digamma of its count enters a local value.</summary>
    public double Sign { get; }

    /// <summary>Whether it is a box of two parts.</summary>
    public bool WithWidths { get; }

    /// <summary>The order of a margin of one column, in which a count is a look-up; null for more columns.</summary>
    public SortedColumn? Sorted { get; }

    /// <summary>The numbers of a margin of one column, row by row.</summary>
    public double[]? Values { get; }

    /// <summary>The limits of the parts, as a search takes them.</summary>
    public RadiusPart[] LimitsOf(KsgTerm term, double[][] limits) =>
        Array.ConvertAll(Parts, p => new RadiusPart(limits[p], term.Part(p).Dimension));
}
