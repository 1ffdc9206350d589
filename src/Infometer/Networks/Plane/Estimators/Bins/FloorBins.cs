using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Bins of a fixed width on the whole line: the code of an activation is <c>⌊t/w⌋</c>. Informations as for <see cref="FixedBins"/>. Nothing
/// is ever clipped, so that it suits unbounded activations; w decides the number all the same.
/// </summary>
/// <remarks>
/// Saxe et al. (2018), who take w = 0.07 for the 12-bit task (about the bins of 30 on [−1, 1]) and 0.5 for MNIST. Cost O(n·d + n ln n).
/// </remarks>
public sealed record FloorBins : PlaneEstimator
{
    // Above this not every whole number is a double.
    private const double LargestCode = 9_007_199_254_740_992;

    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "floor",
        "bins of fixed width",
        "The entropy of bins of one width on the whole line; a property of the width where the network has no noise.",
        "Saxe et al. (2018), On the information bottleneck theory of deep learning.",
        static () => new FloorBins())
    {
        Options =
        [
            PlaneOptionFactory.Number<FloorBins>(
                "width",
                "number > 0",
                0.07,
                "Width of a bin, in units of the activations.",
                static e => e.Width,
                static (e, value) => e with { Width = value }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>Width w of a bin. Default 0.07.</summary>
    public double Width
    {
        get;
        init => field = PlaneOptionFactory.RequirePositive(value, nameof(Width));
    } = 0.07;

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        if (Math.Max(layer.High, -layer.Low) / Width > LargestCode)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'floor' with width={Width} has no bins for activations as large as {Math.Max(layer.High, -layer.Low):G3} ('{layer.Snapshot.Source}'); set a larger width."));
        }

        double[] codes = Array.ConvertAll(layer.Values, t => Math.Floor(t / Width));
        (PlaneAmount aboutInputs, PlaneAmount? aboutLabels) = CodeEntropy.Information(codes, layer.Units, question, QuantityTag.Index);
        return
        [
            new PlaneReading(
                Describe.Id,
                aboutInputs,
                aboutLabels,
                FormattableString.Invariant($"bins of width {Width} on the whole line")),
        ];
    }
}
