namespace Infometer;

/// <summary>
/// The Chao–Wang–Jost estimator: Ĥ = Σ (n_i/n) Σ_{k=n_i}^{n−1} 1/k + (f₁/n)(1 − A)^{1−n} [−ln A − Σ_{r=1}^{n−1} (1 − A)^r/r].
/// Cost O(cells).
/// </summary>
/// <remarks>
/// <para>f₁ and f₂ are the numbers of levels seen once and twice; A = 2f₂/((n − 1)f₁ + 2f₂), or 2/((n − 1)(f₁ − 1) + 2) where
/// f₂ = 0. The first part is <see cref="Zhang"/>'s estimator; the second extrapolates the accumulation of levels to what n
/// rows cannot show. For undersampled data; among the least biased there, with a larger variance.</para>
/// <para>Chao, Wang and Jost (2013), Entropy and the species accumulation curve, Methods in Ecology and Evolution 4.</para>
/// </remarks>
public sealed record ChaoWangJost : DiscreteEstimator
{
    private static readonly Zhang s_zhang = new();

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "chao-wang-jost",
        "Chao–Wang–Jost",
        "Zhang's estimator plus an extrapolation to unseen levels from those seen once and twice; for undersampled data.",
        "Chao, Wang and Jost (2013), Entropy and the species accumulation curve.",
        static () => new ChaoWangJost())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double seen = s_zhang.Entropy(counts, alphabetSize);
        double n = Total(counts);
        double once = counts.Count(1);
        double twice = counts.Count(2);
        if (once == 0)
        {
            return seen;
        }

        double a = twice > 0
            ? 2 * twice / (((n - 1) * once) + (2 * twice))
            : 2 / (((n - 1) * (once - 1)) + 2);
        return seen + (once / n * Unseen(a, n));
    }

    /// <summary>
    /// (1 − A)^{1−n} [−ln A − Σ_{r&lt;n} (1 − A)^r/r] = Σ_{j≥1} q^j/(n − 1 + j) with q = 1 − A.
    /// </summary>
    /// <remarks>
    /// The bracket cancels to nothing for large nA and the series needs 1/A terms, so neither is summed. The series is the
    /// integral q ∫₀^∞ e^{−nu}/(1 − q e^{−u}) du, and after u = e^s the trapezoidal rule converges exponentially: the
    /// integrand is analytic in a strip of half-width π/2, so that the step ¼ leaves an error of e^{−4π²}.
    /// </remarks>
    internal static double Unseen(double a, double n)
    {
        const double Step = 0.25;
        const double Negligible = 40;
        double q = 1 - a;
        double sum = 0;
        for (double s = Math.Log(Negligible / n); s > Math.Log(a / n) - Negligible; s -= Step)
        {
            double u = Math.Exp(s);
            double oneMinusExp = 2 * Math.Exp(-u / 2) * Math.Sinh(u / 2);
            sum += u * Math.Exp(-n * u) / (a + (q * oneMinusExp));
        }

        return q * sum * Step;
    }
}
