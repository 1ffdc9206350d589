namespace Infometer;

/// <summary>
/// The James–Stein shrinkage estimator: the plug-in entropy of p̂ = λ/K + (1 − λ) n_i/n, with the intensity
/// λ = (1 − Σ p_i²)/((n − 1) Σ (1/K − p_i)²) in [0, 1] that minimises the expected squared error of p̂. Cost O(cells).
/// </summary>
/// <remarks>
/// Low variance and never above ln K; for small samples of levels that are roughly equally likely, or where K is known. It
/// shrinks strongly peaked distributions too far towards the uniform one. Set <see cref="AlphabetEstimator.Levels"/> where
/// levels may be unseen. Hausser and Strimmer (2009), Entropy inference and the James–Stein estimator, JMLR 10.
/// </remarks>
public sealed record JamesStein : AlphabetEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "james-stein",
        "James–Stein shrinkage",
        "Plug-in entropy of frequencies shrunk towards equal ones; low variance in small samples.",
        "Hausser and Strimmer (2009), Entropy inference and the James–Stein estimator.",
        static () => new JamesStein())
    {
        Kinds = s_discreteOnly,
        Options = [LevelsOption],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = Total(counts);
        double uniform = 1 / alphabetSize;
        double unseen = alphabetSize - counts.Length;
        double intensity = Intensity(counts, n, uniform, unseen);
        return (unseen * NegativeXLogX(intensity * uniform))
            + SumOverLevels(counts, count => NegativeXLogX((intensity * uniform) + ((1 - intensity) * count / n)));
    }

    private static double Intensity(ReadOnlySpan<long> counts, double n, double uniform, double unseen)
    {
        double squares = SumOverLevels(counts, count => count / n * (count / n));
        double distance = (unseen * uniform * uniform) + SumOverLevels(counts, count => (uniform - (count / n)) * (uniform - (count / n)));
        double denominator = (n - 1) * distance;
        return denominator == 0 ? 1 : Math.Min(1, (1 - squares) / denominator);
    }
}
