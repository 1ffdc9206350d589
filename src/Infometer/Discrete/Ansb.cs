namespace Infometer;

/// <summary>
/// The asymptotic NSB estimator for the severely undersampled case: Ĥ = γ − ln 2 + 2 ln n − ψ(Δ), with Δ = n − m the number
/// of coincidences and m the number of levels that occur. NaN where no level occurs twice (Δ = 0). Cost O(1).
/// </summary>
/// <remarks>
/// Only for n far below the number of levels (√K ≪ n ≪ K), where coincidences are all that the data tell; well-sampled data
/// make it meaninglessly high. The size of the alphabet plays no part. Nemenman (2011), Coincidences and estimation of
/// entropies of random variables with large cardinalities, Entropy 13.
/// </remarks>
public sealed record Ansb : DiscreteEstimator
{
    private const double EulerGamma = 0.57721566490153286061;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "ansb",
        "Asymptotic NSB",
        "Entropy from the number of coincidences alone, for samples far smaller than the alphabet; undefined without any.",
        "Nemenman (2011), Coincidences and estimation of entropies of random variables with large cardinalities.",
        static () => new Ansb())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double coincidences = n - counts.Length;
        return coincidences == 0
            ? double.NaN
            : EulerGamma - Math.Log(2) + (2 * Math.Log(n)) - SpecialFunctions.Digamma(coincidences);
    }
}
