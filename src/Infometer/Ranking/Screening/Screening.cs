using System.Collections.Concurrent;

namespace Infometer;

/// <summary>
/// Which of very many numeric columns tell anything about a target: a low-variance statistic per column with an exact p-value and a
/// false-discovery rate, for up to millions of columns. Immutable.
/// </summary>
/// <remarks>
/// <para>Every column is cut into 16 equal-frequency bins, which merge into 8 and 4. Looked at are the information at each of the three
/// resolutions and rank scores by Legendre polynomials of degree 1, 2 and 4; the least of their tail probabilities decides, and its null
/// comes from tables drawn with both margins fixed, from each of which all of them follow. Columns without ties have the same
/// margins, so one null serves them all; a column with ties or missing values draws its own where its p-value is small enough to
/// matter (below 0.2 by the common null), and keeps the common null's p-value above.</para>
/// <para>Beyond what draws resolve p is the least of fitted gamma tails times their number, where every expected count is at least 5,
/// else a bound. False-discovery rates by Benjamini and Hochberg assume that tests are independent or positively dependent (PRDS).</para>
/// <para>Cost: a radix sort of each column and a few passes, about 20 ns a cell; memory: 40 bytes a column and one block of columns per
/// thread. The result does not depend on the number of threads.</para>
/// </remarks>
public sealed class Screening
{
    // Columns of a block: enough to read rows of a matrix in whole cache lines.
    private const int BlockColumns = 64;

    // Rows × columns of a block, so that long columns do not fill the memory.
    private const int BlockCells = 1 << 22;

    private readonly ColumnSource _source;
    private readonly ScreeningScore[] _scores;
    private readonly int[] _order;
    private readonly ScreeningRun _run;

    private Screening(ColumnSource source, ScreeningRun run, ScreeningScore[] scores, int[] order, RunContext context)
    {
        _source = source;
        _run = run;
        _scores = scores;
        _order = order;
        Seed = context.Seed;
    }

    /// <summary>The scores by column.</summary>
    public ReadOnlySpan<ScreeningScore> Scores => _scores;

    /// <summary>The columns by p-value, then by score, the strongest first.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>Columns whose q-value is at most the level asked for; they come first in <see cref="Order"/>.</summary>
    public int SurvivorCount { get; private init; }

    /// <summary>How it was screened.</summary>
    public ScreeningOptions Options { get; private init; } = ScreeningOptions.Default;

    /// <summary>The target.</summary>
    public Variable Target { get; private init; } = null!;

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; }

    /// <summary>Draws of the null that all columns without ties share.</summary>
    public int SharedDraws => _run.SharedDraws;

    /// <summary>Screens columns against a target.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="target">A discrete target, or a numeric one of one column; over the same rows, nothing missing.</param>
    /// <param name="options">The false-discovery rate.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The rows differ, the target is constant or incomplete, or a value is infinite.</exception>
    public static Screening Of(ColumnSource columns, Variable target, ScreeningOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(target);
        options ??= ScreeningOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        CheckRows(columns, target);
        ScreeningRun run = ScreeningRun.Of(target, columns.ColumnCount, context);
        ScreeningScore[] scores = new ScreeningScore[columns.ColumnCount];
        int width = Math.Clamp(BlockCells / columns.RowCount, 1, BlockColumns);
        int blocks = (columns.ColumnCount + width - 1) / width;
        int done = 0;
        RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
        ConcurrentBag<(ScreeningRun.Worker Worker, float[] Values)> idle = [];
        context.ForEach(blocks, block =>
        {
            (ScreeningRun.Worker worker, float[] values) = idle.TryTake(out var taken)
                ? taken
                : (run.NewWorker(alone), new float[width * columns.RowCount]);
            int first = block * width;
            int count = Math.Min(width, columns.ColumnCount - first);
            columns.Read(first, count, values.AsSpan(0, count * columns.RowCount));
            for (int i = 0; i < count; i++)
            {
                scores[first + i] = worker.Score(values.AsSpan(i * columns.RowCount, columns.RowCount), first + i);
            }

            idle.Add((worker, values));
            context.Progress?.Report(new RunProgress("screening columns", Interlocked.Add(ref done, count), columns.ColumnCount));
        });
        return Finish(columns, target, run, scores, options, context);
    }

    /// <summary>
    /// What a column tells about the target, with interval and verdict. The interval of a survivor is at level 1 − 0.05·R/m for R survivors of
    /// m columns, so that of the intervals of all survivors about 95 % cover (Benjamini and Yekutieli 2005).
    /// </summary>
    public Estimate Estimate(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _scores.Length);
        float[] values = new float[_source.RowCount];
        _source.Read(column, 1, values);
        bool survives = _scores[column].QValue <= Options.Level;
        double level = survives ? FalseDiscovery.IntervalLevel(SurvivorCount, _scores.Length, Options.FalseDiscovery) : 0.95;
        return _run.Estimate(values, column, _scores[column].PValue, level, new RunContext { Seed = Seed });
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{SurvivorCount:N0} of {_scores.Length:N0} columns tell something about '{Target.Name}' at a false-discovery rate of {Options.Level}, n={_source.RowCount:N0}");

    private static void CheckRows(ColumnSource columns, Variable target)
    {
        if (target.Count != columns.RowCount)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The columns have {columns.RowCount:N0} rows and the target '{target.Name}' {target.Count:N0}; pass the same rows."));
        }

        if (target.Dimension != 1)
        {
            throw new InvalidInputException($"The target '{target.Name}' has {target.Dimension} columns; a screen takes one.");
        }

        for (int row = 0; row < target.Count; row++)
        {
            if (target.IsMissing(row))
            {
                throw new InvalidInputException($"The target '{target.Name}' is missing in row {row}; leave such rows out of target and columns.");
            }
        }
    }

    private static Screening Finish(
        ColumnSource source, Variable target, ScreeningRun run, ScreeningScore[] scores, ScreeningOptions options, RunContext context)
    {
        double[] p = Array.ConvertAll(scores, score => score.PValue);
        double[] q = FalseDiscovery.QValues(p, options.FalseDiscovery);
        int survivors = 0;
        for (int i = 0; i < q.Length; i++)
        {
            scores[i] = scores[i] with { QValue = q[i] };
            survivors += q[i] <= options.Level ? 1 : 0;
        }

        int[] order = [.. Enumerable.Range(0, scores.Length)];
        (double, double)[] keys = Array.ConvertAll(scores, score => (score.PValue, -score.Score));
        Array.Sort(keys, order);
        return new Screening(source, run, scores, order, context) { SurvivorCount = survivors, Options = options, Target = target };
    }
}
