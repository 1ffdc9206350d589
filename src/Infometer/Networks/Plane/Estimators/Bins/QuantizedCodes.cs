using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// The discrete information of quantised activations. In a network whose activations are themselves of b bits, T takes finitely many
/// values, and I(X;T) = H(T) − H(T|X), I(T;Y) = H(T) − H(T|Y) are exact over the given rows; that is <c>range=own</c>. Otherwise the
/// activations of a network of numbers are quantised for the purpose, as <c>round((2^b − 1)(t − low)/(high − low))</c>, and the numbers are
/// those of bins like any other.
/// </summary>
/// <remarks>
/// Lorenzen, Igel and Nielsen (2022), who train networks of 4, 8 and 32 bits so that the classic objection, that I(X;T) of a network
/// without noise is infinite or constant, does not apply. The program that goes with the paper takes 2^b steps, which are 2^b + 1 codes; b
/// bits hold 2^b. Cost O(n·d + n ln n).
/// </remarks>
public sealed record QuantizedCodes : PlaneEstimator
{
    private const string Own = "own";

    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "quantized",
        "quantised activations",
        "The exact discrete information of a network whose activations have b bits (range=own), or of activations rounded to b bits.",
        "Lorenzen, Igel and Nielsen (2022), Information bottleneck: exact analysis of (quantized) neural networks.",
        static () => new QuantizedCodes())
    {
        Options =
        [
            PlaneOptionFactory.Integer<QuantizedCodes>(
                "bits",
                "integer from 1 to 32",
                8,
                "Bits b per activation.",
                static e => e.Bits,
                static (e, value) => e with { Bits = value }),
            PlaneOptionFactory.Text<QuantizedCodes>(
                "range",
                "own|run|layer|epoch|neuron|LOW..HIGH",
                "layer",
                "own: the network's own values are the codes, and more than 2^b of them in a unit are an error; else what the 2^b codes cover.",
                static e => e.Range?.Word ?? Own,
                static (e, text) => e with { Range = text == Own ? null : BinRange.Parse(text) }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>Bits b per activation, 1 to 32. Default 8.</summary>
    public int Bits
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Bits));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 32, nameof(Bits));
            field = value;
        }
    } = 8;

    /// <summary>What the codes cover; null where the network's own values are the codes. Default <see cref="BinRange.Layer"/>.</summary>
    public BinRange? Range { get; init; } = BinRange.Layer;

    /// <inheritdoc/>
    internal override bool HasNoiseModel => Range is null;

    /// <inheritdoc/>
    internal override BinRange? Bins => Range;

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        double clipped = 0;
        double[] codes = Range is null ? OwnCodes(layer) : Rounded(layer, question.RangesOf(Range, layer), out clipped);
        QuantityTag tag = Range is null ? QuantityTag.Estimate : QuantityTag.Index;
        (PlaneAmount aboutInputs, PlaneAmount? aboutLabels) = CodeEntropy.Information(codes, layer.Units, question, tag);
        return
        [
            new PlaneReading(
                Describe.Id,
                aboutInputs,
                aboutLabels,
                Range is null
                    ? FormattableString.Invariant($"the network's own values, at most 2^{Bits} per unit")
                    : FormattableString.Invariant($"activations rounded to {Bits} bits, range {(Range.IsFixed ? Range.Word : Range.Words)}"),
                clipped),
        ];
    }

    private double[] OwnCodes(LayerActivations layer)
    {
        double[][] columns = layer.ToColumns();
        for (int j = 0; j < columns.Length; j++)
        {
            int distinct = columns[j].Distinct().Count();
            if (distinct > 1L << Bits)
            {
                throw new InvalidInputException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'quantized' with range=own takes activations of {Bits} bits, and unit {j} of '{layer.Snapshot.Source}' has {distinct:N0} values; ")
                    + "set bits, or a range that activations are rounded in.");
            }
        }

        return [.. layer.Values];
    }

    private double[] Rounded(LayerActivations layer, (double Low, double High)[] ranges, out double clipped)
    {
        double steps = (1L << Bits) - 1;
        double[] codes = new double[layer.Values.Length];
        long outside = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            double t = layer.Values[i];
            (double low, double high) = ranges[i % layer.Units];
            outside += t < low || t > high ? 1 : 0;
            codes[i] = high > low ? Math.Clamp(Math.Round((t - low) / (high - low) * steps), 0, steps) : 0;
        }

        clipped = (double)outside / codes.Length;
        return codes;
    }
}
