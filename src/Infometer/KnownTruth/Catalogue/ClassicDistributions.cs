namespace Infometer;

/// <summary>The 40 tasks of Czyż et al. (2023), Beyond normal: on the evaluation of mutual information estimators.</summary>
internal static class ClassicDistributions
{
    private const double Weak = 0.75;
    private static readonly int[] s_denseWidths = [2, 3, 5, 25, 50];
    private static readonly int[] s_pairWidths = [2, 3, 5, 25];
    private static readonly int[] s_wideWidths = [3, 5, 25];
    private static readonly (int Width, int Freedom)[] s_asinh = [(2, 1), (3, 2), (5, 2)];
    private static readonly (int Width, int Freedom)[] s_students = [(2, 1), (2, 2), (3, 2), (3, 3), (5, 2), (5, 3)];

    public static IEnumerable<KnownDistribution> All() =>
    [
        .. OneByOne(),
        .. s_denseWidths.Select(Dense),
        .. s_pairWidths.Select(d => TwoPairs("normal-2pair", "two pairs", d, null, null)),
        .. Students(),
        .. s_wideWidths.Select(d => TwoPairs(
            "normal-cdf-2pair", "Φ of the columns of two pairs", d, PointMap.NormalCdf(d), PointMap.NormalCdf(d))),
        .. s_wideWidths.Select(d => TwoPairs(
            "half-cube-2pair", "x√|x| of the columns of two pairs", d, PointMap.HalfCube(d), PointMap.HalfCube(d))),
        .. s_wideWidths.Select(d => TwoPairs("spiral-2pair", "spirals of two pairs", d, SpiralX(d), SpiralY(d))),
        .. s_wideWidths.Select(d => TwoPairs(
            "spiral-normal-cdf-2pair",
            "spirals of Φ of two pairs",
            d,
            PointMap.NormalCdf(d).Then(SpiralX(d)),
            PointMap.NormalCdf(d).Then(SpiralY(d)))),
        .. s_asinh.Select(t => Student("asinh-student", "asinh of the columns of a Student t", t.Width, t.Freedom, isAsinh: true)),
    ];

    /// <summary>X_i and Y_i correlate by 0.8 for i = 1, 2; all else is independent.</summary>
    public static PairedGaussianLaw TwoPairLaw(int dimension) => PairedGaussianLaw.OfCorrelation(dimension, dimension, 2, 0.8);

    private static IEnumerable<KnownDistribution> OneByOne()
    {
        PairedGaussianLaw pair = PairedGaussianLaw.OfCorrelation(1, 1, 1, Weak);
        Lazy<BimodalQuantile> bimodalX = new(() => new BimodalQuantile(0.3, 0, 5));
        Lazy<BimodalQuantile> bimodalY = new(() => new BimodalQuantile(0.5, -1, 3));
        KnownDistribution Pair(string id, string description, PointMap? x, PointMap? y) =>
            Task(id, "normal", description, pair, pair.Nats, x, y);
        return
        [
            Pair("bivariate-normal", "normal, ρ = 0.75", null, null),
            Pair("uniform", "Φ(X), Φ(Y) of a normal pair, ρ = 0.75", PointMap.NormalCdf(1), PointMap.NormalCdf(1)),
            Additive("additive-0.10", 0.1),
            Additive("additive-0.75", 0.75),
            Pair(
                "bimodal",
                "normal copula, ρ = 0.75; margins 0.3 N(0, 1) + 0.7 N(5, 1) and 0.5 N(−1, 1) + 0.5 N(3, 1)",
                PointMap.Columnwise(1, z => bimodalX.Value.At(z)),
                PointMap.Columnwise(1, z => bimodalY.Value.At(z))),
            Pair("wiggly", "normal pair, ρ = 0.75, each side plus sines of itself", PointMap.WigglyX, PointMap.WigglyY),
            Pair("half-cube", "x√|x|, y√|y| of a normal pair, ρ = 0.75", PointMap.HalfCube(1), PointMap.HalfCube(1)),
            Student("student", "Student t", 1, 1),
            Student("asinh-student", "asinh of the columns of a Student t", 1, 1, isAsinh: true),
            Pair(
                "swiss-roll",
                "the pair of uniform, X rolled up in the plane",
                PointMap.NormalCdf(1).Then(PointMap.SwissRoll),
                PointMap.NormalCdf(1)),
        ];
    }

    private static IEnumerable<KnownDistribution> Students() =>
        s_students.Select(t => Student("student", "Student t", t.Width, t.Freedom));

    private static KnownDistribution Dense(int d)
    {
        GaussianLaw law = new(Covariances.Equicorrelated(2 * d, 0.5), d, d);
        return Task($"normal-dense-{d}x{d}", "normal", "normal, ρ = 0.5 between all columns", law, law.Nats);
    }

    private static KnownDistribution TwoPairs(string id, string description, int d, PointMap? x, PointMap? y)
    {
        PairedGaussianLaw law = TwoPairLaw(d);
        string text = x is null ? "normal, ρ = 0.8 between Xᵢ and Yᵢ for i = 1, 2, all else independent" : $"{description}, ρ = 0.8";
        return Task($"{id}-{d}x{d}", "normal", text, law, law.Nats, x, y);
    }

    private static KnownDistribution Student(string id, string description, int d, int freedom, bool isAsinh = false)
    {
        StudentLaw law = new(Covariances.Identity(2 * d), d, d, freedom);
        PointMap? map = isAsinh ? PointMap.Asinh(d) : null;
        return Task($"{id}-{freedom}-{d}x{d}", "student", $"{description}, ν = {freedom}, dispersion I", law, law.Nats, map, map);
    }

    private static KnownDistribution Additive(string id, double epsilon)
    {
        AdditiveUniformLaw law = new(epsilon);
        return Task(id, "uniform", FormattableString.Invariant($"X ~ U(0, 1), Y = X + U(−{epsilon:0.00}, {epsilon:0.00})"), law, law.Nats);
    }

    // Speed 1 divided by the number of columns; X turns in the plane of columns 1 and 2, Y in that of 2 and 3.
    private static PointMap SpiralX(int d) => PointMap.Spiral(d, 1.0 / d, 0);

    private static PointMap SpiralY(int d) => PointMap.Spiral(d, 1.0 / d, 1);

    private static KnownDistribution Task(
        string id, string family, string description, JointLaw law, double nats, PointMap? x = null, PointMap? y = null) =>
        new(id, KnownTruths.Classic, family, description, law, KnownValue.Exact(nats), x, y, Standardization.ZScore);
}
