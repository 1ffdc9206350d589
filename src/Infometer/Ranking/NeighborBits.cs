using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Measures the first survivors of a ranking anew by nearest neighbours: bins rank well and lose information, neighbours rank badly and measure
/// well. The p-value stays that of the screen.
/// </summary>
internal sealed class NeighborBits(Column target, CodedTarget codes, RankOptions options, RunContext context)
{
    // Beyond so many rows in all, bins have to do for the rest.
    private const long MostRows = 5_000_000;

    private readonly Variable _target = codes.Rows is { } rows ? Variable.Of(target).Select(rows) : Variable.Of(target);

    /// <summary>The estimates of columns in their order; null where bins stay.</summary>
    public Estimate?[] Of(RankedColumn[] ordered)
    {
        Estimate?[] estimates = new Estimate?[ordered.Length];
        if (Ties.AreMany(_target))
        {
            return estimates;
        }

        int most = (int)Math.Min(options.NeighborColumns, MostRows / codes.Codes.Count);
        int[] chosen = [.. Enumerable.Range(0, ordered.Length).Where(i => IsMeasured(ordered[i])).Take(most)];
        int done = 0;
        context.ForEach(chosen.Length, i =>
        {
            estimates[chosen[i]] = Measured(ordered[chosen[i]]);
            context.Progress?.Report(new RunProgress("measuring by neighbours", Interlocked.Increment(ref done), chosen.Length));
        });
        return estimates;
    }

    /// <summary>The estimate of a pair by neighbours, with the p-value and the level of the one in bins; null where bins stay.</summary>
    /// <param name="x">A column without missing cells.</param>
    /// <param name="y">Another over the same rows.</param>
    /// <param name="binned">The estimate in bins.</param>
    /// <param name="context">Seed and cancellation.</param>
    public static Estimate? Of(Variable x, Variable y, Estimate binned, RunContext context)
    {
        bool areLabels = x.Kind == VariableKind.Discrete && y.Kind == VariableKind.Discrete;
        if (areLabels || binned.PValue is not { } p || Ties.AreMany(x) || Ties.AreMany(y))
        {
            return null;
        }

        RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
        Sample sample = Sample.Of([x, y], binned.TotalCount, alone);
        Estimator estimator = Policy.ForPair(sample);
        Estimate basis = binned with
        {
            Estimator = estimator,
            Bins = ImmutableSortedDictionary<string, int>.Empty,
            Notes = [.. binned.Notes.Where(n => n.Code is not ("binned" or "sparse" or "sparse-lower-bound" or "rare-levels"))],
        };
        Question question = new(sample, 2, estimator, EstimateOptions.Default, alone)
        {
            Decisive = new NullPValue(p, binned.PMethod!, []),
            Level = binned.Interval?.Level ?? 0.95,
        };
        Estimate estimate = RowInference.Answer(question, basis);
        return estimate.Verdict is Verdict.Value or Verdict.LowerBound ? estimate : null;
    }

    // Labels about labels have no bins to be without. Missing cells are a code of their own in bins, and nowhere among neighbours.
    private bool IsMeasured(RankedColumn column) =>
        column.QValue <= options.Level
        && column.Column.MissingCount == 0
        && (column.Column.Kind != VariableKind.Discrete || codes.Kind != VariableKind.Discrete);

    private Estimate? Measured(RankedColumn column)
    {
        Variable all = Variable.Of(column.Column);
        return Of(codes.Rows is { } rows ? all.Select(rows) : all, _target, column.Estimate, context);
    }
}
