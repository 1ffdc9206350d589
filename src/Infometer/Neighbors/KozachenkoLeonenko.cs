namespace Infometer;

/// <summary>
/// The entropy of continuous variables of any width by the distance to the k-th nearest neighbour:
/// <c>Ĥ = ψ(n) − ψ(k) + ln V_d + d⟨ln ρ_i⟩</c>, ρ_i the distance itself (not twice it) and V_d the volume of the unit ball of the norm: 2^d
/// for Chebyshev, π^(d/2)/Γ(d/2 + 1) for Euclidean. Several variables are one space with the largest of their distances.
/// </summary>
/// <remarks>
/// <para>Kozachenko and Leonenko (1987) for k = 1, Goria et al. (2005) for any k. Where a distance is 0 there is no density: NaN, and
/// <see cref="NeighborDiagnostics.TiedRows"/> says in how many rows. With a Theiler window ψ(n) becomes ψ of 1 + the admitted rows.</para>
/// <para>Measures of several variables follow as sums of entropies, e.g. I(X;Y) = H(X) + H(Y) − H(X,Y), whose errors do not cancel as
/// those of <c>ksg1</c> do. Cost O(n log n) in few dimensions.</para>
/// </remarks>
public sealed record KozachenkoLeonenko : NeighborEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "kozachenko-leonenko",
        "Kozachenko–Leonenko",
        "Differential entropy of continuous variables of any width by the distance to the k-th neighbour.",
        "Kozachenko and Leonenko (1987), Sample estimate of the entropy of a random vector; "
            + "Goria et al. (2005), A new class of random vector entropy estimators.",
        static () => new KozachenkoLeonenko())
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is EntropyTerm entropy && MixedInformation.IsNumeric(entropy.Set, shapes);

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        double[] weights = new double[Neighbors];
        weights[^1] = 1;
        return Evaluate(this, (EntropyTerm)term, _ => weights, sample, context);
    }

    /// <summary>
    /// Σ ln of the standard deviations by which columns were divided: what takes an entropy back to the units of the data.
    /// </summary>
    internal static double LogScale(NeighborEstimator estimator, Sample sample, VariableSet set, RunContext context) =>
        estimator.Standardize != Standardization.ZScore ? 0 : set.Indices()
            .SelectMany(i => ColumnPreparation.Columns(sample.Variables[i], Standardization.None, estimator.Noise, context.Seed))
            .Sum(static column => Math.Log(ColumnPreparation.Moments(column).Deviation));

    /// <summary>
    /// <c>Σ w_j (ψ(n) − ψ(j) + ln V_d + d⟨ln ρ_(j)⟩)</c> over the neighbours j = 1, 2, …, in the units of the data; −∞ where the rows lie in a plane.
    /// </summary>
    /// <param name="estimator">k, the norm, the scale.</param>
    /// <param name="term">The variables.</param>
    /// <param name="weightsFor">w₁, w₂, … for a number of columns.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    internal static TermEstimate Evaluate(
        NeighborEstimator estimator, EntropyTerm term, Func<int, double[]> weightsFor, Sample sample, RunContext context)
    {
        PointSet points = estimator.PointsOf(sample, term.Set, context);
        double[] weights = weightsFor(points.Dimension);
        if (IsInPlane(estimator, term, points, sample, context))
        {
            return new TermEstimate(double.NegativeInfinity) { Neighbors = new NeighborDiagnostics(estimator.Neighbors, 0, points.Dimension) };
        }

        double logScale = LogScale(estimator, sample, term.Set, context);
        int[] others = estimator.AdmittedRows(sample, weights.Length, context);
        NeighborLists lists = NeighborIndex.Build(points, estimator.Norm, weights.Length)
            .Nearest(weights.Length, TheilerWindow.Of(sample), context);
        double volume = NeighborEntropy.LogUnitVolume(points, estimator.Norm);
        double[] digammas = [.. Enumerable.Range(1, weights.Length).Select(j => SpecialFunctions.Digamma(j))];
        double[] locals = new double[points.Count];
        int tied = 0;
        for (int i = 0; i < locals.Length; i++)
        {
            ReadOnlySpan<double> distances = lists.DistancesOf(i);
            double start = SpecialFunctions.Digamma(others[i] + 1) + volume + logScale;
            bool isTied = false;
            for (int j = 0; j < weights.Length; j++)
            {
                if (weights[j] != 0)
                {
                    isTied |= distances[j] == 0;
                    locals[i] += weights[j] * (start - digammas[j] + (points.Dimension * Math.Log(distances[j])));
                }
            }

            tied += isTied ? 1 : 0;
        }

        NeighborDiagnostics diagnostics = new(estimator.Neighbors, tied, points.Dimension);
        return tied > 0 ? NeighborEntropy.Undefined(points.Count, diagnostics) : NeighborEntropy.Of(locals, diagnostics);
    }

    /// <summary>Whether columns follow from others, so that there is no density. Noise makes one.</summary>
    internal static bool IsInPlane(NeighborEstimator estimator, EntropyTerm term, PointSet points, Sample sample, RunContext context) =>
        points.Dimension > 1 && estimator.Noise == 0 && LinearDependence.IsAmong(term, sample, estimator.Descriptor.Id, context);
}
