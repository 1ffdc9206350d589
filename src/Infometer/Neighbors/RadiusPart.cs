namespace Infometer;

/// <summary>One radius per point for some of the dimensions.</summary>
/// <param name="Radii">The radius of each point.</param>
/// <param name="Dimension">The number of dimensions that it is about.</param>
internal readonly record struct RadiusPart(double[] Radii, int Dimension);
