namespace Infometer;

/// <summary>What a test of a fitted normal law found.</summary>
/// <param name="P">The p-value, never 0.</param>
/// <param name="Strongest">What spoke against the law most, in words.</param>
/// <param name="HeldOut">The rows that were tested.</param>
internal sealed record SpecificationResult(double P, string Strongest, int HeldOut);
