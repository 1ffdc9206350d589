namespace Infometer;

/// <summary>
/// Continuous sides of other kinds than in all other groups, kept apart: the automatic choice was fixed before any estimator saw them.
/// Their first report led to repairs, on surfaces (circular-2x2, sensors-12x12), signs that change (regimes-10x10), edges (ball-3x3) and selection
/// (berkson-3x3, clayton-1-1x8); nothing is tuned on the others. Truths that are drawn are means of the exact pointwise information over <see
/// cref="MixtureDistributions.Draws"/> rows of seed 1.
/// </summary>
internal static class KeptApartDistributions
{
    private const int FactorColumns = 20;
    private const int Window = 8;
    private const int Beads = 90;

    public static IEnumerable<KnownDistribution> All() =>
        [.. Copulas(), .. Positive(), .. Spherical(), .. Functions(), .. Normal(), .. Mixtures()];

    private static IEnumerable<KnownDistribution> Copulas()
    {
        ClaytonVineLaw vine = new(1, 2, 1);
        SharedGammaLaw clayton = new(1, [1], Ones(8));
        return
        [
            Task("plackett-12", "copula", "Plackett's copula, odds ratio 12", new PlackettLaw(12), KnownValue.Integrated(0.343026737944)),
            Task(
                "morgenstern-exponential",
                "copula",
                "density 1 + (1 − 2u)(1 − 2v) (Farlie, Gumbel, Morgenstern), exponential margins",
                new MorgensternLaw(),
                KnownValue.Exact(MorgensternLaw.Nats),
                PointMap.ExponentialQuantile,
                PointMap.ExponentialQuantile),
            Task(
                "bb1-heavy",
                "copula",
                "Joe's copula BB1, θ = 0.5, δ = 1.6 (both tails, unequal), margins Student t, ν = 2",
                new ClaytonGumbelLaw(0.5, 1.6),
                KnownValue.Integrated(0.372794089107),
                PointMap.StudentTwoQuantile,
                PointMap.StudentTwoQuantile),
            Task(
                "clayton-1-1x8",
                "copula",
                "Clayton's copula of nine columns, θ = 1, one of them X",
                clayton,
                KnownValue.Exact(clayton.Nats),
                PointMap.Columnwise(1, LomaxRank),
                PointMap.Columnwise(8, LomaxRank)),
            Task(
                "vine-2x1",
                "copula",
                "vine of U₁, U₂, Y: Clayton's θ = 1 for U₁, U₂, θ = 2 for U₂, Y; given U₂ that of 1 − U₁, Y, θ = 1; normal margins",
                vine,
                KnownValue.Exact(vine.Nats),
                PointMap.Columnwise(2, SpecialFunctions.NormalQuantile),
                PointMap.NormalScore),
        ];
    }

    private static IEnumerable<KnownDistribution> Positive()
    {
        SharedGammaLaw pareto = new(0.8, Ones(3), Ones(3));
        DirichletLaw shares = new([1, 2], [0.7, 1.5, 3], 1.5);
        DirichletLaw order = new([5], [5], 1);
        GammaSumLaw sum = new(3, 0.7);
        VolatilityLaw volatility = new(2, 6);
        EnergyLaw energy = new(8, 20);
        return
        [
            Task(
                "pareto-3x3",
                "gamma",
                "six exponential columns with one rate ~ Gamma(0.8) in common",
                pareto,
                KnownValue.Exact(pareto.Nats)),
            Task(
                "dirichlet-2x3",
                "gamma",
                "shares of a whole, Dirichlet: X of parameters 1, 2, Y of 0.7, 1.5, 3, and 1.5 left over",
                shares,
                KnownValue.Exact(shares.Nats)),
            Task(
                "order-5-6-of-10",
                "gamma",
                "X, Y = the fifth and the sixth smallest of ten uniform numbers",
                order,
                KnownValue.Exact(order.Nats),
                null,
                PointMap.Columnwise(1, static y => 1 - y)),
            Task("gamma-sum", "gamma", "X ~ Gamma(3), Y = X + Gamma(0.7)", sum, KnownValue.Exact(sum.Nats)),
            Task(
                "common-wait",
                "gamma",
                "X = G + E, Y = G + F with exponential E, F, G",
                new CommonWaitLaw(),
                KnownValue.Exact(CommonWaitLaw.Nats)),
            Task(
                "volatility-1x6",
                "gamma",
                "X = −½ ln V with V ~ Gamma(2), Y six normal columns of standard deviation e^X",
                volatility,
                KnownValue.Exact(volatility.Nats),
                PointMap.Columnwise(1, static v => -0.5 * Math.Log(v))),
            Task(
                "energy-8x1",
                "gamma",
                "X eight normal columns, Y = |X|²/W with W ~ χ² of 20 degrees of freedom",
                energy,
                KnownValue.Exact(energy.Nats)),
        ];
    }

