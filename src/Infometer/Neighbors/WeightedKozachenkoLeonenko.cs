namespace Infometer;

/// <summary>
/// The weighted Kozachenko–Leonenko entropy of Berrett, Samworth and Yuan (2019): <c>Ĥ = Σ_j w_j (ψ(n) − ψ(j) + ln V_d + d⟨ln ρ_(j)⟩)</c>
/// over the neighbours j = 1…k, with weights that cancel the leading terms of the bias, so that it stays efficient for d ≥ 4. The weights
/// are the shortest vector with <c>Σ w_j = 1</c> and <c>Σ w_j Γ(j + 2l/d)/Γ(j) = 0</c> for l = 1…⌊d/4⌋, on the support j ∈ {⌊k/d⌋, ⌊2k/d⌋,
/// …, k}.
/// </summary>
/// <remarks>
/// <para>The gain is asymptotic, and the price is scatter and farther neighbours: with normal variables, n = 2,000 and d = 5 the bias is
/// −0.01 for k = 5 and −0.04 for k = 10, against −0.05 unweighted; at n = 600 it is −0.08 and −0.13 against −0.10. Keep k near d.</para>
/// <para>All conditions together make weights of hundreds with alternating signs from d = 12 on. As many of the first ones are kept as
/// leave Σ w_j² at 400 or less. For d ≤ 3 there is nothing to cancel and it is <c>kozachenko-leonenko</c>. ψ(n) stands for the paper's
/// ln(n − 1), 1/2n more. Zero distances, norms and cost as there. Needs k ≥ d where d ≥ 4.</para>
/// </remarks>
public sealed record WeightedKozachenkoLeonenko : NeighborEstimator
{
    // Longer weights add more scatter than they take bias.
    private const double LongestWeights = 20;

    /// <summary>Creates the estimator with 10 neighbours.</summary>
    public WeightedKozachenkoLeonenko() => Neighbors = 10;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "kozachenko-leonenko-weighted",
        "weighted Kozachenko–Leonenko",
        "Differential entropy by several neighbours whose weights cancel the leading bias in four and more dimensions.",
        "Berrett, Samworth and Yuan (2019), Efficient multivariate entropy estimation via k-nearest neighbour distances.",
        static () => new WeightedKozachenkoLeonenko())
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptionsWith(10),
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
        return KozachenkoLeonenko.Evaluate(this, (EntropyTerm)term, d => Weights(Neighbors, d), sample, context);
    }

    /// <summary>w₁…w_k for d dimensions.</summary>
    /// <exception cref="InvalidInputException">There are fewer neighbours than dimensions.</exception>
    internal static double[] Weights(int k, int d)
    {
        double[] weights = new double[k];
        if (d < 4)
        {
            weights[^1] = 1;
            return weights;
        }

        if (k < d)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'kozachenko-leonenko-weighted' needs as many neighbours as there are columns, and neighbors={k} for {d} columns; ")
                + FormattableString.Invariant($"set neighbors={d} or more, or use 'kozachenko-leonenko' above {MostNeighbors}."));
        }

        int[] support = [.. Enumerable.Range(1, d).Select(i => i * k / d)];
        int conditions = d / 4;
        double[] best = Weights(support, k, d, conditions);
        while (Length(best) > LongestWeights)
        {
            best = Weights(support, k, d, --conditions);
        }

        for (int i = 0; i < support.Length; i++)
        {
            weights[support[i] - 1] = best[i];
        }

        return weights;
    }

    // The shortest w with w·1 = 1 that is orthogonal to every condition is the projection u of 1, divided by u·u.
    private static double[] Weights(int[] support, int k, int d, int conditions)
    {
        List<double[]> basis = [];
        for (int l = 1; l <= conditions; l++)
        {
            double power = 2.0 * l / d;
            double[] condition =
            [
                .. support.Select(j => Math.Exp(
                    SpecialFunctions.LogGamma(j + power) - SpecialFunctions.LogGamma(j) - (power * Math.Log(k)))),
            ];
            Project(condition, basis);
            double length = Length(condition);
            basis.Add(Array.ConvertAll(condition, value => value / length));
        }

        double[] u = Array.ConvertAll(support, static _ => 1.0);
        Project(u, basis);
        double square = u.Sum(static value => value * value);
        return Array.ConvertAll(u, value => value / square);
    }

    // Twice, because once loses digits where vectors are nearly parallel.
    private static void Project(double[] vector, List<double[]> basis)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] direction in basis)
            {
                double along = direction.Zip(vector, static (a, b) => a * b).Sum();
                for (int i = 0; i < vector.Length; i++)
                {
                    vector[i] -= along * direction[i];
                }
            }
        }
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(static value => value * value));
}
