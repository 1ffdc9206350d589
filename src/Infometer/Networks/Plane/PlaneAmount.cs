namespace Infometer;

/// <summary>One number of the information plane.</summary>
/// <param name="Nats">The value in nats, not clipped; NaN where the estimator is undefined on these activations.</param>
/// <param name="Tag">What it is.</param>
public sealed record PlaneAmount(double Nats, QuantityTag Tag)
{
    /// <summary>The standard error in nats over the rows, the compression held fixed; null where the estimator has none.</summary>
    public double? StandardError { get; init; }

    /// <summary>
    /// Of I(T;Y) by codes, the mean in nats over all orders of the labels, exactly (Vinh, Epps and Bailey 2010): what labels that say nothing would give. Null
    /// for other amounts.
    /// </summary>
    public double? Chance { get; init; }
}