    private static IEnumerable<KnownDistribution> Spherical()
    {
        BallLaw ball = new(3, 3);
        WrappedCauchyLaw circle = new(2, 0.85);
        WrappedCauchyLaw sensors = new(1, 0.9);
        DirectionLaw directions = new(4);
        return
        [
            Task(
                "ball-3x3",
                "spherical",
                "a point even in the ball of six dimensions, X the first three coordinates",
                ball,
                KnownValue.Exact(ball.Nats)),
            Task(
                "variance-gamma-4x4",
                "spherical",
                "√W times eight normal columns, W ~ Gamma(1.5), X four of them",
                new VarianceGammaLaw(),
                KnownValue.Integrated(0.210160537652)),
            Task(
                "rayleigh",
                "spherical",
                "lengths of two complex normal numbers, ρ = 0.95",
                new RayleighLaw(0.95),
                KnownValue.Integrated(0.751736065724)),
            Task(
                "circular-2x2",
                "circular",
                "points of the unit circle at even angle a, and at 2a plus wrapped Cauchy noise, mean length 0.85",
                circle,
                KnownValue.Exact(circle.Nats),
                PointMap.OnCircle,
                PointMap.OnCircle),
            Task(
                "sensors-12x12",
                "circular",
                "even angle a, and a plus wrapped Cauchy noise, mean length 0.9, each seen as e^(3 cos(a − c) − 3) at twelve even c",
                sensors,
                KnownValue.Exact(sensors.Nats),
                PointMap.Sensors(12),
                PointMap.Sensors(12)),
            Task(
                "directions-3x3",
                "circular",
                "vectors of space, lengths e^N(0, 1), X of even direction, that of Y von Mises-Fisher about it, κ = 4",
                directions,
                KnownValue.Exact(directions.Nats)),
        ];
    }

    private static IEnumerable<KnownDistribution> Functions()
    {
        CheckerboardLaw board = new(6, 0.95);
        ParityLaw parity = new(3, 0.98);
        CauchyNoiseLaw near = new(0.5);
        CauchyNoiseLaw far = new(2);
        AdditiveUniformLaw uniform = new(0.4);
        ClaytonLaw clayton = new(2);
        GammaExponentialLaw gamma = new(0.5);
        return
        [
            Task(
                "sawtooth",
                "function",
                "X ~ U(0, 1), Y = frac(3X) + 0.03 Exp(1)",
                new SawtoothLaw(3, 0.03),
                KnownValue.Integrated(2.555905919325)),
            Task(
                "steps",
                "function",
                "X ~ U(0, 1), Y = 0, 3, 1, 4, 2 on fifths of it, plus Laplace noise of scale 0.25",
                new StepsLaw([0, 3, 1, 4, 2], 0.25),
                KnownValue.Integrated(1.294405666528)),
            Task(
                "checkerboard",
                "function",
                "6 × 6 cells of the unit square, even on the black with probability 0.95, else on the white",
                board,
                KnownValue.Exact(board.Nats)),
            Task(
                "parity-3x1",
                "function",
                "X three normal columns, Y normal, with the sign of the product of X with probability 0.98, else the other",
                parity,
                KnownValue.Exact(parity.Nats)),
            Task(
                "lissajous",
                "function",
                "90 alike N((cos 3t, sin 2t), 0.08² I), t = 2πk/90",
                LissajousLaw(),
                KnownValue.Integrated(0.230336080006)),
            Task(
                "cauchy-noise-2x2",
                "function",
                "X two Cauchy columns, Y = X + Cauchy noise of scales 0.5 and 2",
                new SideBySideLaw(near, far),
                KnownValue.Exact(near.Nats + far.Nats)),
            Task(
                "blended-sources-3x3",
                "function",
                "the pairs X ~ U(0, 1), Y = X + U(−0.4, 0.4); Clayton's copula, θ = 2; X ~ Gamma(0.5), Y ~ ln of Exp with "
                + "rate X; on each side all columns become the sum of all less twice themselves",
                new SideBySideLaw(uniform, clayton, gamma),
                KnownValue.Exact(uniform.Nats + clayton.Nats + gamma.Nats),
                PointMap.Blend(3),
                PointMap.Cyclic(3, static y => y, static y => y, static y => Math.Log(y)).Then(PointMap.Blend(3))),
        ];
    }

