using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// How estimators, their intervals and their verdicts do where the truth is known: bias, scatter, coverage and false alarms over many
/// samples. The result is the same whatever the number of threads, seconds apart. Immutable.
/// </summary>
public sealed class Verification
{
    private Verification(
        ImmutableArray<KnownDistribution> tasks, VerificationOptions options, ulong seed, ImmutableArray<VerificationCell> cells)
    {
        Tasks = tasks;
        Options = options;
        Seed = seed;
        Cells = cells;
    }

    /// <summary>The distributions.</summary>
    public ImmutableArray<KnownDistribution> Tasks { get; }

    /// <summary>Samples per cell; in a grid some estimators may have fewer (<see cref="VerificationCell.Runs"/>).</summary>
    public int Seeds => Cells.IsEmpty ? 0 : Cells.Max(c => c.Runs);

    /// <summary>How each estimate was made.</summary>
    public VerificationOptions Options { get; }

    /// <summary>The first seed: sample r is that of seed <see cref="Seed"/> + r, for every estimator and n, and so is its estimate.</summary>
    public ulong Seed { get; }

    /// <summary>One cell per distribution, n and estimator, in this order.</summary>
    public ImmutableArray<VerificationCell> Cells { get; }

    /// <summary>Runs every estimator on samples of every distribution at every n.</summary>
    /// <param name="tasks">The distributions; see <see cref="KnownTruths"/>.</param>
    /// <param name="estimators">The estimators; null among them is the policy's choice (<c>auto</c>).</param>
    /// <param name="sizes">Rows per sample, each at least 2.</param>
    /// <param name="seeds">Samples per cell, at least 1. Coverage of 0.95 has a standard error of 0.05 with 20, 0.007 with 1,000.</param>
    /// <param name="options">How each estimate is made.</param>
    /// <param name="context">First seed, threads (samples run side by side, each on one thread), cancellation, progress.</param>
    /// <param name="checkpoint">Where finished cells are kept; a run that was stopped goes on from there.</param>
    /// <exception cref="InvalidInputException">The checkpoint belongs to other settings. Refusals of an estimator are in its cell.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; finished cells are in the checkpoint.</exception>
    public static Verification Run(
        IReadOnlyList<KnownDistribution> tasks,
        IReadOnlyList<Estimator?> estimators,
        IReadOnlyList<int> sizes,
        int seeds,
        VerificationOptions? options = null,
        RunContext? context = null,
        VerificationCheckpoint? checkpoint = null)
    {
        return Run(new VerificationGrid("", [new VerificationPart(tasks, estimators, sizes, seeds)]), options, context, checkpoint);
    }

    /// <summary>Runs all parts of a grid.</summary>
    /// <param name="grid">What is run on what.</param>
    /// <param name="options">How each estimate is made.</param>
    /// <param name="context">First seed, threads (samples run side by side, each on one thread), cancellation, progress.</param>
    /// <param name="checkpoint">Where finished cells are kept; a run that was stopped goes on from there.</param>
    /// <exception cref="InvalidInputException">The checkpoint belongs to other settings. Refusals of an estimator are in its cell.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; finished cells are in the checkpoint.</exception>
    public static Verification Run(
        VerificationGrid grid, VerificationOptions? options = null, RunContext? context = null, VerificationCheckpoint? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        foreach (VerificationPart part in grid.Parts)
        {
            part.Check();
        }

        options ??= VerificationOptions.Default;
        options.Estimate.Check();
        context ??= RunContext.Default;
        checkpoint?.Open(options, context.Seed);
        long total = grid.Parts.Sum(p => (long)p.CellCount * p.Seeds);
        long before = 0;
        ImmutableArray<VerificationCell>.Builder cells = ImmutableArray.CreateBuilder<VerificationCell>();
        foreach (VerificationPart part in grid.Parts)
        {
            foreach ((KnownDistribution task, int n, Estimator? estimator) in part.Cells())
            {
                string label = LabelOf(estimator);
                VerificationCell? cell = checkpoint?.Find(task, label, n, part.Seeds);
                if (cell is null)
                {
                    cell = RunCell(task, estimator, label, n, part.Seeds, options, context, done => context.Progress?.Report(
                        new RunProgress($"verifying {task.Id}", before + done, total)));
                    checkpoint?.Keep(cell);
                }

                cells.Add(cell);
                before += part.Seeds;
            }
        }

        return new Verification([.. grid.Parts.SelectMany(p => p.Tasks).Distinct()], options, context.Seed, cells.ToImmutable());
    }

    /// <summary>The result as JSON in the given unit, with the members that <c>docs/schema/verification.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => VerificationOutput.ToJson(this, unit);

    /// <summary>One line per cell, with the columns that <c>docs/commands/verify.md</c> explains.</summary>
    /// <param name="unit">The unit of amounts.</param>
    /// <param name="digits">
    /// Digits after the point, 1 to 15, without the seconds, so that the same run gives the same file; null for full precision and the seconds.
    /// </param>
    public string ToCsv(Unit unit = Unit.Bits, int? digits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits ?? 1, 1, nameof(digits));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits ?? 1, 15, nameof(digits));
        return VerificationOutput.ToCsv(this, unit, digits);
    }

    /// <summary>A table for people, the refusals with their reasons, and what each estimator did over all cells.</summary>
    public string ToMarkdown(Unit unit = Unit.Bits) => VerificationOutput.ToMarkdown(this, unit);

    /// <summary>The share of an estimator's intervals, over all cells, that hold the truth; null where it gave none.</summary>
    /// <param name="estimator">As in <see cref="VerificationCell.Estimator"/>.</param>
    public double? Coverage(string estimator)
    {
        VerificationCell[] cells = [.. Cells.Where(c => c.Estimator == estimator)];
        int intervals = cells.Sum(c => c.Intervals);
        return intervals == 0 ? null : cells.Sum(c => c.Verdicts.Sum(v => v.Covered)) / (double)intervals;
    }

    private static VerificationCell RunCell(
        KnownDistribution task,
        Estimator? estimator,
        string label,
        int n,
        int seeds,
        VerificationOptions options,
        RunContext context,
        Action<int> report)
    {
        VerificationRun[] runs = new VerificationRun[seeds];
        int done = 0;
        context.ForEach(seeds, r =>
        {
            RunContext one = new()
            {
                Seed = unchecked(context.Seed + (ulong)r),
                MaxDegreeOfParallelism = 1,
                Cancellation = context.Cancellation,
            };
            runs[r] = VerificationRun.Of(task, estimator, n, options, one);
            report(Interlocked.Increment(ref done));
        });
        return VerificationRun.Sum(task, label, n, runs, OracleWidth(task, n, context.Seed));
    }

    // The first sample's scatter stands for all: it is an average over n rows.
    private static double? OracleWidth(KnownDistribution task, int n, ulong seed)
    {
        if (task.Law is SeriesLaw)
        {
            return null;
        }

        double[] values = task.PointwiseInformation(n, seed);
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1));
        return 2 * SpecialFunctions.NormalQuantile(0.975) * deviation / Math.Sqrt(n);
    }

    private static string LabelOf(Estimator? estimator)
    {
        if (estimator is null)
        {
            return "auto";
        }

        EstimatorDescriptor descriptor = estimator.Descriptor;
        string options = string.Join(
            ", ", descriptor.Options.Where(o => o.Get(estimator) != o.Get(descriptor.Create())).Select(o => $"{o.Name}={o.Get(estimator)}"));
        return options.Length == 0 ? descriptor.Id : $"{descriptor.Id}({options})";
    }
}
