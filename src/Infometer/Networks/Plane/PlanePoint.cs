namespace Infometer;

/// <summary>What one estimator says of one layer at one epoch.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Layer">The layer's label.</param>
/// <param name="Units">Its units, d.</param>
/// <param name="Estimator">The estimator's id, with <c>-upper</c> or <c>-lower</c> behind it where it gives both.</param>
/// <param name="AboutInputs">I(X;T).</param>
/// <param name="AboutLabels">I(T;Y); null without labels.</param>
/// <param name="Definition">The bins, noise or compression that the numbers are of, with its parameters.</param>
public sealed record PlanePoint(
    long Epoch, string Layer, int Units, string Estimator, PlaneAmount AboutInputs, PlaneAmount? AboutLabels, string Definition)
{
    /// <summary>The share of activations that lie outside the bins and were put into some bin all the same; 0 without bins.</summary>
    public double ClippedShare { get; init; }

    /// <summary>
    /// The share of the variance of the inputs or of the layer, whichever is larger, that lies outside the principal components that were kept; 0 for
    /// estimators that do not compress.
    /// </summary>
    public double LostVariance { get; init; }

    /// <summary>Whether every row of the layer is the same.</summary>
    public bool IsConstant { get; init; }
}
