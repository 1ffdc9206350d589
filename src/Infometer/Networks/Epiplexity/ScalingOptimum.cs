namespace Infometer;

/// <summary>The best run of a compute budget by a <see cref="ScalingLaw"/>.</summary>
/// <param name="Parameters">N.</param>
/// <param name="Tokens">Tokens trained on, D.</param>
/// <param name="Epiplexity">S(D), in nats.</param>
/// <param name="TimeBoundedEntropy">D_test·L(N, D), in nats.</param>
public sealed record ScalingOptimum(double Parameters, double Tokens, double Epiplexity, double TimeBoundedEntropy);
