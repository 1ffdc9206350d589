namespace Infometer;

/// <summary>The principal components that were kept of some columns.</summary>
/// <param name="Components">The components, each of variance 1.</param>
/// <param name="LostVariance">The share of the columns' variance, noise included, that lies in others.</param>
internal sealed record CompressedRows(Variable Components, double LostVariance);
