using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Tests columns against a target of which whole groups of rows are permuted: group g of the columns' rows meets the target of group π(g).
/// What rows of one group share stays together, so that neither repeated measurements nor neighbours in time pass for evidence. Groups are
/// taken as exchangeable. For groups of equal size, and for a target that is constant within groups, this is the exact permutation test;
/// else see <see cref="GroupPermutations"/>.
/// <list type="bullet">
/// <item>p = (g + 1)/(B + 1) from B draws, of the decisive statistic of <see cref="ScreenValues"/>, or of the plug-in information where
/// <see cref="ColumnScreen"/> has no test. Each statistic is compared with the gamma law of its mean and variance over all draws and the data
/// (a law that groups do not spoil, as they do that of <see cref="ScreenStatistic"/>), and the least of the tails decides. Data and
/// draws are treated alike, so the test is as exact as the permutation.</item>
/// <item>The chance level of the information is its mean over the draws, the variance at zero theirs.</item>
/// </list>
/// One draw permutes the target once for all columns. Draws are made in batches, columns taken in blocks, so memory stays bounded; what a
/// draw gives depends on seed and number alone.
/// </summary>
/// <param name="groups">The groups.</param>
/// <param name="y">The target.</param>
/// <param name="values">The target's numbers where it was cut into bins; else empty.</param>
/// <param name="rules">How it was cut.</param>
/// <param name="draws">B.</param>
/// <param name="context">Seed, threads, cancellation, progress.</param>
internal sealed class GroupedNull(RowGroups groups, CodedTarget y, ReadOnlyMemory<double> values, CodingRules rules, int draws, RunContext context)
{
    // Codes of columns, of drawn targets, and values, that are held at once.
    private const long CodesAtOnce = 1 << 24;
    private const long ValuesAtOnce = 1 << 20;
    private const int ColumnsAtOnce = 256;

    // Rows that all draws of all columns together may count: a few seconds.
    private const double DrawBudget = 2e9;

    // Drawing a target and cutting it anew costs as much as so many columns.
    private const double DrawCost = 4;

    private static readonly ImmutableArray<int> s_draws = [9_999, 4_999, 1_999, 999];

    private readonly DrawnTargets _targets = new(groups, y, values, rules);

    /// <summary>Draws for so many columns and rows where nobody asked for another number: 9,999, fewer where that takes long, but at least 999.</summary>
    public static int DefaultDraws(int columns, int rows)
    {
        double perDraw = (columns + DrawCost) * rows;
        int fitting = s_draws.FirstOrDefault(draws => draws * perDraw <= DrawBudget);
        return fitting > 0 ? fitting : s_draws[^1];
    }

    /// <summary>What the groups allow and what was done, for the reader of the whole ranking.</summary>
    public IEnumerable<Note> Notes(int columns, double level)
    {
        string sizes = groups.Sizes.Min() == groups.Sizes.Max()
            ? FormattableString.Invariant($"{groups.Sizes[0]:N0}")
            : FormattableString.Invariant($"{groups.Sizes.Min():N0} to {groups.Sizes.Max():N0}");
        yield return new Note(groups.Kind + "s", FormattableString.Invariant(
            $"Rows are taken in {groups.Name}, {sizes} rows each: p and chance levels are from {draws:N0} draws that permute the target in whole {groups.Kind}s, standard errors from the scatter of {groups.Kind}s."));

        double arrangements = Math.Exp(_targets.Permutations.LogArrangements);
        if (arrangements < draws + 1.0)
        {
            yield return new Note("few-arrangements", FormattableString.Invariant(
                $"The target can be permuted among these {groups.Kind}s in {Math.Round(arrangements):N0} ways only, so no p-value can be below {1 / arrangements:0.####}; more {groups.Kind}s allow smaller ones."));
        }

        if (columns > level * (draws + 1.0))
        {
            yield return new Note("few-draws", FormattableString.Invariant(
                $"{draws:N0} draws give no p-value below {1 / (draws + 1.0):0.#####}, so that of {columns:N0} columns a single one cannot have q ≤ {level}; --permutations {Math.Ceiling(columns / level):0} would do."));
        }
    }

    /// <summary>Tests columns, coded by row.</summary>
    public GroupedMoments[] Test(IReadOnlyList<ScreenedColumn> columns) =>
        Test(columns.Count, i => new GroupedColumn(columns[i].Codes, columns[i].Screen, columns[i].KnownRows(), groups, _targets.Observed, draws));

    /// <summary>p-values of whether a column's cells being missing tells anything; none for columns without missing cells.</summary>
    public Dictionary<Column, double> TestMissing(IEnumerable<Column> columns)
    {
        Column[] incomplete = [.. columns.Where(c => c.MissingCount > 0)];
        GroupedMoments[] tested = Test(incomplete.Length, i =>
        {
            Codes codes = ColumnFlags.MissingCells(incomplete[i], y);
            return new GroupedColumn(codes, new ScreenCodes(codes, -1, false, false), null, groups, _targets.Observed, draws);
        });
        return incomplete.Zip(tested).ToDictionary(c => c.First, c => c.Second.P.P);
    }

