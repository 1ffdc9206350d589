using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Bins of equal width: the code of an activation is <c>⌊B(t − low)/(high − low)⌋</c>, brought into 0…B − 1. With T̂ the codes of all
/// units, I(X;T̂) = H(T̂) − H(T̂|X), the latter 0 where all inputs differ, and I(T̂;Y) = H(T̂) − Σ p(y) H(T̂|y), all plug-in. In a network
/// without noise that is a property of the bins.
/// </summary>
/// <remarks>
/// <para>Shwartz-Ziv and Tishby (2017) with bins on [−1, 1]; Saxe et al. (2018) on what that hides. The released code is not quite that:
/// its 30 points from −1 to 1 make 29 bins and a 30th code that only t ≥ 1 has, and t &lt; −1 wraps around to that code, which breaks
/// networks of unbounded activations; <see cref="IsIdnns"/> gives its numbers.</para>
/// <para>Cost O(n·d + n ln n).</para>
/// </remarks>
public sealed record FixedBins : PlaneEstimator
{
    private const string CompatIdnns = "idnns";

    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "bins",
        "equal-width bins",
        "The entropy of bins of equal width; a property of the bins where the network has no noise.",
        "Shwartz-Ziv and Tishby (2017), Opening the black box of deep neural networks via information.",
        static () => new FixedBins())
    {
        Options =
        [
            PlaneOptionFactory.Integer<FixedBins>(
                "bins",
                "integer from 2 to 65536",
                30,
                "Number of bins per unit.",
                static e => e.Count,
                static (e, value) => e with { Count = value }),
            PlaneOptionFactory.Text<FixedBins>(
                "range",
                "run|layer|epoch|neuron|LOW..HIGH",
                "layer",
                "What the bins cover: the range of the run, of the layer over all epochs, of the layer or each unit at an epoch, or fixed numbers.",
                static e => e.Range.Word,
                static (e, text) => e with { Range = BinRange.Parse(text) }),
            PlaneOptionFactory.Text<FixedBins>(
                "compat",
                "none|idnns",
                "none",
                "idnns: the codes of the released program, with as many points as bins on the range (-1..1 unless fixed), and a wrap below it.",
                static e => e.IsIdnns ? CompatIdnns : "none",
                static (e, text) => e with { IsIdnns = text switch { CompatIdnns => true, "none" => false, _ => throw new FormatException() } }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>Number of bins B per unit, 2 to 65,536. Default 30.</summary>
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

    /// <summary>What the bins cover. Default <see cref="BinRange.Layer"/>.</summary>
    public BinRange Range { get; init; } = BinRange.Layer;

    /// <summary>
    /// Whether codes are those of the released program instead: the last of <see cref="Count"/> evenly spaced single-precision points that
    /// is not above t, and the last code of all below the first. On [−1, 1] unless <see cref="Range"/> is fixed. Default false.
    /// </summary>
    public bool IsIdnns { get; init; }

    /// <inheritdoc/>
    internal override BinRange Bins => IsIdnns && !Range.IsFixed ? BinRange.Between(-1, 1) : Range;

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        (double Low, double High)[] ranges = question.RangesOf(Bins, layer);
        double[] codes = new double[layer.Values.Length];
        long outside = 0;
        double[] edges = IsIdnns ? IdnnsEdges(Bins.FixedLow, Bins.FixedHigh) : [];
        for (int i = 0; i < codes.Length; i++)
        {
            double t = layer.Values[i];
            (double low, double high) = ranges[i % layer.Units];
            outside += t < low || t > high ? 1 : 0;
            codes[i] = IsIdnns ? IdnnsCode(t, edges) : Code(t, low, high);
        }

        (PlaneAmount aboutInputs, PlaneAmount? aboutLabels) = CodeEntropy.Information(codes, layer.Units, question, QuantityTag.Index);
        return
        [
            new PlaneReading(
                Describe.Id,
                aboutInputs,
                aboutLabels,
                Definition(ranges),
                (double)outside / codes.Length),
        ];
    }

    private string Definition((double Low, double High)[] ranges)
    {
        string ends = Bins == BinRange.Neuron ? "" : FormattableString.Invariant($" on [{ranges[0].Low:G6}, {ranges[0].High:G6}]");
        return IsIdnns
            ? FormattableString.Invariant($"{Count} points{ends} as released: {Count - 1} bins, a code for all from the top on, wrap below")
            : FormattableString.Invariant($"{Count} equal bins{ends}, range {Bins.Words}, clipped");
    }

    private double Code(double t, double low, double high) =>
        high > low ? Math.Clamp(Math.Floor((t - low) / (high - low) * Count), 0, Count - 1) : 0;

    private double[] IdnnsEdges(double low, double high) =>
        [.. Enumerable.Range(0, Count).Select(i => (double)(float)(low + (i * ((high - low) / (Count - 1)))))];

    private double IdnnsCode(double t, double[] edges)
    {
        int last = OrderedEdges.LastNotAbove(edges, t);
        return last < 0 ? Count - 1 : last;
    }
}
