namespace Infometer;

/// <summary>The epiplexity that one choice of the final loss gives.</summary>
/// <param name="Name">The choice: <c>last</c>, <c>tail 0.05</c> or <c>given</c>.</param>
/// <param name="Loss">The final loss, in nats per token.</param>
/// <param name="Nats">The epiplexity, in nats.</param>
public sealed record FinalLossChoice(string Name, double Loss, double Nats);
