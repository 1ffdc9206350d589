namespace Infometer;

/// <summary>
/// The mixtures of Czyż et al. (2025), On the properties and estimation of pointwise mutual information profiles. Their truths are means of
/// the exact pointwise information over <see cref="Draws"/> rows of seed 1.
/// </summary>
internal static class MixtureDistributions
{
    public const long Draws = 1 << 24;
    private static readonly (int Width, int Rings, double Nats, double StandardError)[] s_concentric =
    [
        (3, 5, 0.455597, 0.000163),
        (5, 5, 0.627383, 0.000173),
        (3, 10, 0.560038, 0.000182),
        (5, 10, 0.751544, 0.000194),
        (25, 5, 1.190891, 0.000155),
    ];

    private static readonly (double Share, double Nats, double StandardError)[] s_inliers = [(0.2, 0.635795, 0.000282), (0.5, 0.269711, 0.000205)];

    public static IEnumerable<KnownDistribution> All() =>
    [
        Task("mixture-x", "X: ½ N(ρ = 0.9) + ½ N(ρ = −0.9)", CrossLaw(), (0.408452, 0.000182)),
        Task("mixture-ai", "AI: six normal strokes of two letters", LettersLaw(), (0.775666, 0.000212)),
        Task(
            "mixture-galaxy",
            "Galaxy: ½ N(−1.5, I) + ½ N(1.5, I) in three columns, X the first two, turned by ½|x|²",
            GalaxyLaw(),
            (0.494295, 0.000125),
            PointMap.Spiral(2, 0.5, 0)),
        Task(
            "mixture-waves",
            "Waves: twelve normal clusters in three columns, X the first two, x₁ + 5 sin 3x₂, rescaled",
            WavesLaw(),
            (1.307099, 0.000094),
            Waves),
        .. s_concentric.Select(t => Task(
            $"concentric-{t.Width}-{t.Rings}",
            $"Concentric: Y ~ N(i, 10⁻⁴), X ~ N(0, i² I) in {t.Width} columns, i = 1…{t.Rings} alike",
            ConcentricLaw(t.Width, t.Rings),
            (t.Nats, t.StandardError))),
        .. s_inliers.Select(t => Task(
            FormattableString.Invariant($"inliers-{t.Share:0.0}"),
            FormattableString.Invariant($"Inliers: the rows of normal-2pair-5x5, with probability {t.Share:0.0} Y from another row"),
            new InlierLaw(ClassicDistributions.TwoPairLaw(5), t.Share),
            (t.Nats, t.StandardError))),
    ];

    private static PointMap Waves { get; } = new(2, static (from, to) =>
    {
        to[0] = (0.1 * (from[0] + (5 * Math.Sin(3 * from[1])))) - 0.8;
        to[1] = 0.5 * from[1];
    });

    private static GaussianMixtureLaw CrossLaw() => new(
        1, 1, (0.5, [0, 0], Covariances.Pair(1, 1, 0.9)), (0.5, [0, 0], Covariances.Pair(1, 1, -0.9)));

    private static GaussianMixtureLaw LettersLaw() => new(
        1,
        1,
        (1.0 / 6, [1, 0], Covariances.Pair(0.01, 0.2, 0)),
        (1.0 / 6, [1, 1], Covariances.Pair(0.05, 0.001, 0)),
        (1.0 / 6, [1, -1], Covariances.Pair(0.05, 0.001, 0)),
        (1.0 / 6, [-0.8, -0.2], Covariances.Pair(0.03, 0.001, 0)),
        (1.0 / 6, [-1.2, 0], Covariances.Pair(0.04, 0.2, 0.95)),
        (1.0 / 6, [-0.4, 0], Covariances.Pair(0.04, 0.2, -0.95)));

    private static GaussianMixtureLaw GalaxyLaw() => new(
        2, 1, (0.5, [-1.5, -1.5, -1.5], Covariances.Identity(3)), (0.5, [1.5, 1.5, 1.5], Covariances.Identity(3)));

    private static GaussianMixtureLaw WavesLaw() => new(2, 1,
    [
        .. Enumerable.Range(0, 12).Select(k => (
            1.0 / 12,
            new[] { 1.5 * k, 0, 1.5 * (k % 4) },
            new double[,] { { 0.1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0.1 } })),
    ]);

    private static GaussianMixtureLaw ConcentricLaw(int dimension, int components) => new(dimension, 1,
    [
        .. Enumerable.Range(1, components).Select(i =>
        {
            double[] mean = new double[dimension + 1];
            mean[^1] = i;
            double[,] covariance = Covariances.Identity(dimension + 1);
            for (int j = 0; j < dimension; j++)
            {
                covariance[j, j] = i * i;
            }

            covariance[dimension, dimension] = 1e-4;
            return (1.0 / components, mean, covariance);
        }),
    ]);

    private static KnownDistribution Task(
        string id, string description, JointLaw law, (double Nats, double StandardError) drawn, PointMap? x = null) => new(
        id,
        KnownTruths.Mixtures,
        "mixture",
        description,
        law,
        KnownValue.Drawn(drawn.Nats, drawn.StandardError, Draws),
        x,
        scale: Standardization.ZScore);
}
