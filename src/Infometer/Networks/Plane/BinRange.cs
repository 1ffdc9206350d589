using System.Globalization;

namespace Infometer;

/// <summary>The range of activations that bins of equal width cover, and over what it is taken.</summary>
public sealed record BinRange
{
    private const string RunWord = "run";
    private const string LayerWord = "layer";
    private const string EpochWord = "epoch";
    private const string NeuronWord = "neuron";

    private BinRange(string word, double low, double high)
    {
        Word = word;
        FixedLow = low;
        FixedHigh = high;
    }

    /// <summary>From the least to the largest activation of all layers and epochs: one ruler for the whole plane.</summary>
    public static BinRange Run { get; } = new(RunWord, double.NaN, double.NaN);

    /// <summary>The same of each layer over all epochs: its places at different epochs can be compared.</summary>
    public static BinRange Layer { get; } = new(LayerWord, double.NaN, double.NaN);

    /// <summary>The same of each layer at each epoch: a layer that only grows or shrinks stays in its place.</summary>
    public static BinRange Epoch { get; } = new(EpochWord, double.NaN, double.NaN);

    /// <summary>The same of each unit at each epoch.</summary>
    public static BinRange Neuron { get; } = new(NeuronWord, double.NaN, double.NaN);

    /// <summary>As it is typed: <c>run</c>, <c>layer</c>, <c>epoch</c>, <c>neuron</c>, or two numbers as <c>-1..1</c>.</summary>
    public string Word { get; }

    /// <summary>Whether it depends on more than one layer at one epoch.</summary>
    internal bool NeedsRun => this == Run || this == Layer;

    /// <summary>In words, for the definition of a number.</summary>
    internal string Words => this == Run ? "all layers and epochs" : this == Layer ? "the layer over all epochs" : this == Epoch ? "the layer at this epoch"
        : this == Neuron ? "each unit at this epoch" : "fixed";

    /// <summary>Whether it is the same whatever the data.</summary>
    internal bool IsFixed => !double.IsNaN(FixedLow);

    /// <summary>The lower end of a fixed range.</summary>
    internal double FixedLow { get; }

    /// <summary>The upper end of a fixed range.</summary>
    internal double FixedHigh { get; }

    /// <summary>The same range always; what lies outside goes into the first or last bin and is counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ends are not finite and in their order.</exception>
    public static BinRange Between(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high - low))
        {
            throw new ArgumentOutOfRangeException(nameof(low), "The ends of the range must be finite.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        return new BinRange(string.Create(CultureInfo.InvariantCulture, $"{low}..{high}"), low, high);
    }

    /// <inheritdoc/>
    public override string ToString() => Word;

    /// <summary>The range that a text means.</summary>
    /// <exception cref="FormatException">It is no word and no two numbers.</exception>
    internal static BinRange Parse(string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        return text switch
        {
            RunWord => Run,
            LayerWord => Layer,
            EpochWord => Epoch,
            NeuronWord => Neuron,
            _ when dots > 0 => Between(Number(text[..dots]), Number(text[(dots + 2)..])),
            _ => throw new FormatException(),
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
