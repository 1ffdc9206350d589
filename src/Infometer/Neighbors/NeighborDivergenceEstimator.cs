namespace Infometer;

/// <summary>
/// Divergences of numeric variables X and Y of equal width by nearest neighbours: <c>kl</c> and <c>jeffreys</c> by Wang, Kulkarni and Verdú
/// (2009), <c>d⟨ln(ν_i/ρ_i)⟩ + ψ(n + 1) − ψ(n)</c> with ρ_i the distance of xᵢ to its k-th neighbour among the other x and ν_i to its k-th
/// neighbour among the y; <c>cross-entropy</c> by ν_i alone; <c>js</c> as the information between a value of the pooled sample and the
/// sample it came from, by <see cref="Ross"/>.
/// </summary>
/// <remarks>
/// <para>It evaluates divergences, not terms. A row's local value of <c>kl</c> and <c>cross-entropy</c> is that of xᵢ: their scatter
/// leaves out what chance does to the y. Both variables are brought to a scale together. Where a distance is 0, e.g. where a number occurs
/// in both variables k times, <c>kl</c>, <c>jeffreys</c> and <c>cross-entropy</c> are NaN; <c>js</c> is not.</para>
/// <para>Cost O(n log n) in few dimensions.</para>
/// </remarks>
public sealed record NeighborDivergenceEstimator : NeighborEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "knn-divergence",
        "divergences by nearest neighbours",
        "Kullback–Leibler, Jeffreys and Jensen–Shannon divergences and cross-entropy of numeric variables of equal width.",
        "Wang, Kulkarni and Verdú (2009), Divergence estimation for multidimensional densities via k-nearest-neighbor distances.",
        static () => new NeighborDivergenceEstimator())
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>False: divergences are no terms.</summary>
    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) => false;

    /// <summary>Throws: divergences are no terms.</summary>
    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context) =>
        throw new ArgumentException($"'{Describe.Id}' evaluates divergences, not the term {term}.", nameof(term));

    /// <summary>A divergence between the two variables of a sample.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="sample">X and Y, numeric, of equal width.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <param name="isSwapped">The rows in which X and Y change places, for the null that both have one distribution; null for
    /// none.</param>
    internal TermEstimate Evaluate(DivergenceKind kind, Sample sample, RunContext context, bool[]? isSwapped = null)
    {
        (Variable first, Variable second) = (sample.Variables[0], sample.Variables[1]);
        if (first.Codes is not null || second.Codes is not null || first.Dimension != second.Dimension)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Describe.Id}' compares numeric variables of equal width, and '{first.Name}' is {Word(first)}, ")
                + $"'{second.Name}' {Word(second)}; give both one kind and as many columns.");
        }

        RequireRows(sample, Neighbors + 1);
        (PointSet p, PointSet q, double logScale) = Samples(first, second, context, isSwapped);
        switch (kind)
        {
            case DivergenceKind.KullbackLeibler:
                return NeighborDivergence.KullbackLeibler(p, q, Neighbors, Norm, context);
            case DivergenceKind.Jeffreys:
                return NeighborDivergence.Sum(
                    NeighborDivergence.KullbackLeibler(p, q, Neighbors, Norm, context),
                    NeighborDivergence.KullbackLeibler(q, p, Neighbors, Norm, context));
            case DivergenceKind.JensenShannon:
                return NeighborDivergence.JensenShannon(p, q, this, context);
            default:
                TermEstimate scaled = NeighborDivergence.CrossEntropy(p, q, Neighbors, Norm, context);
                return scaled with
                {
                    Nats = scaled.Nats + logScale,
                    Locals = Array.ConvertAll(scaled.Locals.ToArray(), local => local + logScale),
                };
        }
    }

    private static string Word(Variable variable) => variable.Codes is not null
        ? "discrete"
        : FormattableString.Invariant($"{variable.Kind.Word()} with {variable.Dimension} column(s)");

    // Both samples on one scale: standardised apart, what tells them apart would be gone.
    private (PointSet P, PointSet Q, double LogScale) Samples(Variable first, Variable second, RunContext context, bool[]? isSwapped)
    {
        int d = first.Dimension;
        int n = first.Count;
        double[] values = new double[2 * n * d];
        for (int i = 0; i < n; i++)
        {
            bool isExchanged = isSwapped?[i] ?? false;
            (isExchanged ? second : first).Values.Span.Slice(i * d, d).CopyTo(values.AsSpan(i * d));
            (isExchanged ? first : second).Values.Span.Slice(i * d, d).CopyTo(values.AsSpan((n + i) * d));
        }

        Variable pooled = Variable.Continuous(values, d, first.Name);
        double[][] columns = ColumnPreparation.Columns(pooled, Standardize, Noise, context.Seed);
        double logScale = KozachenkoLeonenko.LogScale(this, Sample.Align([pooled]), VariableSet.Of(0), context);
        RequireSquares(new PointSet(columns), first.Name);
        return (Part(columns, ..n), Part(columns, n..), logScale);
    }

    private static PointSet Part(double[][] columns, Range range) => new(Array.ConvertAll(columns, column => column[range]));
}
