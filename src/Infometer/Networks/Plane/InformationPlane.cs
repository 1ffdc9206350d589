using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The information plane of a network's training: for each epoch, layer and estimator I(X;T) of the inputs X and the activations T, and
/// I(T;Y) of the activations and the labels Y (Shwartz-Ziv and Tishby 2017), with what speaks against believing it. In nats; immutable.
/// </summary>
/// <remarks>
/// A network without noise makes T a function of X: of continuous inputs I(X;T) is infinite or does not depend on the weights, and of n
/// different inputs it is ln n as long as all activations differ. What the estimators give is the information of a coarser or noisier T,
/// and a fall of it ("compression") is a statement about bins or noise as much as about the network (Saxe et al. 2018; Goldfeld et al.
/// 2019).
/// </remarks>
public sealed class InformationPlane
{
    private InformationPlane(NetworkRun run, PlaneQuestion question, ImmutableArray<PlanePoint> points, PlaneOptions options, ulong seed)
    {
        Epochs = run.Epochs;
        Layers = run.Layers;
        Count = question.Count;
        InputCeiling = question.InputEntropy;
        LabelEntropy = question.Labels?.Entropy;
        Points = points;
        Options = options;
        Seed = seed;
        IsOrderGuessed = run.IsOrderGuessed;
        Compression = [.. PlaneCompression.Of(points, Layers, Outputs, options.Tolerance * InputCeiling)];
        Alarms = PlaneAlarm.AllOf(this, question);
    }

    /// <summary>The epochs, ascending.</summary>
    public ImmutableArray<long> Epochs { get; }

    /// <summary>The layers' labels, from the input on.</summary>
    public ImmutableArray<string> Layers { get; }

    /// <summary>Rows, n.</summary>
    public int Count { get; }

    /// <summary>H(X) of the rows, ln n where all inputs differ: no estimator can show more of I(X;T) by these rows.</summary>
    public double InputCeiling { get; }

    /// <summary>H(Y) of the rows, the ceiling of I(T;Y); null without labels.</summary>
    public double? LabelEntropy { get; }

    /// <summary>The numbers by epoch, then by layer, then by estimator.</summary>
    public ImmutableArray<PlanePoint> Points { get; }

    /// <summary>Whether I(X;T) of each layer falls after its peak, by each estimator.</summary>
    public ImmutableArray<PlaneCompression> Compression { get; }

    /// <summary>What speaks against them.</summary>
    public ImmutableArray<PlaneAlarm> Alarms { get; }

    /// <summary>What it was made with.</summary>
    public PlaneOptions Options { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>See <see cref="NetworkRun.IsOrderGuessed"/>.</summary>
    internal bool IsOrderGuessed { get; }

    /// <summary>The ids in <see cref="PlanePoint.Estimator"/>, in their order.</summary>
    public ImmutableArray<string> Outputs => [.. Options.Estimators.SelectMany(e => e.Descriptor.Outputs)];

    /// <summary>
    /// Measures every layer at every epoch. One layer is in memory at a time; where bins cover several layers or epochs, the run is read
    /// once more before.
    /// </summary>
    /// <param name="run">The activations.</param>
    /// <param name="options">Inputs, labels, estimators.</param>
    /// <param name="context">Seed, threads, cancellation, progress; null for the defaults.</param>
    /// <param name="checkpoint">Keeps what is finished; null for nothing.</param>
    /// <exception cref="InvalidInputException">Arrays do not fit together, a number is not finite, or an estimator cannot take
    /// them.</exception>
    public static InformationPlane Of(NetworkRun run, PlaneOptions options, RunContext? context = null, PlaneCheckpoint? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        context ??= RunContext.Default;
        IReadOnlyList<LayerSnapshot> snapshots = run.Snapshots;
        PlaneInputs.Require(snapshots, options);
        PlaneQuestion question = new(
            snapshots[0].Rows,
            options.Inputs,
            options.Labels is null ? null : PlaneLabels.Of(options.Labels),
            options.Estimators.Any(e => e.Bins is { NeedsRun: true }) ? RangesOf(snapshots, context) : []);
        checkpoint?.Open(options, question, context.Seed);
        List<PlanePoint> points = [];
        for (int i = 0; i < snapshots.Count; i++)
        {
            context.Progress?.Report(new RunProgress("layers measured", i, snapshots.Count));
            context.Cancellation.ThrowIfCancellationRequested();
            points.AddRange(PointsOf(snapshots[i].Read(), options, question, context, checkpoint));
        }

        context.Progress?.Report(new RunProgress("layers measured", snapshots.Count, snapshots.Count));
        return new InformationPlane(run, question, [.. points], options, context.Seed);
    }

    /// <summary>Everything as JSON; see docs/schema/plane.schema.json.</summary>
    public string ToJson(Unit unit = Unit.Bits) => PlaneOutput.ToJson(this, unit);

    /// <summary>The points as CSV, one line each, in full precision.</summary>
    public string ToCsv(Unit unit = Unit.Bits) => PlaneOutput.ToCsv(this, unit);

    private static ImmutableArray<PlanePoint> PointsOf(
        LayerActivations layer, PlaneOptions options, PlaneQuestion question, RunContext context, PlaneCheckpoint? checkpoint)
    {
        string? key = checkpoint is null ? null : PlaneCheckpoint.KeyOf(layer, options, question);
        if (checkpoint?.Find(key!) is { } kept)
        {
            return kept;
        }

        RunContext quiet = context with { Progress = null };
        bool isConstant = layer.IsConstant;
        ImmutableArray<PlanePoint> points =
        [
            .. from estimator in options.Estimators
               from reading in estimator.Read(layer, question, quiet)
               select new PlanePoint(
                   layer.Snapshot.Epoch,
                   layer.Snapshot.Layer,
                   layer.Units,
                   reading.Estimator,
                   reading.AboutInputs,
                   reading.AboutLabels,
                   reading.Definition)
               {
                   ClippedShare = reading.ClippedShare,
                   LostVariance = reading.LostVariance,
                   IsConstant = isConstant,
               },
        ];
        checkpoint?.Keep(key!, points);
        return points;
    }

    // The range of each layer over all epochs.
    private static Dictionary<string, (double Low, double High)> RangesOf(IReadOnlyList<LayerSnapshot> snapshots, RunContext context)
    {
        Dictionary<string, (double Low, double High)> ranges = [];
        for (int i = 0; i < snapshots.Count; i++)
        {
            context.Progress?.Report(new RunProgress("ranges read", i, snapshots.Count));
            context.Cancellation.ThrowIfCancellationRequested();
            LayerActivations layer = snapshots[i].Read();
            (double low, double high) = ranges.GetValueOrDefault(layer.Snapshot.Layer, (layer.Low, layer.High));
            ranges[layer.Snapshot.Layer] = (Math.Min(low, layer.Low), Math.Max(high, layer.High));
        }

        return ranges;
    }
}
