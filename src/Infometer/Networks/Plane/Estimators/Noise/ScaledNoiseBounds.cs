using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The adaptive form (aKDE) of <see cref="NoiseBounds"/>: the noise of a layer at an epoch has the variance σ₀²·max|t|, so that layers of
/// large activations are not measured with finer noise than small ones.
/// </summary>
/// <remarks>
/// Chelombiev, Houghton and O'Donnell (2019), as the paper says. The code that was released with it does something else: it adds noise of
/// standard deviation 0.01, takes absolute values, and passes the 0.01 on as a variance. A constant layer has no information. Cost O(n²d).
/// </remarks>
public sealed record ScaledNoiseBounds : PlaneEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "akde",
        "aKDE",
        "Upper and lower bound on the information through Gaussian noise whose variance grows with the layer's largest activation.",
        "Chelombiev, Houghton and O'Donnell (2019), Adaptive estimators show information compression in deep neural networks.",
        static () => new ScaledNoiseBounds())
    {
        Outputs = ["akde-upper", "akde-lower"],
        Options =
        [
            PlaneOptionFactory.Number<ScaledNoiseBounds>(
                "variance",
                "number > 0",
                0.001,
                "Variance of the noise per unit of the largest activation.",
                static e => e.Variance,
                static (e, value) => e with { Variance = value }),
        ],
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    /// <summary>σ₀², the variance of the noise of a layer whose largest activation is 1 in size. Default 0.001.</summary>
    public double Variance
    {
        get;
        init => field = PlaneOptionFactory.RequirePositive(value, nameof(Variance));
    } = 0.001;

    /// <inheritdoc/>
    internal override bool HasNoiseModel => true;

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        double variance = Variance * Math.Max(layer.High, -layer.Low);

        // Without any activation there is no scale; and whatever the noise, a constant says nothing.
        if (layer.IsConstant)
        {
            NoisyAmounts nothing = new(0, question.Labels is null ? null : 0);
            return [.. NoisyAmounts.Readings(Describe.Id, (nothing, nothing), "no noise: the layer is constant")];
        }

        return
        [
            .. NoisyAmounts.Readings(
                Describe.Id,
                NoisyLayer.Bounds(layer, variance, question.Labels, context),
                FormattableString.Invariant($"Gaussian noise of variance {variance:G6} on every unit ({Variance} of the largest activation)")),
        ];
    }
}
