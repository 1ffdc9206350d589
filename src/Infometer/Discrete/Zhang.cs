namespace Infometer;

/// <summary>
/// Zhang's estimator: Ĥ = Σ (n_i/n) Σ_{v=1}^{n−n_i} (1/v) Π_{j=0}^{v−1} (1 − (n_i − 1)/(n − 1 − j)). Cost O(cells).
/// </summary>
/// <remarks>
/// <para>The sum over v equals ψ(n) − ψ(n_i), which is what is evaluated. Its bias falls off exponentially in n for a
/// finite alphabet, and it is always below the truth on average: it leaves out what needs more than n rows to be seen,
/// which <see cref="ChaoWangJost"/> estimates and adds.</para>
/// <para>Zhang (2012), Entropy estimation in Turing's perspective, Neural Computation 24.</para>
/// </remarks>
public sealed record Zhang : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "zhang",
        "Zhang",
        "Σ (n_i/n)(ψ(n) − ψ(n_i)); bias falls exponentially in n for a finite alphabet, never above the truth on average.",
        "Zhang (2012), Entropy estimation in Turing's perspective.",
        static () => new Zhang())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double digammaN = SpecialFunctions.Digamma(n);
        return SumOverLevels(counts, count => count * (digammaN - SpecialFunctions.Digamma(count))) / n;
    }
}
