namespace Infometer;

/// <summary>The runs that ended with one verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Runs">How many there were.</param>
/// <param name="Covered">In how many of them the interval held the truth.</param>
/// <param name="Far">In how many of them the truth lay more than 0.1 nats outside the interval.</param>
/// <param name="MeanLow">Mean of the low ends of their intervals in nats; null without intervals.</param>
public readonly record struct VerdictCoverage(Verdict Verdict, int Runs, int Covered, int Far, double? MeanLow);
