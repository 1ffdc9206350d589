using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Bounds on I(X;T + N) with noise N of one variance added to every unit, from pairwise distances: <c>kde-upper</c> is
/// −⟨ln (1/n) Σ_j exp(−D_ij/2σ²)⟩, <c>kde-lower</c> the same with 8σ². I(T;Y) is h(T + N) − Σ p(y) h(T + N|y) by either bound: a difference
/// of two bounds, hence no bound.
/// </summary>
/// <remarks>
/// Kolchinsky and Tracey (2017), Estimating mixture entropy with pairwise distances; on networks Saxe et al. (2018), who take σ² = 0.001
/// for the 12-bit task and 0.1 for MNIST. The network has no such noise: σ² decides what differences count. Both are at most ln n. Cost
/// O(n²d).
/// </remarks>
public sealed record NoiseBounds : PlaneEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "kde",
        "pairwise-distance bounds",
        "Upper and lower bound on the information through Gaussian noise of one variance.",
        "Kolchinsky and Tracey (2017), Estimating mixture entropy with pairwise distances.",
        static () => new NoiseBounds())
    {
        Outputs = ["kde-upper", "kde-lower"],
        Options =
        [
            PlaneOptionFactory.Number<NoiseBounds>(
                "variance",
                "number > 0",
                0.001,
                "Variance of the noise, in squared units of the activations.",
                static e => e.Variance,
                static (e, value) => e with { Variance = value }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>Variance σ² of the noise. Default 0.001.</summary>
    public double Variance
    {
        get;
        init => field = PlaneOptionFactory.RequirePositive(value, nameof(Variance));
    } = 0.001;

    /// <inheritdoc/>
    internal override bool HasNoiseModel => true;

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context) =>
    [
        .. NoisyAmounts.Readings(
            Describe.Id,
            NoisyLayer.Bounds(layer, Variance, question.Labels, context),
            FormattableString.Invariant($"Gaussian noise of variance {Variance} on every unit")),
    ];
}
