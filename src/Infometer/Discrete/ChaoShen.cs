namespace Infometer;

/// <summary>
/// The Chao–Shen estimator: Ĥ = −Σ p̃_i ln p̃_i / (1 − (1 − p̃_i)ⁿ) with p̃_i = C n_i/n and the coverage C = 1 − f₁/n, f₁
/// the number of levels seen once (n − 1 where every level is seen once). Cost O(cells).
/// </summary>
/// <remarks>
/// The frequencies are shrunk by the share of probability that was seen, and every seen level is weighted by the inverse
/// of its chance of being seen (Horvitz–Thompson). For undersampled data with unseen levels; its variance is larger than
/// that of <see cref="Grassberger2003"/>. Chao and Shen (2003), Nonparametric estimation of Shannon's index of diversity
/// when there are unseen species in sample, Environmental and Ecological Statistics 10.
/// </remarks>
public sealed record ChaoShen : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "chao-shen",
        "Chao–Shen",
        "Coverage-adjusted frequencies with inverse-probability weights; for data with unseen levels.",
        "Chao and Shen (2003), Nonparametric estimation of Shannon's index of diversity when there are unseen species in sample.",
        static () => new ChaoShen())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double singletons = Math.Min(counts.Count(1), n - 1);
        double coverage = 1 - (singletons / n);
        return SumOverLevels(counts, count =>
        {
            double p = coverage * count / n;
            return NegativeXLogX(p) / ChanceOfBeingSeen(p, n);
        });
    }

    // 1 − (1 − p)ⁿ = 1 − e^y; the hyperbolic sine keeps the digits where the chance is small.
    private static double ChanceOfBeingSeen(double p, double n)
    {
        double y = n * SpecialFunctions.LogOnePlus(-p);
        return y < -1 ? 1 - Math.Exp(y) : -2 * Math.Exp(y / 2) * Math.Sinh(y / 2);
    }
}
