namespace Infometer;

/// <summary>The entropy of one attention head. Amounts are in nats.</summary>
/// <param name="Layer">The number of the layer, <see cref="AttentionLayer.Number"/>.</param>
/// <param name="Head">The head, from 0.</param>
public sealed record AttentionHead(int Layer, int Head)
{
    /// <summary>Mean over sequences and queries of −Σ_j A_ij ln A_ij.</summary>
    public required double Entropy { get; init; }

    /// <summary>
    /// Its standard error by the scatter over sequences, the queries of one being dependent: √(B/(B − 1) Σ_b (e_b − E q_b)²)/Σ_b q_b, of the
    /// sum e_b of a sequence's entropies and its q_b queries; null for one sequence.
    /// </summary>
    public required double? StandardError { get; init; }

    /// <summary>Mean over queries of the largest entropy possible: ln of the tokens that the query may attend to.</summary>
    public required double Maximum { get; init; }

    /// <summary>
    /// Mean over queries of entropy over the largest possible, each query by its own maximum; queries that may attend to one token alone
    /// are left out. In [0, 1], or above 1 where weight lies on padding (note <c>attends-to-padding</c>); NaN where no query may attend to two.
    /// </summary>
    public required double Relative { get; init; }

    /// <summary>The quarter of [0, 1] that <see cref="Relative"/> lies in, 1 to 4; 0 where it is undefined.</summary>
    public int Quarter => double.IsNaN(Relative) ? 0 : Math.Clamp((int)(4 * Relative) + 1, 1, 4);

    /// <summary>Whether the head collapsed or is overloaded.</summary>
    public required AttentionFinding Flag { get; init; }

    /// <summary>The name under which training logs keep the entropy: <c>attn.{layer}.head.{h}.entropy</c>.</summary>
    public string Key => FormattableString.Invariant($"attn.{Layer}.head.{Head}.entropy");
}
