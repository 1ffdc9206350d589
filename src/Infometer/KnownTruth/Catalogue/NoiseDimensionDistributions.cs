namespace Infometer;

/// <summary>A signal of one or two dimensions among many that are noise.</summary>
internal static class NoiseDimensionDistributions
{
    private static readonly int[] s_widths = [20, 50, 100];

    public static IEnumerable<KnownDistribution> All() =>
    [
        .. s_widths.Select(Noise),
        .. s_widths.Select(Diffuse),
        Pairs(20, 20, 1),
        Quadratic(),
    ];

    private static KnownDistribution Noise(int d)
    {
        PairedGaussianLaw law = PairedGaussianLaw.OfCorrelation(d, 1, 1, 0.8);
        return Task($"noise-{d}", $"Y correlates by 0.8 with one of {d} independent normal columns", law, law.Nats);
    }

    // The signal is the mean of all columns, so no single column tells much.
    private static KnownDistribution Diffuse(int d)
    {
        double[,] covariance = Covariances.Identity(d + 1);
        for (int i = 0; i < d; i++)
        {
            covariance[i, d] = covariance[d, i] = 0.8 / Math.Sqrt(d);
        }

        GaussianLaw law = new(covariance, d, 1);
        return Task($"diffuse-{d}", $"Y correlates by 0.8 with the mean of {d} independent normal columns", law, law.Nats);
    }

    private static KnownDistribution Pairs(int dimensionX, int dimensionY, int pairs)
    {
        PairedGaussianLaw law = PairedGaussianLaw.OfCorrelation(dimensionX, dimensionY, pairs, 0.8);
        return Task(
            $"noise-{dimensionX}x{dimensionY}",
            $"one pair of correlation 0.8 among {dimensionX} and {dimensionY} independent normal columns",
            law,
            law.Nats);
    }

    private static KnownDistribution Quadratic() => new(
        "quadratic-1-of-5",
        KnownTruths.NoiseDimensions,
        "function",
        "five normal columns, Y = X₁² + 0.5 N(0, 1)",
        NoisyFunctionLaw.OfNormal(static x => x * x, 0.5, 5),
        KnownValue.Integrated(0.802702559822));

    private static KnownDistribution Task(string id, string description, JointLaw law, double nats) =>
        new(id, KnownTruths.NoiseDimensions, "normal", description, law, KnownValue.Exact(nats));
}
