namespace Infometer;

/// <summary>
/// The Miller–Madow estimator: the plug-in entropy plus its first-order bias, Ĥ = Ĥ_plugin + (m − 1)/2n, with m the
/// number of levels that occur. Cost O(cells).
/// </summary>
/// <remarks>
/// Good when every level occurs several times. With many unseen or once-seen levels m itself is too small and the
/// correction falls short. Miller (1955), Note on the bias of information estimates.
/// </remarks>
public sealed record MillerMadow : DiscreteEstimator
{
    private static readonly Plugin s_plugin = new();

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "miller-madow",
        "Miller–Madow",
        "Plug-in plus its first-order bias (m − 1)/2n; good when every level occurs several times.",
        "Miller (1955), Note on the bias of information estimates.",
        static () => new MillerMadow())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize) =>
        s_plugin.Entropy(counts, alphabetSize) + ((counts.Length - 1) / (2.0 * Total(counts)));
}
