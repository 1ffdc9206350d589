namespace Infometer;

/// <summary>
/// A target and what it becomes when its groups are permuted. Where that changes which numbers occur, because groups differ in size, a
/// number is cut into bins anew, as data with those numbers would be. Immutable.
/// </summary>
internal sealed class DrawnTargets
{
    private readonly RowGroups _groups;
    private readonly ScreenCodes _screen;
    private readonly CodingRules _rules;
    private readonly double[] _distinct = [];
    private readonly int[] _ids;
    private readonly bool _isCutAnew;

    /// <param name="groups">The groups.</param>
    /// <param name="y">The target.</param>
    /// <param name="values">Its numbers by row, where it was cut into bins; else empty.</param>
    /// <param name="rules">How it was cut.</param>
    public DrawnTargets(RowGroups groups, CodedTarget y, ReadOnlyMemory<double> values, CodingRules rules)
    {
        _groups = groups;
        _screen = y.Screen;
        _rules = rules;
        Codes codes = y.Codes.Select(groups.Rows);
        Observed = new GroupedTarget(codes, ReferenceEquals(y.Codes, y.Screen.Codes) ? y.Screen with { Codes = codes } : y.Screen.Select(groups.Rows), null);
        if (values.IsEmpty)
        {
            _ids = codes.ToArray();
        }
        else
        {
            double[] byPosition = Array.ConvertAll(groups.Rows, row => values.Span[row]);
            _distinct = [.. byPosition.Distinct().Order()];
            _ids = Array.ConvertAll(byPosition, value => Array.BinarySearch(_distinct, value));
            _isCutAnew = groups.Sizes.Min() < groups.Sizes.Max();
        }

        Permutations = new GroupPermutations(groups, _ids);
    }

    /// <summary>The target as it is.</summary>
    public GroupedTarget Observed { get; }

    /// <summary>The permutations that are drawn from.</summary>
    public GroupPermutations Permutations { get; }

    /// <summary>The target of one draw; it depends on seed and number alone.</summary>
    public GroupedTarget Draw(ulong seed, int draw)
    {
        int[] sources = _groups.Sources(Permutations.Draw(seed, draw));
        return _isCutAnew ? CutAnew(sources) : Observed.Select(sources);
    }

    private GroupedTarget CutAnew(int[] sources)
    {
        int[] ids = Array.ConvertAll(sources, source => _ids[source]);
        int[] counts = new int[_distinct.Length];
        foreach (int id in ids)
        {
            counts[id]++;
        }

        double[] sorted = new double[ids.Length];
        int filled = 0;
        for (int id = 0; id < counts.Length; id++)
        {
            sorted.AsSpan(filled, counts[id]).Fill(_distinct[id]);
            filled += counts[id];
        }

        Codes codes = Cut(_rules.Discretizer ?? new EqualFrequency(Discretizer.DefaultBins(ids.Length)), sorted, ids);
        Codes fine = _rules.Discretizer is null ? Cut(new EqualFrequency(ScreenAxis.FineBins), sorted, ids) : codes;
        return new GroupedTarget(codes, _screen with { Codes = fine }, Observed);
    }

    private Codes Cut(Discretizer discretizer, double[] sorted, int[] ids)
    {
        double[] cuts = discretizer.Cut(sorted);
        int[] codeOf = Array.ConvertAll(_distinct, value => BinCoder.Code(value, cuts));
        return Codes.Create(Array.ConvertAll(ids, id => codeOf[id]), cuts.Length + 1);
    }
}
