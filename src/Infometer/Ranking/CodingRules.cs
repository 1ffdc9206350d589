namespace Infometer;

/// <summary>How columns become codes for screening.</summary>
/// <param name="Missing">What is done with missing cells.</param>
/// <param name="Discretizer">How numbers are cut; null for equal-frequency bins, as many as the rows bear.</param>
internal sealed record CodingRules(MissingPolicy Missing, Discretizer? Discretizer);
