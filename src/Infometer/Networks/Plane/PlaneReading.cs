namespace Infometer;

/// <summary>What an estimator says of one layer, before it is known whose it is.</summary>
/// <param name="Estimator">See <see cref="PlanePoint.Estimator"/>.</param>
/// <param name="AboutInputs">I(X;T).</param>
/// <param name="AboutLabels">I(T;Y); null without labels.</param>
/// <param name="Definition">See <see cref="PlanePoint.Definition"/>.</param>
/// <param name="ClippedShare">See <see cref="PlanePoint.ClippedShare"/>.</param>
internal sealed record PlaneReading(string Estimator, PlaneAmount AboutInputs, PlaneAmount? AboutLabels, string Definition, double ClippedShare = 0)
{
    /// <summary>See <see cref="PlanePoint.LostVariance"/>.</summary>
    public double LostVariance { get; init; }
}
