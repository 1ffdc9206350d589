namespace Infometer;

/// <summary>
/// The distribution of the logit gap near 0 as a power law, P(Δ &lt; δ) ∝ δ^s: with a density that is finite and positive at 0, s = 1. The
/// exponent is the maximum likelihood one of the k smallest positive gaps, s = k/Σ ln(δ_(k+1)/δ_(i)) (Hill 1975, at the other end of the
/// axis), with standard error s/√k.
/// </summary>
/// <param name="Exponent">s.</param>
/// <param name="StandardError">s/√k: sampling only, not the curvature of the distribution away from 0.</param>
/// <param name="Count">k.</param>
/// <param name="Upper">δ_(k+1), up to which the law was fitted, in logits.</param>
/// <param name="ExponentOfHalf">The exponent of the k/2 smallest gaps: where it differs by more than the errors, the law does not hold up
/// to <paramref name="Upper"/>.</param>
public sealed record GapPowerLaw(double Exponent, double StandardError, int Count, double Upper, double ExponentOfHalf)
{
    private const int FewestGaps = 10;

    /// <summary>Fits the law to a share of ascending gaps; null where fewer than 10 positive ones are in it, or where they do not differ.</summary>
    internal static GapPowerLaw? Fit(ReadOnlySpan<double> sorted, double share)
    {
        int first = sorted.IndexOfAnyExceptInRange(0, 0);
        ReadOnlySpan<double> positive = first < 0 ? [] : sorted[first..];
        int count = Math.Min((int)(sorted.Length * share), positive.Length - 1);
        if (count < FewestGaps || !double.IsFinite(positive[count]))
        {
            return null;
        }

        // Gaps that are all alike have no exponent.
        double exponent = Exponents(positive, count);
        double ofHalf = Exponents(positive, count / 2);
        return double.IsFinite(exponent) && double.IsFinite(ofHalf) ? new GapPowerLaw(exponent, exponent / Math.Sqrt(count), count, positive[count], ofHalf) : null;
    }

    private static double Exponents(ReadOnlySpan<double> positive, int count)
    {
        double sum = 0;
        foreach (double gap in positive[..count])
        {
            sum += Math.Log(positive[count] / gap);
        }

        return count / sum;
    }
}
