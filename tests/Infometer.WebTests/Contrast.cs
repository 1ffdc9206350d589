namespace Infometer.WebTests;

/// <summary>The contrast of all visible texts of a page.</summary>
/// <param name="Texts">Points looked at.</param>
/// <param name="Worst">The least ratio.</param>
/// <param name="Faint">Texts below 4.5 to 1.</param>
internal sealed record Contrast(int Texts, double Worst, IReadOnlyList<string> Faint);
