using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// How estimators, their intervals and their verdicts do where the truth is known: bias, scatter, coverage and false alarms over many
/// samples. The result is the same whatever the number of threads, seconds apart. Immutable.
/// </summary>
public sealed class Verification
{
    private Verification(
        ImmutableArray<KnownDistribution> tasks, int seeds, VerificationOptions options, ulong seed, ImmutableArray<VerificationCell> cells)
    {
        Tasks = tasks;
        Seeds = seeds;
        Options = options;
        Seed = seed;
        Cells = cells;
    }

    /// <summary>The distributions.</summary>
    public ImmutableArray<KnownDistribution> Tasks { get; }

    /// <summary>Samples per cell.</summary>
    public int Seeds { get; }

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
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(estimators);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        foreach (int n in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(n, 2, nameof(sizes));
        }

        options ??= VerificationOptions.Default;
        options.Estimate.Check();
        context ??= RunContext.Default;
        checkpoint?.Open(options, seeds, context.Seed);
        (KnownDistribution Task, int Count, Estimator? Estimator)[] asked =
        [
            .. from task in tasks.Distinct() from n in sizes.Distinct() from estimator in estimators.Distinct() select (task, n, estimator),
        ];
        ImmutableArray<VerificationCell>.Builder cells = ImmutableArray.CreateBuilder<VerificationCell>(asked.Length);
        long total = (long)asked.Length * seeds;
        foreach ((KnownDistribution task, int n, Estimator? estimator) in asked)
        {
            string label = LabelOf(estimator);
            long before = (long)cells.Count * seeds;
            VerificationCell? cell = checkpoint?.Find(task, label, n);
            if (cell is null)
            {
                cell = RunCell(task, estimator, label, n, seeds, options, context, done => context.Progress?.Report(
                    new RunProgress($"verifying {task.Id}", before + done, total)));
                checkpoint?.Keep(cell);
            }

            cells.Add(cell);
        }

        return new Verification([.. tasks.Distinct()], seeds, options, context.Seed, cells.MoveToImmutable());
    }

    /// <summary>The result as JSON in the given unit, with the members that <c>docs/schema/verification.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => VerificationOutput.ToJson(this, unit);

    /// <summary>One line per cell, numbers in full precision.</summary>
    public string ToCsv(Unit unit = Unit.Bits) => VerificationOutput.ToCsv(this, unit);

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
        return VerificationRun.Sum(task, label, n, runs);
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
