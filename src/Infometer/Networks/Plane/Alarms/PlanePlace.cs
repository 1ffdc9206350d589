namespace Infometer;

/// <summary>A place that an alarm speaks of.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Layer">The layer's label.</param>
/// <param name="Value">What was found there, in the words of the alarm; amounts are in nats.</param>
public sealed record PlanePlace(long Epoch, string Layer, double Value);
