using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A hierarchical clustering of columns: the merges by rising height, and the leaves so that neighbours are alike. Immutable.
/// </summary>
public sealed class Dendrogram
{
    internal Dendrogram(ImmutableArray<ColumnMerge> merges, ImmutableArray<int> leaves, bool isOptimal)
    {
        Merges = merges;
        Leaves = leaves;
        IsOptimallyOrdered = isOptimal;
    }

    /// <summary>One merge less than there are columns, in ascending order of height.</summary>
    public ImmutableArray<ColumnMerge> Merges { get; }

    /// <summary>The columns from left to right; those of every cluster stand together.</summary>
    public ImmutableArray<int> Leaves { get; }

    /// <summary>
    /// Whether no order that the tree allows has a smaller sum of distances between neighbours (up to
    /// 600 columns); else each merge joined the nearest ends of its two clusters.
    /// </summary>
    public bool IsOptimallyOrdered { get; }
}
