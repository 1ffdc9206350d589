namespace Infometer;

/// <summary>
/// Groups of rows that have one value each exchange their values, all ways equally likely: the values of groups are exchangeable, whatever the sizes of the
/// groups and whatever goes together within one.
/// </summary>
internal sealed class WholeGroups : IRowShuffler
{
    private readonly int[] _groups;
    private readonly int[] _firstRows;

    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> − 1; the variable that is moved has one value in each.</param>
    /// <param name="groupCount">Number of groups.</param>
    public WholeGroups(int[] groups, int groupCount)
    {
        _groups = groups;
        _firstRows = CountingGroups.FirstRows(groups, groupCount);
    }

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"values of {_firstRows.Length:N0} groups of rows permuted as wholes");

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order)
    {
        int[] taken = [.. _firstRows];
        rng.Shuffle(taken.AsSpan());
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = taken[_groups[row]];
        }
    }
}
