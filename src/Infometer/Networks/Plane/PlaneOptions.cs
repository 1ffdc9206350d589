using System.Collections.Immutable;

namespace Infometer;

/// <summary>What an information plane is made of and when it warns.</summary>
public sealed record PlaneOptions
{
    /// <summary>
    /// The inputs X, one per row. Null where they are not at hand; then all are taken to differ, and estimators that look at them are
    /// refused.
    /// </summary>
    public Variable? Inputs { get; init; }

    /// <summary>The labels Y, discrete, one per row. Null for I(X;T) alone.</summary>
    public Variable? Labels { get; init; }

    /// <summary>The estimators. Default: EBAB, the bins of fixed width, and the pairwise-distance bounds, none of which needs the
    /// inputs.</summary>
    public ImmutableArray<PlaneEstimator> Estimators { get; init; } = [new EntropyBasedBins(), new FloorBins(), new NoiseBounds()];

    /// <summary>
    /// Whether the saved activations have noise in them that the network itself adds; then estimators without a model of noise are no cause
    /// for <see cref="NoNoiseModelAlarm"/>. Default false.
    /// </summary>
    public bool IsStochastic { get; init; }

    /// <summary>
    /// How much an amount may grow with depth without <see cref="DataProcessingAlarm"/>, or lie beyond 0 or its ceiling without
    /// <see cref="OutOfRangeAlarm"/>, as a share of its ceiling. Default 0.05.
    /// </summary>
    public double Tolerance { get; init; } = 0.05;

    /// <summary>The share of ln n from which on I(X;T) counts as being at the ceiling. Default 0.99.</summary>
    public double CeilingShare { get; init; } = 0.99;

    /// <summary>The share of activations outside the bins from which on <see cref="ClippedAlarm"/> is raised. Default 0.01.</summary>
    public double ClippedShare { get; init; } = 0.01;

    /// <summary>The share of variance left out by a compression above which <see cref="LostVarianceAlarm"/> is raised. Default 0.5.</summary>
    public double LostVariance { get; init; } = 0.5;

    /// <summary>Rows that every class should have. Default 50.</summary>
    public int LeastPerClass { get; init; } = 50;
}
