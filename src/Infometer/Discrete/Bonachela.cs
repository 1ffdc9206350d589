namespace Infometer;

/// <summary>
/// Bonachela's estimator: Ĥ = 1/(n + 2) Σ (n_i + 1) Σ_{j=n_i+2}^{n+2} 1/j. Cost O(cells).
/// </summary>
/// <remarks>
/// A balance of bias and variance over all distributions, made for very short samples of few levels (n of the order of
/// tens). It is low for large alphabets, and for a level that holds all rows the formula gives about 1/n instead of 0.
/// Bonachela, Hinrichsen and Muñoz (2008), Entropy estimates of small data sets, Journal of Physics A 41.
/// </remarks>
public sealed record Bonachela : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "bonachela",
        "Bonachela–Hinrichsen–Muñoz",
        "A balance of bias and variance for very short samples of few levels.",
        "Bonachela, Hinrichsen and Muñoz (2008), Entropy estimates of small data sets.",
        static () => new Bonachela())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double last = SpecialFunctions.Digamma(n + 3);

        // Σ_{j=a}^{b} 1/j = ψ(b + 1) − ψ(a).
        return SumOverLevels(counts, count => (count + 1) * (last - SpecialFunctions.Digamma(count + 2))) / (n + 2);
    }
}
