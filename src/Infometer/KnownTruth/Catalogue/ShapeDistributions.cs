namespace Infometer;

/// <summary>Dependence without correlation, clusters, and skewed laws.</summary>
internal static class ShapeDistributions
{
    public static IEnumerable<KnownDistribution> All()
    {
        GammaExponentialLaw gamma = new(2);
        GammaExponentialLaw peaked = new(0.5);
        AdditiveUniformLaw additive = new(0.5);
        return
        [
            Task("sinusoid", "function", "X ~ U(0, 1), Y = sin 4πX + 0.3 N(0, 1)", SinusoidLaw(), KnownValue.Integrated(0.861632097331)),
            Task("quadratic", "function", "X ~ N(0, 1), Y = X² + 0.5 N(0, 1)", QuadraticLaw(), KnownValue.Integrated(0.802702559822)),
            Task("circle", "function", "a point on the unit circle, plus 0.1 N(0, I)", new CircleLaw(0.1), KnownValue.Integrated(0.678855190667)),
            Task("product", "function", "X ~ N(0, 1), Y = X N(0, 1)", new ProductLaw(), KnownValue.Integrated(0.420341320798)),
            Task("gamma-exponential-2", "gamma-exponential", "X ~ Gamma(2), Y ~ Exp with rate X", gamma, KnownValue.Exact(gamma.Nats)),
            Task(
                "log-gamma-exponential-2",
                "gamma-exponential",
                "logarithms of X ~ Gamma(2), Y ~ Exp with rate X",
                gamma,
                KnownValue.Exact(gamma.Nats),
                PointMap.Log),
            Task(
                "log-gamma-exponential-0.5",
                "gamma-exponential",
                "logarithms of X ~ Gamma(0.5), Y ~ Exp with rate X",
                peaked,
                KnownValue.Exact(peaked.Nats),
                PointMap.Log),
            Task("additive-0.50", "uniform", "X ~ U(0, 1), Y = X + U(−0.50, 0.50)", additive, KnownValue.Exact(additive.Nats)),
            Task(
                "four-clusters",
                "mixture",
                "N((±2, ±2), I), each of the two on the diagonal with probability 0.4, of those off it 0.1",
                FourClustersLaw(),
                KnownValue.Integrated(0.166464491337)),
            Task("nested-normals", "mixture", "½ N(0, I) + ½ N(0, 25 I): scatter in common", NestedLaw(), KnownValue.Integrated(0.124351444325)),
        ];
    }

    private static NoisyFunctionLaw SinusoidLaw() => NoisyFunctionLaw.Periodic(static x => Math.Sin(4 * Math.PI * x), 0.3);

    private static NoisyFunctionLaw QuadraticLaw() => NoisyFunctionLaw.OfNormal(static x => x * x, 0.5);

    private static GaussianMixtureLaw FourClustersLaw() => new(
        1,
        1,
        (0.4, [-2, -2], Covariances.Identity(2)),
        (0.4, [2, 2], Covariances.Identity(2)),
        (0.1, [-2, 2], Covariances.Identity(2)),
        (0.1, [2, -2], Covariances.Identity(2)));

    private static GaussianMixtureLaw NestedLaw() => new(
        1, 1, (0.5, [0, 0], Covariances.Identity(2)), (0.5, [0, 0], Covariances.Pair(25, 25, 0)));

    private static KnownDistribution Task(
        string id, string family, string description, JointLaw law, KnownValue truth, PointMap? map = null) =>
        new(id, KnownTruths.Shapes, family, description, law, truth, map, map);
}
