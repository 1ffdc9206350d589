namespace Infometer;

/// <summary>
/// Grassberger's estimator of 2003: Ĥ = ln n − (1/n) Σ n_i G(n_i) with G(m) = ψ(m) + ½(−1)^m [ψ((m + 1)/2) − ψ(m/2)].
/// Cost O(cells).
/// </summary>
/// <remarks>
/// <para>A sound default when many levels are seen once or twice and the alphabet is not known. It cannot see levels that
/// never occur: with most of the alphabet unseen use <see cref="ChaoShen"/> or <see cref="Nsb"/>.</para>
/// <para>G is constant over each pair 2j, 2j + 1, and there the formula shortens to G = ln 2 + ψ(j + ½), which is what is
/// evaluated. Grassberger (2003), Entropy estimates from insufficient samplings, arXiv:physics/0307138.</para>
/// </remarks>
public sealed record Grassberger2003 : DiscreteEstimator
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "grassberger-2003",
        "Grassberger 2003",
        "Digamma correction per level with nearly no bias where levels are seen; a sound default for undersampled tables.",
        "Grassberger (2003), Entropy estimates from insufficient samplings.",
        static () => new Grassberger2003())
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
        return SumOverLevels(counts, count => count * (logN - G(count))) / n;
    }

    private static double G(double count) => Ln2 + SpecialFunctions.Digamma(Math.Floor(count / 2) + 0.5);
}
