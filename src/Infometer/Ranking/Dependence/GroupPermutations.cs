namespace Infometer;

/// <summary>
/// The permutations π of groups under which a target is read: all where the target is constant within groups, or the groups have one size.
/// Else those within strata of groups of similar size (the least has at least 4/5 of the largest, or the stratum but <see cref="FewestOfStratum"/>
/// groups): a short sequence that had to fill a long group by repetition would be more constant there than any real one, and draws would
/// scatter more than data. Immutable.
/// </summary>
internal sealed class GroupPermutations
{
    /// <summary>A stratum has at least so many groups.</summary>
    public const int FewestOfStratum = 5;

    private const double LeastShare = 0.8;

    private readonly int[] _bySize;
    private readonly int[] _starts;

    /// <param name="groups">The groups.</param>
    /// <param name="target">The target by position, equal values by equal numbers.</param>
    public GroupPermutations(RowGroups groups, int[] target)
    {
        _bySize = [.. Enumerable.Range(0, groups.Count).OrderByDescending(group => groups.Sizes[group])];
        bool isConstant = _bySize.All(group => !groups.Part(target, group).ContainsAnyExcept(groups.Part(target, group)[0]));
        _starts = isConstant ? [0, groups.Count] : Strata(groups);
        LogArrangements = Enumerable.Range(0, _starts.Length - 1).Sum(
            stratum => LogArrangementsOf(groups, target, _bySize.AsSpan(_starts[stratum].._starts[stratum + 1])));
    }

    /// <summary>Number of strata.</summary>
    public int StratumCount => _starts.Length - 1;

    /// <summary>
    /// ln of the number of different targets that the permutations give: for each stratum G! over the factorials of how often the same
    /// sequence occurs, sequences that differ in the number of repetitions being the same.
    /// </summary>
    public double LogArrangements { get; }

    /// <summary>π of one draw, from a stream of its own.</summary>
    public int[] Draw(ulong seed, int draw)
    {
        Rng rng = Rng.For(seed, "groups", draw);
        int[] shuffled = [.. _bySize];
        for (int stratum = 0; stratum < StratumCount; stratum++)
        {
            rng.Shuffle(shuffled.AsSpan(_starts[stratum].._starts[stratum + 1]));
        }

        int[] permutation = new int[shuffled.Length];
        for (int i = 0; i < shuffled.Length; i++)
        {
            permutation[_bySize[i]] = shuffled[i];
        }

        return permutation;
    }

    // From the largest groups down; what is left over in the end joins the stratum before.
    private int[] Strata(RowGroups groups)
    {
        List<int> starts = [0];
        for (int i = 1; i < _bySize.Length; i++)
        {
            if (i - starts[^1] >= FewestOfStratum && groups.Sizes[_bySize[i]] < LeastShare * groups.Sizes[_bySize[starts[^1]]])
            {
                starts.Add(i);
            }
        }

        if (starts.Count > 1 && _bySize.Length - starts[^1] < FewestOfStratum)
        {
            starts.RemoveAt(starts.Count - 1);
        }

        return [.. starts, _bySize.Length];
    }

    private static double LogArrangementsOf(RowGroups groups, int[] target, ReadOnlySpan<int> stratum)
    {
        Dictionary<string, int> alike = new(StringComparer.Ordinal);
        foreach (int group in stratum)
        {
            string key = string.Join(' ', Period(groups.Part(target, group)).ToArray());
            alike[key] = alike.GetValueOrDefault(key) + 1;
        }

        return CountTables.LogFactorial(stratum.Length) - alike.Values.Sum(count => CountTables.LogFactorial(count));
    }

    // The shortest beginning of which a sequence is a whole number of repetitions.
    private static ReadOnlySpan<int> Period(ReadOnlySpan<int> sequence)
    {
        for (int length = 1; length <= sequence.Length / 2; length++)
        {
            if (sequence.Length % length == 0 && sequence[length..].SequenceEqual(sequence[..^length]))
            {
                return sequence[..length];
            }
        }

        return sequence;
    }
}
