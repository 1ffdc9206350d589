using System.Globalization;

namespace Infometer;

/// <summary>A true amount of information, and how it is known.</summary>
/// <param name="Nats">The amount.</param>
/// <param name="StandardError">Its standard error where it was drawn; 0 where it was computed.</param>
/// <param name="Origin">How it was found.</param>
internal readonly record struct KnownValue(double Nats, double StandardError, string Origin)
{
    /// <summary>From a formula.</summary>
    public static KnownValue Exact(double nats) => new(nats, 0, "closed form");

    /// <summary>A finite sum or an integral of a smooth function, to ten digits.</summary>
    public static KnownValue Integrated(double nats) => new(nats, 0, "quadrature");

    /// <summary>The mean of the pointwise information over draws.</summary>
    public static KnownValue Drawn(double nats, double standardError, long draws) =>
        new(nats, standardError, string.Create(CultureInfo.InvariantCulture, $"Monte Carlo, {draws:N0} draws"));
}
