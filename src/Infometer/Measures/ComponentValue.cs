namespace Infometer;

/// <summary>A signed sum of terms, evaluated.</summary>
/// <param name="Value">The sum in nats.</param>
/// <param name="Chance">Its mean under independence, where every term has one.</param>
internal readonly record struct ComponentValue(double Value, double? Chance);
