namespace Infometer;

/// <summary>One line of a <see cref="CoveragePicture"/>.</summary>
/// <param name="Name">What was verified.</param>
/// <param name="Coverage">The share of intervals that hold the truth; null where there were none.</param>
/// <param name="Intervals">How many there were.</param>
internal sealed record CoverageMark(string Name, double? Coverage, long Intervals);
