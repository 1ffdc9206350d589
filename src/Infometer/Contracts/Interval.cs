namespace Infometer;

/// <summary>An interval in nats (or in the unit 1 for a ratio).</summary>
/// <param name="Low">The low end.</param>
/// <param name="High">The high end; null where nothing can be said above <paramref name="Low"/>.</param>
/// <param name="Level">The coverage that the interval is built for.</param>
public readonly record struct Interval(double Low, double? High, double Level = 0.95)
{
    /// <summary>Whether <paramref name="value"/> lies in the interval.</summary>
    public bool Contains(double value) => value >= Low && (High is not { } high || value <= high);
}
