namespace Infometer;

/// <summary>
/// The plug-in (maximum-likelihood) estimator: Ĥ = −Σ (n_i/n) ln(n_i/n). Cost O(cells).
/// </summary>
public sealed record Plugin : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "plugin",
        "Plug-in (maximum likelihood)",
        "Frequencies put into the formula; biased by about (K − 1)/2n, which inference corrects.",
        "Shannon (1948), A mathematical theory of communication.",
        static () => new Plugin())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = 0;
        double sum = 0;
        foreach (long count in counts)
        {
            n += count;
            sum += count * Math.Log(count);
        }

        return Math.Log(n) - (sum / n);
    }
}