    private static IEnumerable<KnownDistribution> Normal()
    {
        GaussianLaw windows = WindowsLaw();
        GaussianLaw field = FieldLaw();
        GaussianLaw factors = FactorsLaw();
        return
        [
            Task(
                "berkson-3x3",
                "selected",
                "six normal columns, of which only rows with a sum over 5 are kept",
                new SelectedNormalLaw(3, 3, 5),
                KnownValue.Integrated(0.834791663092)),
            Task(
                "skew-normal-2x6",
                "selected",
                "eight columns 0.9 |Z| + √0.19 E, normal Z the same for all, X two of them",
                new SkewNormalLaw(2, 6, 0.9),
                KnownValue.Integrated(0.545430243651)),
            Task(
                "windows-8x8",
                "normal",
                "e^ of 16 steps in a row of an autoregression, φ = 0.95, variance 1, plus noise of variance 0.1; "
                + "X the first eight, Y the rest",
                windows,
                KnownValue.Exact(windows.Nats),
                PointMap.Columnwise(Window, Math.Exp),
                PointMap.Columnwise(Window, Math.Exp)),
            Task(
                "field-9x9",
                "normal",
                "e^ of a normal field on a grid of 3 × 6, covariance e^(−distance/2), X the left half",
                field,
                KnownValue.Exact(field.Nats),
                PointMap.Columnwise(9, Math.Exp),
                PointMap.Columnwise(9, Math.Exp)),
            Task(
                "three-factors-20x20",
                "normal",
                "columns i = 0…19 of each side (−1)^i (0.6 + 0.2 (i mod 4)) F + N(0, 1), normal F the (i mod 3)-th of "
                + "three factors that the sides share; columns then in turn e^x, x³, 1/(1 + e^−2x), sinh 2x",
                factors,
                KnownValue.Exact(factors.Nats),
                FactorMargins,
                FactorMargins),
        ];
    }

    private static IEnumerable<KnownDistribution> Mixtures() =>
    [
        Task(
            "regimes-10x10",
            "mixture",
            "0.4 ten normal pairs, ρ = 0.6, + 0.4 the same, ρ = −0.6, + 0.2 all independent of standard deviation 2",
            RegimesLaw(),
            KnownValue.Drawn(1.549498, 0.000407, MixtureDistributions.Draws)),
        Task(
            "gross-errors-4x4",
            "mixture",
            "four normal pairs, ρ = 0.7; with probability 0.1 for each side on its own, its columns are N(0, 100 I) instead",
            GrossErrorsLaw(),
            KnownValue.Drawn(1.086974, 0.000334, MixtureDistributions.Draws)),
    ];

    private static PointMap FactorMargins { get; } = PointMap.Cyclic(
        FactorColumns, Math.Exp, static x => x * x * x, static x => 1 / (1 + Math.Exp(-2 * x)), static x => Math.Sinh(2 * x));

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    // The survival function 1/(1 + x) of an exponential number over an exponential rate.
    private static double LomaxRank(double x) => 1 / (1 + x);

    private static GaussianMixtureLaw LissajousLaw() => new(1, 1,
    [
        .. Enumerable.Range(0, Beads).Select(i => (
            1.0 / Beads,
            new[] { Math.Cos(3 * Math.Tau * i / Beads), Math.Sin(2 * Math.Tau * i / Beads) },
            Covariances.Pair(0.0064, 0.0064, 0))),
    ]);

    private static GaussianLaw WindowsLaw() => new(
        Fill(2 * Window, static (i, j) => Math.Pow(0.95, Math.Abs(i - j)) + (i == j ? 0.1 : 0)), Window, Window);

    // Sites column by column of the grid, so that the first nine are the left half.
    private static GaussianLaw FieldLaw() => new(
        Fill(18, static (i, j) => Math.Exp(-0.5 * double.Hypot((i / 3) - (j / 3), (i % 3) - (j % 3)))), 9, 9);

    private static GaussianLaw FactorsLaw() => new(
        Fill(2 * FactorColumns, static (i, j) =>
        {
            (int a, int b) = (i % FactorColumns, j % FactorColumns);
            return (a % 3 == b % 3 ? Loading(a) * Loading(b) : 0) + (i == j ? 1 : 0);
        }),
        FactorColumns,
        FactorColumns);

    private static double Loading(int column) => (column % 2 == 0 ? 1 : -1) * (0.6 + (0.2 * (column % 4)));

    private static GaussianMixtureLaw RegimesLaw() => new(
        10,
        10,
        (0.4, new double[20], Pairs(10, 0.6)),
        (0.4, new double[20], Pairs(10, -0.6)),
        (0.2, new double[20], Fill(20, static (i, j) => i == j ? 4 : 0)));

    private static GaussianMixtureLaw GrossErrorsLaw() => new(
        4,
        4,
        (0.81, new double[8], Pairs(4, 0.7)),
        (0.09, new double[8], Fill(8, static (i, j) => i != j ? 0 : i < 4 ? 100 : 1)),
        (0.09, new double[8], Fill(8, static (i, j) => i != j ? 0 : i < 4 ? 1 : 100)),
        (0.01, new double[8], Fill(8, static (i, j) => i == j ? 100 : 0)));

    private static double[,] Pairs(int count, double correlation) =>
        Fill(2 * count, (i, j) => i == j ? 1 : i % count == j % count ? correlation : 0);

    private static double[,] Fill(int dimension, Func<int, int, double> covariance)
    {
        double[,] filled = new double[dimension, dimension];
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j < dimension; j++)
            {
                filled[i, j] = covariance(i, j);
            }
        }

        return filled;
    }

    private static KnownDistribution Task(
        string id, string family, string description, JointLaw law, KnownValue truth, PointMap? x = null, PointMap? y = null) =>
        new(id, KnownTruths.KeptApart, family, description, law, truth, x, y);
}
