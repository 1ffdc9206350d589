namespace Infometer;

/// <summary>
/// The estimator of Gao, Kannan, Oh and Viswanath (2017) for I(A₁;…;A_m|Z) of any mixture: discrete, continuous and mixed variables of any
/// widths in any role, with the conditional form of Mesner and Shalizi (2020).
/// <c>Î = ⟨ψ(k̃) − Σ ψ(n_AⱼZ) + (m − 1) ψ(n_Z)⟩</c>, n_∅ = n, where k̃ rows are not farther from row i than its k-th neighbour is, at
/// distance ρ, in the joint space (the largest of the distances of the variables; rows that differ in a discrete one are infinitely far
/// from each other), and n_S counts the rows around row i within ρ in the space of S. Where ρ = 0 the row itself is counted in every n and
/// k̃.
/// </summary>
/// <remarks>
/// <para>Without equal distances it is <c>ksg1</c> for numeric variables and <c>ross</c> for a numeric and a discrete one; for discrete
/// ones it is <c>zhang</c>. A row whose levels occur in fewer than k others uses as many neighbours as it has, and one whose combination
/// of levels occurs once is left out where a numeric variable takes part (<see cref="NeighborDiagnostics.SparseRows"/>,
/// <see cref="NeighborDiagnostics.LonelyRows"/>); NaN where no row remains.</para>
/// <para>Three details differ from the papers. ψ(n) stands for ln n, 1/2n less. Rows on the border of the ball are counted wherever
/// distances are equal, as in the second paper: keeping k there and counting inside the border reads up to 1 nat too high on rounded
/// numbers. Without equal distances a marginal count gets the + 1 of Kraskov et al., without which independent normal variables at n = 500
/// read 0.02 too high.</para>
/// <para>Cost O(n log n) in few dimensions: for each of 3, 5 and 10 neighbours one search and two counts per argument.</para>
/// </remarks>
public sealed record GaoMixture : NeighborEstimator
{
    private static readonly int[] s_steps = [3, 10];

    /// <summary>Creates the estimator with 5 neighbours, as its authors do.</summary>
    public GaoMixture() => Neighbors = 5;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "gao-mixture",
        "Gao–Kannan–Oh–Viswanath mixture estimator",
        "Shared information of any mixture of discrete, continuous and mixed variables, also given a condition, by nearest neighbours.",
        "Gao, Kannan, Oh and Viswanath (2017), Estimating mutual information for discrete-continuous mixtures; "
            + "Mesner and Shalizi (2020), Conditional mutual information estimation for mixed, discrete and continuous data.",
        static () => new GaoMixture())
    {
        Kinds = [VariableKind.Discrete, VariableKind.Continuous, VariableKind.Mixed],
        CountsTies = true,
        Options = SharedOptionsWith(5),
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is InformationTerm information && information.Arguments.All(static a => !a.IsEmpty);

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        RequireRows(sample, Neighbors + 1);
        TermEstimate own = MixedInformation.Evaluate((InformationTerm)term, sample, this, context);
        return own.Neighbors is { } met
            ? own with { Neighbors = met with { Ladder = [.. Steps(sample).Select(k => (k, Value(k, (InformationTerm)term, sample, context)))] } }
            : own;
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context) =>
        TermReorderer.Whole(sample, reordered => Value(Neighbors, (InformationTerm)term, reordered, context));

    // Fewer neighbours and more: how far their bias moves the value.
    private IEnumerable<int> Steps(Sample sample) => s_steps.Where(k => k != Neighbors && k < sample.Count);

    private double Value(int neighbors, InformationTerm term, Sample sample, RunContext context) =>
        MixedInformation.Evaluate(term, sample, this with { Neighbors = neighbors }, context).Nats;
}
