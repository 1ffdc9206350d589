namespace Infometer;

/// <summary>
/// The Bayesian estimator with a symmetric Dirichlet prior: the plug-in entropy of the posterior means
/// p̂_i = (n_i + α)/(n + Kα), over all K levels, unseen ones included. Cost O(cells).
/// </summary>
/// <remarks>
/// The prior decides the answer unless n ≫ K: a fixed α makes nearly all distributions of a large alphabet look alike,
/// which is what <see cref="Nsb"/> repairs. Use it where α means something. Set <see cref="AlphabetEstimator.Levels"/> where
/// levels may be unseen. Schürmann and Grassberger (1996), Entropy estimation of symbol sequences, Chaos 6; priors as in
/// Hausser and Strimmer (2009), JMLR 10.
/// </remarks>
public sealed record Bayes : AlphabetEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "bayes",
        "Bayes (Dirichlet prior)",
        "Plug-in entropy of the posterior means under a Dirichlet prior; for small tables with a prior that means something.",
        "Schürmann and Grassberger (1996), Entropy estimation of symbol sequences.",
        static () => new Bayes())
    {
        Kinds = s_discreteOnly,
        Options =
        [
            new OptionDescriptor(
                "alpha",
                "number > 0|laplace|jeffreys|schurmann-grassberger|perks|min-max",
                "schurmann-grassberger",
                "Rows that the prior adds to each level.",
                static estimator => ((Bayes)estimator).Alpha.ToString(),
                static (estimator, text) => (Bayes)estimator with { Alpha = DirichletPrior.Parse(text) }),
            LevelsOption,
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>
    /// The concentration α of the prior: as if every level had been seen α times before. Default
    /// <see cref="DirichletPrior.SchurmannGrassberger"/>, 1/K: the prior weighs as much as one row whatever the alphabet.
    /// </summary>
    public DirichletPrior Alpha { get; init; } = DirichletPrior.SchurmannGrassberger;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double alpha = Alpha.Concentration(n, alphabetSize);
        double total = n + (alphabetSize * alpha);
        double unseen = (alphabetSize - counts.Length) * NegativeXLogX(alpha / total);
        return unseen + SumOverLevels(counts, count => NegativeXLogX((count + alpha) / total));
    }
}
