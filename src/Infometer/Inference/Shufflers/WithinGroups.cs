namespace Infometer;

/// <summary>All orders that keep every row in its group, equally likely: rows are exchangeable given the level of a discrete Z.</summary>
internal sealed class WithinGroups : IRowShuffler
{
    // The rows group by group, and where each group begins.
    private readonly int[] _rows;
    private readonly int[] _starts;

    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> − 1.</param>
    /// <param name="groupCount">Number of groups.</param>
    public WithinGroups(ReadOnlySpan<int> groups, int groupCount)
    {
        _starts = new int[groupCount + 1];
        foreach (int group in groups)
        {
            _starts[group + 1]++;
        }

        for (int group = 0; group < groupCount; group++)
        {
            _starts[group + 1] += _starts[group];
        }

        int[] next = _starts[..^1];
        _rows = new int[groups.Length];
        for (int row = 0; row < groups.Length; row++)
        {
            _rows[next[groups[row]]++] = row;
        }
    }

    /// <inheritdoc/>
    public string Name => "rows permuted within the levels of the condition";

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order)
    {
        int[] taken = [.. _rows];
        for (int group = 0; group + 1 < _starts.Length; group++)
        {
            rng.Shuffle(taken.AsSpan(_starts[group].._starts[group + 1]));
        }

        for (int i = 0; i < taken.Length; i++)
        {
            order[_rows[i]] = taken[i];
        }
    }
}