    private GroupedMoments[] Test(int count, Func<int, GroupedColumn> column)
    {
        GroupedMoments[] result = new GroupedMoments[count];
        int columnsAtOnce = (int)Math.Clamp(Math.Min(ValuesAtOnce / (draws + 1), CodesAtOnce / groups.Rows.Length), 1, ColumnsAtOnce);
        for (int start = 0; start < count; start += columnsAtOnce)
        {
            int first = start;
            GroupedColumn[] block = new GroupedColumn[Math.Min(columnsAtOnce, count - first)];
            context.ForEach(block.Length, i => block[i] = column(first + i));
            Draw(block, first, count);
            context.ForEach(block.Length, i => result[first + i] = Conclude(block[i]));
        }

        return result;
    }

    private void Draw(GroupedColumn[] block, int first, int count)
    {
        const int DrawsOfATask = 16;
        int drawsAtOnce = (int)Math.Clamp(CodesAtOnce / groups.Rows.Length, DrawsOfATask, 1024);
        for (int start = 0; start < draws; start += drawsAtOnce)
        {
            int from = start;
            GroupedTarget[] targets = new GroupedTarget[Math.Min(drawsAtOnce, draws - from)];
            context.ForEach(targets.Length, i => targets[i] = _targets.Draw(context.Seed, from + i));
            int tasks = (targets.Length + DrawsOfATask - 1) / DrawsOfATask;
            context.ForEach(block.Length * tasks, task =>
            {
                GroupedScratch scratch = new();
                int end = Math.Min(targets.Length, ((task % tasks) + 1) * DrawsOfATask);
                for (int i = task % tasks * DrawsOfATask; i < end; i++)
                {
                    block[task / tasks].Measure(targets[i], 1 + from + i, scratch);
                }
            });
            double done = first + (block.Length * (from + (double)targets.Length) / draws);
            context.Progress?.Report(new RunProgress("testing columns", (int)done, count));
        }
    }

    private GroupedMoments Conclude(GroupedColumn column)
    {
        int reached = column.Width == 1 ? CountFrom(column, [column.Values[0] - NullPValue.Slack(column.Values[0], column.Count)]) : CountFrom(column, Bars(column));
        string looks = column.Width == 1 ? "" : ", least p over bins and rank scores";
        string method = FormattableString.Invariant($"target permuted in whole {groups.Name}{looks}: {draws:N0} draws");
        (double mean, double variance) = Moments(column, 0, 1);
        (double scatter, int used) = column.ClusterVariance();
        return new GroupedMoments(new NullPValue((reached + 1.0) / (draws + 1), method, []), mean, variance, scatter, used);
    }

    // Draws in which a statistic reaches its bar; bars are of the last statistics of a column.
    private int CountFrom(GroupedColumn column, double[] bars)
    {
        int reached = 0;
        for (int number = 1; number <= draws; number++)
        {
            ReadOnlySpan<double> values = column.Values.AsSpan(((number + 1) * column.Width) - bars.Length, bars.Length);
            bool isReached = false;
            for (int k = 0; k < bars.Length; k++)
            {
                isReached |= values[k] >= bars[k];
            }

            reached += isReached ? 1 : 0;
        }

        return reached;
    }

    // The value from which each statistic's tail is at most the least tail of the data: a few tails instead of one per draw.
    private double[] Bars(GroupedColumn column)
    {
        (double Mean, double Variance)[] laws = [.. Enumerable.Range(1, column.Width - 1).Select(k => Moments(column, k, 0))];
        double decisive = laws.Select((law, k) => MinusLogTail(column.Values[1 + k], law)).Max();
        double least = decisive * (1 - 1e-9);

        // The statistic that decides is reached by itself, however its tail is rounded.
        return
        [
            .. laws.Select((law, k) => MinusLogTail(column.Values[1 + k], law) >= least
                ? Math.Min(Bar(law, least), column.Values[1 + k] * (1 - 1e-12))
                : Bar(law, least)),
        ];
    }

    private static double Bar((double Mean, double Variance) law, double decisive)
    {
        if (decisive <= 0)
        {
            return double.NegativeInfinity;
        }

        double low = 0;
        double high = Math.Max(law.Mean, double.Epsilon);
        while (MinusLogTail(high, law) < decisive)
        {
            (low, high) = (high, 2 * high);
            if (!double.IsFinite(high))
            {
                return high;
            }
        }

        while (high - low > 1e-11 * high)
        {
            double middle = (low + high) / 2;
            (low, high) = MinusLogTail(middle, law) < decisive ? (middle, high) : (low, middle);
        }

        return low;
    }

    // 0 where a statistic does not vary.
    private static double MinusLogTail(double value, (double Mean, double Variance) law) => law.Variance > 1e-20 * law.Mean * law.Mean
        ? -SpecialFunctions.LogGammaSurvival(Math.Max(0, value), law.Mean * law.Mean / law.Variance, law.Variance / law.Mean)
        : 0;

    private (double Mean, double Variance) Moments(GroupedColumn column, int k, int from)
    {
        double sum = 0;
        for (int number = from; number <= draws; number++)
        {
            sum += column.Values[(number * column.Width) + k];
        }

        int count = draws + 1 - from;
        double mean = sum / count;
        double squares = 0;
        for (int number = from; number <= draws; number++)
        {
            double deviation = column.Values[(number * column.Width) + k] - mean;
            squares += deviation * deviation;
        }

        return (mean, squares / Math.Max(1, count - 1));
    }
}
