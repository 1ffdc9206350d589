namespace Infometer;

/// <summary>The runs that ended with one verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Runs">How many there were.</param>
/// <param name="Covered">In how many of them the interval held the truth.</param>
public readonly record struct VerdictCoverage(Verdict Verdict, int Runs, int Covered);
