namespace Infometer;

/// <summary>
/// X ~ Exp(1); Y = 0 with probability p, else Poisson(X): a count with excess zeros (Gao et al. 2017). With q = 1 − p,
/// P(Y = 0 | x) = p + q e^(−x), P(Y = k | x) = q e^(−x) x^k / k!, P(Y = 0) = p + q/2 and P(Y = k) = q 2^(−k−1).
/// </summary>
/// <remarks>
/// I = ∫₀¹ a(s) ln a(s) ds − P₀ ln P₀ + q Σ_{k≥1} 2^(−k−1) [k(ψ(k+1) − ln 2) − (k+1)/2 − ln k! + (k+1) ln 2], a(s) = p + q s (s = e^(−x)
/// is uniform; X given Y = k is Gamma(k+1) with rate 2). The value (1 − p)(2 ln 2 − γ − Σ ln k · 2^(−k)) that the paper prints is this for p = 0;
/// for p &gt; 0 it takes the excess zeros for recognisable, which they are not.
/// </remarks>
internal sealed class ZeroInflatedPoissonLaw(double excess) : JointLaw(
    LawPart.Continuous(1), excess == 0 ? LawPart.Discrete(MostCounts) : LawPart.Mixed)
{
    private const int MostCounts = 64; // P(Y ≥ 64) = 2⁻⁶⁴

    /// <summary>I(X;Y).</summary>
    public double Nats
    {
        get
        {
            double rest = 1 - excess;
            double zero = excess + (rest / 2);
            double zeros = (Antiderivative(1) - Antiderivative(excess)) / rest;
            double nats = zeros - (zero * Math.Log(zero));
            double weight = 0.25;
            for (int k = 1; k < 200; k++, weight /= 2)
            {
                double meanLog = SpecialFunctions.Digamma(k + 1) - Math.Log(2);
                nats += rest * weight
                    * ((k * meanLog) - ((k + 1) / 2.0) - SpecialFunctions.LogGamma(k + 1) + ((k + 1) * Math.Log(2)));
            }

            return nats;
        }
    }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = rng.NextExponential();
        bool isExcess = rng.NextDouble() < excess;
        row[1] = isExcess ? 0 : Math.Min(MostCounts - 1, RandomDraws.Poisson(ref rng, row[0]));
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double x = row[0];
        double k = row[1];
        return k == 0
            ? Math.Log((excess + ((1 - excess) * Math.Exp(-x))) / (excess + ((1 - excess) / 2)))
            : (k * Math.Log(x)) - x - SpecialFunctions.LogGamma(k + 1) + ((k + 1) * Math.Log(2));
    }

    // The antiderivative of a ln a.
    private static double Antiderivative(double a) => a == 0 ? 0 : (0.5 * a * a * Math.Log(a)) - (0.25 * a * a);
}
