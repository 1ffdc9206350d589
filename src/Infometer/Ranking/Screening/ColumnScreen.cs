using System.Collections.Concurrent;

namespace Infometer;

/// <summary>
/// The p-values of many columns against one target by <see cref="ScreenTest"/>. Columns whose counts are equal have the same null, which
/// is drawn once for all of them. Thread-safe.
/// </summary>
internal sealed class ColumnScreen
{
    // Draws of a null that several columns share: enough for the smallest p-values that so many columns ask for.
    private const int FewDraws = 1_999;
    private const int ManyDraws = 9_999;
    private const int MostDraws = 99_999;
    private const int ManyColumns = 100;
    private const int MostColumns = 10_000;

    private readonly ScreenAxis _target;
    private readonly ScreenCodes _targetCodes;
    private readonly ConcurrentDictionary<AxisKey, Lazy<ScreenStatistic?>> _statistics = new();

    /// <summary>A screen against a target.</summary>
    public ColumnScreen(ScreenCodes target)
    {
        _targetCodes = target;
        _target = target.Axis();
    }

    /// <summary>
    /// The test of a column; null where neither variable has an order or the table is too large, so that the information alone has to
    /// decide.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows in which it is looked at; null for all.</param>
    public ScreenTest? TestOf(ScreenCodes column, int[]? rows)
    {
        if (rows is { Length: < 2 })
        {
            return null;
        }

        if (rows is not null)
        {
            ScreenCodes target = _targetCodes.Select(rows);
            ScreenCodes x = column.Select(rows);
            return StatisticOf(x.Axis(), target.Axis()) is { } own ? TestOf(own, x, target) : null;
        }

        ScreenStatistic? statistic = _statistics.GetOrAdd(
            new AxisKey(column), key => new Lazy<ScreenStatistic?>(() => StatisticOf(key.Column.Axis(), _target))).Value;
        return statistic is null ? null : TestOf(statistic, column, _targetCodes);
    }

    /// <summary>The p-values of tests; null where there is no test and none is kept.</summary>
    /// <param name="tests">The tests, by column.</param>
    /// <param name="options">How many draws.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <param name="checkpoint">What earlier runs found, and where what is found now is kept; null for none.</param>
    public static NullPValue?[] PValues(
        IReadOnlyList<ScreenTest?> tests, EstimateOptions options, RunContext context, RankingCheckpoint? checkpoint = null)
    {
        Dictionary<ScreenStatistic, SharedNull> shared = options.Permutations is null ? SharedNulls(tests, checkpoint, context) : [];
        NullPValue?[] result = new NullPValue?[tests.Count];
        int done = 0;
        context.ForEach(tests.Count, i =>
        {
            result[i] = checkpoint?.PValue(i);
            if (result[i] is null && tests[i] is { } test)
            {
                RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
                result[i] = shared.TryGetValue(test.Law, out SharedNull? null_)
                    ? NullPValue.Of(test, test.Count, null_)
                    : NullPValue.Of(test, test.Count, options, alone);
                checkpoint?.Keep(i, result[i]!);
            }

            context.Progress?.Report(new RunProgress("testing columns", Interlocked.Increment(ref done), tests.Count));
        });
        return result;
    }

    // Margins alone do not name the law: which variable is ordered and which code is missing decide too.
    private static Dictionary<ScreenStatistic, SharedNull> SharedNulls(
        IReadOnlyList<ScreenTest?> tests, RankingCheckpoint? checkpoint, RunContext context)
    {
        Dictionary<ScreenStatistic, SharedNull> shared = new(ReferenceEqualityComparer.Instance);

        // What is kept counts for how many draws a null gets, but a null that nobody waits for is not drawn.
        HashSet<ScreenStatistic> open = new(
            tests.Where((_, i) => checkpoint?.PValue(i) is null).OfType<ScreenTest>().Select(test => test.Law),
            ReferenceEqualityComparer.Instance);
        foreach (IGrouping<ScreenStatistic, ScreenTest> group in tests.OfType<ScreenTest>().GroupBy(t => t.Law)
            .Where(g => g.Skip(1).Any() && open.Contains(g.Key)))
        {
            int columns = group.Count();
            ScreenTest first = group.First();
            int draws = columns >= MostColumns ? MostDraws : columns >= ManyColumns || first.Tail is null ? ManyDraws : FewDraws;
            shared[group.Key] = SharedNull.Draw(first.NewExactSampler, first.StreamKey, draws, context);
        }

        return shared;
    }

    /// <summary>Whether a column is tested by several statistics: a variable has an order, both vary, and the table is not too large.</summary>
    public static bool IsScreened(ScreenAxis column, ScreenAxis target) =>
        (column.IsOrdered || target.IsOrdered) && column.Totals.Length * (long)target.Totals.Length <= ScreenStatistic.MaxCells
            && column.OccurringLevels >= 2 && target.OccurringLevels >= 2;

    private static ScreenStatistic? StatisticOf(ScreenAxis column, ScreenAxis target) =>
        !IsScreened(column, target)
            ? null
            : column.IsOrdered ? new ScreenStatistic(column, target) : new ScreenStatistic(target, column);

    // The ordered variable gives the rows of the table.
    private static ScreenTest TestOf(ScreenStatistic statistic, ScreenCodes column, ScreenCodes target)
    {
        Codes[] variables = column.IsOrdered ? [column.Codes, target.Codes] : [target.Codes, column.Codes];
        CountingTable counting = new(statistic.RowTotals.Length * statistic.ColumnTotals.Length);
        counting.CountRows(variables, 0, column.Codes.Count);
        return ScreenTest.Of(statistic, Array.ConvertAll(counting.Sum().ToArray(), count => (long)count));
    }

    /// <summary>Columns with equal keys have equal statistics: the counts of their codes, their order, their missing code.</summary>
    private sealed class AxisKey : IEquatable<AxisKey>
    {
        private readonly long[] _totals;
        private readonly int _hash;

        public AxisKey(ScreenCodes column)
        {
            Column = column;
            _totals = column.Codes.CountLevels();
            MarginHash hash = MarginHash.Start;
            foreach (long total in _totals)
            {
                hash = hash.With(total);
            }

            _hash = hash.Value.GetHashCode();
        }

        public ScreenCodes Column { get; }

        public bool Equals(AxisKey? other) => other is not null
            && _hash == other._hash
            && Column.MissingCode == other.Column.MissingCode
            && Column.IsOrdered == other.Column.IsOrdered
            && Column.IsNested == other.Column.IsNested
            && _totals.AsSpan().SequenceEqual(other._totals);

        public override bool Equals(object? obj) => Equals(obj as AxisKey);

        public override int GetHashCode() => _hash;
    }
}
