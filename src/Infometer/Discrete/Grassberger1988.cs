namespace Infometer;

/// <summary>
/// Grassberger's estimator of 1988: Ĥ = Σ (n_i/n) [ln n − ψ(n_i) − (−1)^{n_i}/(n_i + 1)]. Cost O(cells).
/// </summary>
/// <remarks>
/// Less biased than <see cref="MillerMadow"/> when counts are small; <see cref="Grassberger2003"/> is the better form of
/// the same idea. The alternating term makes single values jump: a level that holds all rows contributes not exactly 0.
/// Grassberger (1988), Finite sample corrections to entropy and dimension estimates, Physics Letters A 128.
/// </remarks>
public sealed record Grassberger1988 : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "grassberger-1988",
        "Grassberger 1988",
        "Digamma correction per level with an alternating term; for small counts, superseded by grassberger-2003.",
        "Grassberger (1988), Finite sample corrections to entropy and dimension estimates.",
        static () => new Grassberger1988())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double logN = Math.Log(n);
        return SumOverLevels(counts, count => count * (logN - SpecialFunctions.Digamma(count) - Alternating(count))) / n;
    }

    private static double Alternating(double count) => (double.IsEvenInteger(count) ? 1 : -1) / (count + 1);
}
