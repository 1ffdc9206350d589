namespace Infometer;

/// <summary>
/// The estimator of Ross (2014) for I(X;Y) of numeric X (any width) and discrete Y, in either order:
/// <c>Î = ψ(n) + ⟨ψ(k_i) − ψ(m_i) − ψ(n_y)⟩</c>. n_y rows have the label of row i; ρ is the distance in X to the k-th nearest of them, and
/// m_i rows of any label, row i not counted, are not farther than ρ.
/// </summary>
/// <remarks>
/// <para>Labels with k rows or fewer use n_y − 1 neighbours, and rows whose label occurs once are left out, as in scikit-learn, and
/// counted in <see cref="NeighborDiagnostics.SparseRows"/> and <see cref="NeighborDiagnostics.LonelyRows"/>; NaN where no label occurs
/// twice. Equal numbers need no noise: where several rows of the label are at distance ρ, k_i counts them all, and where ρ = 0 the row
/// itself is counted in k_i and m_i, so that a constant X gives exactly 0.</para>
/// <para>Cost O(n log n) in few dimensions. Reorderings of Y keep the index over X.</para>
/// </remarks>
public sealed record Ross : RossEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "ross",
        "Ross",
        "Shared information of a numeric variable (any width) and a discrete one by nearest neighbours of the same label.",
        "Ross (2014), Mutual information between discrete and continuous data sets.",
        static () => new Ross())
    {
        Kinds = [VariableKind.Discrete, VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptionsWith(3),
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;
}
