using System.Globalization;

namespace Infometer;

/// <summary>
/// How wide a kernel is: a number, whose meaning the estimator states, or a rule that finds one from the data. A number converts to a
/// bandwidth: <c>new KdeBox { Bandwidth = 0.5 }</c>.
/// </summary>
public readonly record struct KernelBandwidth
{
    private readonly double _width;

    private KernelBandwidth(BandwidthRule rule, double width)
    {
        Rule = rule;
        _width = width;
    }

    /// <summary>Best for normal data: σ (4/((d + 2) n))^(1/(d + 4)) for d columns (Silverman 1986). The default.</summary>
    public static KernelBandwidth Silverman => default;

    /// <summary>σ n^(−1/(d + 4)) for d columns (Scott 1992).</summary>
    public static KernelBandwidth Scott => new(BandwidthRule.Scott, 0);

    /// <summary>The improved Sheather–Jones rule, for single columns: assumes no shape (Botev, Grotowski and Kroese 2010).</summary>
    public static KernelBandwidth ImprovedSheatherJones => new(BandwidthRule.ImprovedSheatherJones, 0);

    /// <summary>The rule, or that there is a number.</summary>
    internal BandwidthRule Rule { get; }

    /// <summary>The bandwidth of this number.</summary>
    public static implicit operator KernelBandwidth(double width) => FromDouble(width);

    /// <summary>The bandwidth of this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not a finite number above 0.</exception>
    public static KernelBandwidth FromDouble(double width) => width > 0 && double.IsFinite(width)
        ? new KernelBandwidth(BandwidthRule.Fixed, width)
        : throw new ArgumentOutOfRangeException(nameof(width), width, "The bandwidth must be a finite number above 0.");

    /// <summary>Reads a number, <c>silverman</c>, <c>scott</c> or <c>isj</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public static KernelBandwidth Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "silverman" => Silverman,
            "scott" => Scott,
            "isj" => ImprovedSheatherJones,
            _ => FromDouble(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public override string ToString() => Rule switch
    {
        BandwidthRule.Silverman => "silverman",
        BandwidthRule.Scott => "scott",
        BandwidthRule.ImprovedSheatherJones => "isj",
        _ => _width.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The number, or what a rule for normal data says in units of the standard deviation.</summary>
    /// <param name="count">n.</param>
    /// <param name="dimension">d, the columns of the density.</param>
    internal double Factor(double count, int dimension) => Rule switch
    {
        BandwidthRule.Fixed => _width,
        BandwidthRule.Scott => Math.Pow(count, -1.0 / (dimension + 4)),
        _ => Math.Pow(count * (dimension + 2) / 4, -1.0 / (dimension + 4)),
    };
}
