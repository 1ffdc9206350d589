using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Entropy-based adaptive binning (EBAB): per layer and epoch, edges at equal steps through the sorted <em>distinct</em> activations of all
/// units together, u₀ &lt; … &lt; u_(U−1), those equal to <c>low</c> left out: low, u_⌊kU/B⌋ for k = 0…B − 1, u_(U−1); the code is the last
/// edge that is not above t. Informations as for <see cref="FixedBins"/>.
/// </summary>
/// <remarks>
/// <para>Chelombiev, Houghton and O'Donnell (2019), their edges and defaults. Bins hold equally many distinct values, not samples:
/// saturated activations fall into one code, and exact zeros of a ReLU into one of their own.</para>
/// <para>Edges move with every epoch, so that a layer that only shrinks looks unchanged; and where a layer hardly moves at all, the
/// bins resolve differences that mean nothing. Cost O(n·d·ln(n·d)).</para>
/// </remarks>
public sealed record EntropyBasedBins : PlaneEstimator
{
    // What the paper's code puts below activations that have negative values: just below the range of tanh.
    private const double BelowTanh = -1.000001;
    private const string Automatic = "auto";

    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "ebab",
        "EBAB",
        "The entropy of bins that hold equally many distinct activations of a layer at an epoch; a property of the bins where the network has no noise.",
        "Chelombiev, Houghton and O'Donnell (2019), Adaptive estimators show information compression in deep neural networks.",
        static () => new EntropyBasedBins())
    {
        Options =
        [
            PlaneOptionFactory.Integer<EntropyBasedBins>(
                "bins",
                "integer from 2 to 65536",
                30,
                "Number of bins.",
                static e => e.Count,
                static (e, value) => e with { Count = value }),
            PlaneOptionFactory.Text<EntropyBasedBins>(
                "low",
                "auto|number",
                Automatic,
                "The value below all bins, which has a code of its own: auto is 0 where no activation is negative, and -1.000001 or what is less than all elsewhere.",
                static e => e.Low?.ToString(CultureInfo.InvariantCulture) ?? Automatic,
                static (e, text) => e with { Low = text == Automatic ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>Number of bins B, 2 to 65,536. Default 30.</summary>
    public int Count
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(Count));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 65_536, nameof(Count));
            field = value;
        }
    } = 30;

    /// <summary>
    /// The value below all bins. Default null: 0 where no activation of the layer at the epoch is negative, else −1.000001, or the least
    /// activation where that is less. Activations below it share its code and are counted as clipped.
    /// </summary>
    public double? Low { get; init; }

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        double low = Low ?? (layer.Low >= 0 ? 0 : Math.Min(BelowTanh, layer.Low));
        double[] edges = Edges(layer.Values, low, Count);
        double[] codes = Array.ConvertAll(layer.Values, t => (double)Math.Max(0, OrderedEdges.LastNotAbove(edges, t)));
        (PlaneAmount aboutInputs, PlaneAmount? aboutLabels) = CodeEntropy.Information(codes, layer.Units, question, QuantityTag.Index);
        return
        [
            new PlaneReading(
                Describe.Id,
                aboutInputs,
                aboutLabels,
                FormattableString.Invariant($"{Count} bins of equally many distinct activations of the layer at this epoch, from {low} on"),
                (double)layer.Values.Count(t => t < low) / codes.Length),
        ];
    }

    /// <summary>The edges: low, B steps through the distinct values other than low, and the largest.</summary>
    internal static double[] Edges(double[] values, double low, int count)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        List<double> distinct = [];
        foreach (double value in sorted)
        {
            if (value != low && (distinct.Count == 0 || value != distinct[^1]))
            {
                distinct.Add(value);
            }
        }

        // In this order of operations, as the paper's code: where k·U/B is whole, an edge may come out one value lower.
        double step = (double)distinct.Count / count;
        return distinct.Count == 0
            ? [low]
            : [low, .. Enumerable.Range(0, count).Select(k => distinct[(int)(step * k)]), distinct[^1]];
    }
}
