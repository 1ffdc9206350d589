using Xunit;

namespace Infometer.Tests;

/// <summary>
/// The truths of <c>kept-apart</c> that are no means of draws, computed again from densities, sums or determinants written down here.
/// No estimator is run: nobody is to see what one says there.
/// </summary>
public class KnownTruthKeptApartTests(ITestOutputHelper output)
{
    private static readonly double[] s_cosines = [.. Enumerable.Range(0, 400).Select(i => Math.Cos(Math.Tau * i / 400))];

    private delegate double LogDensity(double x, double y);

    [Fact]
    public void Group_IsLarge_OfContinuousSides_AndOfTheStatedRange()
    {
        KnownDistribution[] all = [.. KnownTruths.Select(["kept-apart"])];
        Assert.True(all.Length >= 24);
        Assert.All(all, d => Assert.Equal(("mi", VariableKind.Continuous, VariableKind.Continuous), (d.MeasureId, d.X.Kind, d.Y.Kind)));
        Assert.All(all, d => Assert.InRange(d.Truth, 0.05, 3));
        Assert.All(all, d => Assert.InRange(Math.Max(d.X.Dimension, d.Y.Dimension), 1, 20));
        Assert.All(all, d => Assert.Equal(Standardization.None, d.Scale));
    }

    // The densities of copulas are mixed second derivatives of the distribution functions.
    [Fact]
    public void Copulas_HaveTheDensitiesOfTheirDistributionFunctions()
    {
        (string Id, Func<double, double, double> Cdf)[] copulas =
        [
            ("plackett-12", static (u, v) =>
            {
                double sum = 1 + (11 * (u + v));
                return (sum - Math.Sqrt((sum * sum) - (4 * 12 * 11 * u * v))) / 22;
            }),
            ("morgenstern-exponential", static (u, v) => u * v * (1 + ((1 - u) * (1 - v)))),
            ("bb1-heavy", static (u, v) => Math.Pow(
                1 + Math.Pow(Math.Pow(Math.Pow(u, -0.5) - 1, 1.6) + Math.Pow(Math.Pow(v, -0.5) - 1, 1.6), 1 / 1.6), -2)),
        ];
        const double H = 1e-3;
        foreach ((string id, Func<double, double, double> cdf) in copulas)
        {
            CopulaLaw law = (CopulaLaw)KnownTruths.Get(id).Law;
            for (double u = 0.05; u < 1; u += 0.1)
            {
                for (double v = 0.05; v < 1; v += 0.1)
                {
                    double Mixed(double h) => (cdf(u + h, v + h) - cdf(u + h, v - h) - cdf(u - h, v + h) + cdf(u - h, v - h)) / (4 * h * h);
                    double density = ((4 * Mixed(H)) - Mixed(2 * H)) / 3;
                    Assert.Equal(1, Math.Exp(law.LogDensity(u, v)) / density, 2e-4);
                }
            }
        }
    }

    [Theory]
    [InlineData("plackett-12")]
    [InlineData("bb1-heavy")]
    [InlineData("morgenstern-exponential")]
    public void Copulas(string id)
    {
        CopulaLaw law = (CopulaLaw)KnownTruths.Get(id).Law;
        (double mass, double nats) = (0, 0);
        const double Step = 1.0 / 32;
        for (double a = -8; a <= 8; a += Step)
        {
            for (double b = -8; b <= 8; b += Step)
            {
                double log = law.LogDensity(SpecialFunctions.NormalCdf(a), SpecialFunctions.NormalCdf(b));
                double p = Math.Exp(log - (0.5 * ((a * a) + (b * b)))) * Step * Step / (2 * Math.PI);
                mass += p;
                nats += p == 0 ? 0 : p * log;
            }
        }

        Assert.Equal(1, mass, 1e-9);
        Check(id, nats);
    }

    // Uniform U₁, U₂ of the vine as normal scores, Y too: the sum over a grid of three dimensions.
    [Fact]
    public void Vine()
    {
        JointLaw law = KnownTruths.Get("vine-2x1").Law;
        ClaytonLaw within = new(1);
        const double Step = 0.125;
        double[] scores = [.. Enumerable.Range(-60, 121).Select(i => i * Step)];
        double[] ranks = [.. scores.Select(SpecialFunctions.NormalCdf)];
        double[] weights = [.. scores.Select(z => Step * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI))];
        (double mass, double nats) = (0, 0);
        for (int i = 0; i < ranks.Length; i++)
        {
            for (int j = 0; j < ranks.Length; j++)
            {
                double x = weights[i] * weights[j] * Math.Exp(within.LogDensity(ranks[i], ranks[j]));
                for (int k = 0; x > 1e-16 && k < ranks.Length; k++)
                {
                    double log = law.Pointwise([ranks[i], ranks[j], ranks[k]]);
                    double p = x * weights[k] * Math.Exp(log);
                    mass += p;
                    nats += p == 0 ? 0 : p * log;
                }
            }
        }

        Assert.Equal(1, mass, 1e-6);
        Check("vine-2x1", nats, 1e-6);
    }

    // The ratio depends on the sums alone, which are again of this kind; in logarithms densities are smooth and die out.
    [Theory]
    [InlineData("clayton-1-1x8", 1, 1, 8)]
    [InlineData("pareto-3x3", 0.8, 3, 3)]
    public void SharedGamma(string id, double common, double x, double y) => Check(id, Integrate(
        (s, t) => (x * s) + (y * t) - ((common + x + y) * Math.Log(1 + Math.Exp(s) + Math.Exp(t))) - LogBeta(x, y, common),
        s => LogRatioOfGammas(x, common, s),
        t => LogRatioOfGammas(y, common, t),
        (-45, 60)));

    // Sums of shares, as s = e^a/(1 + e^a) and t = (1 − s) e^b/(1 + e^b).
    [Theory]
    [InlineData("dirichlet-2x3", 3, 5.2, 1.5)]
    [InlineData("order-5-6-of-10", 5, 5, 1)]
    public void Shares(string id, double x, double y, double left)
    {
        double total = x + y + left;
        Check(id, Integrate(-40, 40, a => Integrate(-60, 60, b =>
        {
            (double logS, double logNotS) = (-Softplus(-a), -Softplus(a));
            (double logPart, double logRest) = (-Softplus(-b), -Softplus(b));
            double logT = logNotS + logPart;
            double joint = ((x - 1) * logS) + ((y - 1) * logT) + ((left - 1) * (logNotS + logRest)) - LogBeta(x, y, left);
            double notT = Math.Exp(logS) + Math.Exp(logNotS + logRest);
            double margins = ((x - 1) * logS) + ((total - x - 1) * logNotS) + ((y - 1) * logT) + ((total - y - 1) * Math.Log(notT))
                - LogBeta(x, total - x) - LogBeta(y, total - y);
            return Math.Exp(joint + logS + (2 * logNotS) + logPart + logRest) * (joint - margins);
        }, 0.125), 0.125));
    }

    [Fact]
    public void GammaSum()
    {
        static double Entropy(double shape) => Integrate(-80, 8, t =>
        {
            double log = ((shape - 1) * t) - Math.Exp(t) - SpecialFunctions.LogGamma(shape);
            return -Math.Exp(log + t) * log;
        });
        Check("gamma-sum", Entropy(3.7) - Entropy(0.7));
    }

    // Over the smaller side and the difference, both in logarithms, twice for the two orders.
    [Fact]
    public void CommonWait()
    {
        double nats = 2 * Integrate(-45, 5, s => Integrate(-45, 5, t =>
        {
            (double m, double d) = (Math.Exp(s), Math.Exp(t));
            double log = (-2 * m) - d + LogExpMinusOne(m);
            return Math.Exp(log + s + t) * (LogExpMinusOne(m) - s - Math.Log(m + d));
        }, 0.0625), 0.0625);
        Check("common-wait", nats);
        Assert.Equal((2 * 0.5772156649015329) - 1, KnownTruths.Get("common-wait").Truth, 1e-12);
    }

    [Fact]
    public void Volatility() => Check("volatility-1x6", Integrate(
        static (s, t) => LogGammaDensity(2, s) + LogGammaDensity(3, s + t),
        static s => LogGammaDensity(2, s),
        static t => LogRatioOfGammas(3, 2, t),
        (-30, 30)));

    [Fact]
    public void Energy() => Check("energy-8x1", Integrate(
        static (s, t) => LogGammaDensity(4, s) + LogGammaDensity(10, s - t),
        static s => LogGammaDensity(4, s),
        static t => LogRatioOfGammas(4, 10, t),
        (-15, 15)));

    // r = 1/(1 + e^−t) makes the edge of the ball smooth; volumes of balls of 3 and 6 dimensions.
    [Fact]
    public void Ball()
    {
        double solid = Math.Pow(Math.PI, 3) / 6;
        double ball = 4 * Math.PI / 3;
        double meanLog = Integrate(-40, 40, t =>
        {
            double r = 1 / (1 + Math.Exp(-t));
            double rest = (1 + r) / (1 + Math.Exp(t));
            double density = 4 * Math.PI * r * r * ball * Math.Pow(rest, 1.5) / solid;
            return density * r / (1 + Math.Exp(t)) * Math.Log(ball * Math.Pow(rest, 1.5) / solid);
        });
        Check("ball-3x3", -Math.Log(solid) - (2 * meanLog));
    }

    // The densities at a distance as integrals over ln W, then the entropies of shells.
    [Fact]
    public void VarianceGamma()
    {
        static double LogDensityAt(int k, double logDistance)
        {
            double square = Math.Exp(2 * logDistance);
            double Exponent(double t) => ((1.5 - (0.5 * k)) * t) - Math.Exp(t) - (0.5 * square * Math.Exp(-t));
            double centre = Math.Max(-50, logDistance);
            double peak = Exponent(centre);
            double sum = Integrate(-100, 10, t => Math.Exp(Exponent(t) - peak), 0.0625);
            return peak + Math.Log(sum) - SpecialFunctions.LogGamma(1.5) - (0.5 * k * Math.Log(2 * Math.PI));
        }

        static double Entropy(int k)
        {
            double logShell = Math.Log(2) + (0.5 * k * Math.Log(Math.PI)) - SpecialFunctions.LogGamma(0.5 * k);
            (double mass, double entropy) = (0, 0);
            const double Step = 1.0 / 32;
            for (double s = -14; s <= 4; s += Step)
            {
                double log = LogDensityAt(k, s);
                Assert.Equal(log, VarianceGammaLaw.LogDensity(k, Math.Exp(s)), 1e-9);
                double p = Math.Exp(logShell + (k * s) + log) * Step;
                mass += p;
                entropy -= p * log;
            }

            Assert.Equal(1, mass, 1e-10);
            return entropy;
        }

        Check("variance-gamma-4x4", (2 * Entropy(4)) - Entropy(8));
    }

    // The joint density as an integral over the angle between the two numbers.
    [Fact]
    public void Rayleigh()
    {
        const double Rho = 0.95;
        const double S = 1 - (Rho * Rho);
        double Log(double x, double y)
        {
            double z = Rho * x * y / S;
            return LogMeanOverCircle(z) + Math.Log(x * y / S) - (((x * x) + (y * y)) / (2 * S));
        }

        double ratio = Log(1.3, 2.1) - Math.Log(1.3 * 2.1) + (0.5 * ((1.3 * 1.3) + (2.1 * 2.1)));
        Assert.Equal(ratio, new RayleighLaw(Rho).LogRatio(1.3, 2.1), 1e-12);
        double nats = Integrate(-16, 2.25, s => Integrate(-16, 2.25, t =>
        {
            (double x, double y) = (Math.Exp(s), Math.Exp(t));
            double squares = 0.5 * ((x * x) + (y * y));
            if (Math.Abs(x - y) > 3)
            {
                return 0;
            }

            double log = Log(x, y);
            return Math.Exp(log + s + t) * (log - s - t + squares);
        }, 0.0625), 0.0625);
        Check("rayleigh", nats);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    [InlineData(24.9)]
    [InlineData(25.1)]
    [InlineData(300)]
    public void LogBessel_IsTheMeanOverTheCircle(double z) => Assert.Equal(LogMeanOverCircle(z), RayleighLaw.LogBessel(z), 1e-12);

    [Theory]
    [InlineData("circular-2x2", 0.85)]
    [InlineData("sensors-12x12", 0.9)]
    public void Circular(string id, double r) => Check(id, Enumerable.Range(0, 2_000).Average(i =>
    {
        double ratio = (1 - (r * r)) / (1 + (r * r) - (2 * r * Math.Cos(Math.Tau * i / 2_000)));
        return ratio * Math.Log(ratio);
    }));

    // The cosine w is even between −1 and 1 where nothing is shared; w = tanh t.
    [Fact]
    public void Directions() => Check("directions-3x3", Integrate(-25, 25, static t =>
    {
        double w = Math.Tanh(t);
        double log = (4 * w) + Math.Log(4 / Math.Sinh(4));
        return 0.5 * Math.Exp(log) * log / (Math.Cosh(t) * Math.Cosh(t));
    }));

    // h(Y) in two stretches, each with ends pressed flat: y = e^t/(1 + e^t) below 1, 1 + e^t above.
    [Fact]
    public void Sawtooth()
    {
        const double B = 0.03;
        double below = Integrate(-40, 40, static t =>
        {
            double y = 1 / (1 + Math.Exp(-t));
            double p = Math.Exp(LogExpMinusOne(y / B) - (y / B));
            return -p * Math.Log(p) * y / (1 + Math.Exp(t));
        }, 1.0 / 128);
        double above = Integrate(-40, 3, static t =>
        {
            double log = (-Math.Exp(t) / B) + Math.Log(1 - Math.Exp(-1 / B));
            return -Math.Exp(log + t) * log;
        });
        Check("sawtooth", below + above - 1 - Math.Log(B));
    }

    // h(Y) in stretches between the heights 0, 1, 2, 3, 4.
    [Fact]
    public void Steps()
    {
        const double B = 0.25;
        double Minus(double y)
        {
            double p = Enumerable.Range(0, 5).Average(h => Math.Exp(-Math.Abs(y - h) / B) / (2 * B));
            return -p * Math.Log(p);
        }

        double entropy = 2 * Integrate(-40, 4, t => Minus(-Math.Exp(t)) * Math.Exp(t));
        for (int h = 0; h < 4; h++)
        {
            entropy += Integrate(-40, 40, t => Minus(h + (1 / (1 + Math.Exp(-t)))) / ((1 + Math.Exp(t)) * (1 + Math.Exp(-t))));
        }

        Check("steps", entropy - 1 - Math.Log(2 * B));
    }

    [Fact]
    public void TablesOfCells()
    {
        double[,] board = new double[6, 6];
        for (int i = 0; i < 36; i++)
        {
            board[i / 6, i % 6] = (((i / 6) + (i % 6)) % 2 == 0 ? 0.95 : 0.05) / 18;
        }

        Check("checkerboard", new TableLaw(board).Nats);
        double[,] parity = new double[8, 2];
        for (int i = 0; i < 8; i++)
        {
            int even = (i + (i >> 1) + (i >> 2)) & 1;
            (parity[i, even], parity[i, 1 - even]) = (0.98 / 8, 0.02 / 8);
        }

        Check("parity-3x1", new TableLaw(parity).Nats);
    }

    [Fact]
    public void Lissajous()
    {
        const double S = 0.08;
        const double Step = 0.02;
        double[] grid = [.. Enumerable.Range(-100, 201).Select(i => i * Step)];
        double[][] x = [.. grid.Select(a => Kernels(a, static t => Math.Cos(3 * t)))];
        double[][] y = [.. grid.Select(a => Kernels(a, static t => Math.Sin(2 * t)))];
        double[] marginX = [.. x.Select(k => k.Average())];
        double[] marginY = [.. y.Select(k => k.Average())];
        double nats = 0;
        for (int i = 0; i < grid.Length; i++)
        {
            for (int j = 0; j < grid.Length; j++)
            {
                double joint = Dot(x[i], y[j]) / 90;
                nats += joint < 1e-250 ? 0 : Step * Step * joint * Math.Log(joint / (marginX[i] * marginY[j]));
            }
        }

        Check("lissajous", nats);

        static double Dot(double[] a, double[] b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum;
        }

        static double[] Kernels(double at, Func<double, double> curve) =>
            [.. Enumerable.Range(0, 90).Select(i => Normal((at - curve(Math.Tau * i / 90)) / S) / S)];
    }

    // x = sinh t, where the Cauchy density is 1/(π cosh t).
    [Fact]
    public void CauchyNoise()
    {
        static double Entropy(double scale) => Math.Log(scale) + Integrate(
            -45, 45, static t => Math.Log(Math.PI * Math.Cosh(t) * Math.Cosh(t)) / (Math.PI * Math.Cosh(t)));
        Check("cauchy-noise-2x2", Entropy(1.5) - Entropy(0.5) + Entropy(3) - Entropy(2));
    }

    [Fact]
    public void BlendedSources()
    {
        double additive = 0.4 - Math.Log(0.8);
        double clayton = Math.Log(3) - (2.0 / 3);
        double gamma = 2 - 0.5772156649015329 - (2 * Math.Log(2)) + Math.Log(2); // ψ(3/2) − ln ½
        Check("blended-sources-3x3", additive + clayton + gamma);
        double[] to = new double[3];
        PointMap.Blend(3).Apply([1, 2, 4], to);
        Assert.Equal([5, 3, -1], to);
    }

    // I = E ln P − ln P(kept | S_x) − ln P(kept | S_y), the sum S of three columns being normal, of variance 3, times P(kept | S).
    [Fact]
    public void Berkson()
    {
        double share = SpecialFunctions.NormalCdf(-5 / Math.Sqrt(6));
        double mean = Integrate(-20, 20, s =>
        {
            double kept = SpecialFunctions.NormalCdf((s - 5) / Math.Sqrt(3));
            return kept == 0 ? 0 : Normal(s / Math.Sqrt(3)) / Math.Sqrt(3) * kept / share * Math.Log(kept);
        });
        Check("berkson-3x3", Math.Log(share) - (2 * mean));
    }

    // Means of the columns of a side are enough: 0.9 |Z| plus normal numbers of variance 0.19/2 and 0.19/6.
    [Fact]
    public void SkewNormal()
    {
        (double s, double t) = (Math.Sqrt(0.19 / 2), Math.Sqrt(0.19 / 6));
        const double Step = 1.0 / 32;
        double[] x = [.. Enumerable.Range(-100, 400).Select(i => i * Step)];
        SkewNormalLaw law = (SkewNormalLaw)KnownTruths.Get("skew-normal-2x6").Law;
        double Margin(double at, double deviation)
        {
            // Φ from completing the square, for one column of this deviation.
            double variance = 0.81 + (deviation * deviation);
            return 2 * Normal(at / Math.Sqrt(variance)) / Math.Sqrt(variance)
                * SpecialFunctions.NormalCdf(0.9 * at / (deviation * Math.Sqrt(variance)));
        }

        double Joint(double a, double b)
        {
            double precision = 1 + (0.81 / (s * s)) + (0.81 / (t * t));
            double mean = ((0.9 * a / (s * s)) + (0.9 * b / (t * t))) / precision;
            double rest = (a * a / (s * s)) + (b * b / (t * t)) - (precision * mean * mean);
            return Math.Exp(-0.5 * rest) / (Math.PI * s * t * Math.Sqrt(precision))
                * SpecialFunctions.NormalCdf(mean * Math.Sqrt(precision));
        }

        double direct = Integrate(1.0 / 8192, 10, z =>
            2 * Normal(z) * Normal((0.7 - (0.9 * z)) / s) * Normal((0.9 - (0.9 * z)) / t) / (s * t), 1.0 / 4096);
        Assert.Equal(direct, Joint(0.7, 0.9), 1e-6);
        Assert.Equal(Math.Log(Joint(0.7, 0.9) / (Margin(0.7, s) * Margin(0.9, t))), law.LogRatio(2 * 0.7, 6 * 0.9), 1e-11);
        double nats = 0;
        foreach (double a in x)
        {
            foreach (double b in x)
            {
                double joint = Joint(a, b);
                nats += joint < 1e-250 ? 0 : Step * Step * joint * Math.Log(joint / (Margin(a, s) * Margin(b, t)));
            }
        }

        Check("skew-normal-2x6", nats);
    }

    // Determinants by elimination, of covariances that are written down again.
    [Fact]
    public void Normals()
    {
        Check("windows-8x8", InformationOf(16, 8, static (i, j) => Math.Pow(0.95, Math.Abs(i - j)) + (i == j ? 0.1 : 0)));
        Check("field-9x9", InformationOf(18, 9, static (i, j) =>
        {
            (int right, int down) = ((i / 3) - (j / 3), (i % 3) - (j % 3));
            return Math.Exp(-Math.Sqrt((right * right) + (down * down)) / 2);
        }));

        // Given its columns, a factor has the precision 1 + Σ a²; factors share nothing.
        double[] signal = new double[3];
        for (int i = 0; i < 20; i++)
        {
            signal[i % 3] += Math.Pow(0.6 + (0.2 * (i % 4)), 2);
        }

        Check("three-factors-20x20", signal.Sum(a => 0.5 * Math.Log((1 + a) * (1 + a) / (1 + (2 * a)))));
    }

    private static double InformationOf(int dimension, int dimensionX, Func<int, int, double> covariance)
    {
        double LogDeterminant(int from, int to)
        {
            int n = to - from;
            double[,] a = new double[n, n];
            for (int i = 0; i < n * n; i++)
            {
                a[i / n, i % n] = covariance(from + (i / n), from + (i % n));
            }

            double sum = 0;
            for (int k = 0; k < n; k++)
            {
                sum += Math.Log(a[k, k]);
                for (int i = k + 1; i < n; i++)
                {
                    double factor = a[i, k] / a[k, k];
                    for (int j = k; j < n; j++)
                    {
                        a[i, j] -= factor * a[k, j];
                    }
                }
            }

            return sum;
        }

        return 0.5 * (LogDeterminant(0, dimensionX) + LogDeterminant(dimensionX, dimension) - LogDeterminant(0, dimension));
    }

    // ln of the mean of e^(z cos t), which is I₀(z): exact to rounding by this rule.
    private static double LogMeanOverCircle(double z)
    {
        double sum = 0;
        foreach (double cosine in s_cosines)
        {
            sum += Math.Exp(z * (cosine - 1));
        }

        return z + Math.Log(sum / s_cosines.Length);
    }

    private static double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    private static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    private static double LogExpMinusOne(double x) => x < 1e-5 ? Math.Log(x) + (0.5 * x) : x + SpecialFunctions.LogOnePlus(-Math.Exp(-x));

    private static double LogBeta(params double[] shapes) =>
        shapes.Sum(SpecialFunctions.LogGamma) - SpecialFunctions.LogGamma(shapes.Sum());

    // The density of ln G, G a gamma variable.
    private static double LogGammaDensity(double shape, double t) => (shape * t) - Math.Exp(t) - SpecialFunctions.LogGamma(shape);

    // The density of ln(G/H), G and H gamma variables.
    private static double LogRatioOfGammas(double shape, double divisor, double t) =>
        (shape * t) - ((shape + divisor) * Softplus(t)) - LogBeta(shape, divisor);

    private static double Integrate(LogDensity joint, Func<double, double> x, Func<double, double> y, (double Low, double High) range) =>
        Integrate(range.Low, range.High, s => Integrate(range.Low, range.High, t =>
        {
            double log = joint(s, t);
            return log < -600 ? 0 : Math.Exp(log) * (log - x(s) - y(t));
        }, 0.125), 0.125);

    private static double Integrate(double low, double high, Func<double, double> f, double step = 1.0 / 64)
    {
        double sum = 0;
        for (double x = low; x <= high; x += step)
        {
            sum += f(x);
        }

        return sum * step;
    }

    private void Check(string id, double nats, double tolerance = 1e-9)
    {
        output.WriteLine(FormattableString.Invariant($"{id} {nats:0.000000000000}"));
        KnownDistribution known = KnownTruths.Get(id);
        Assert.Contains(known.Origin, (string[])["closed form", "quadrature"]);
        Assert.Equal(nats, known.Truth, tolerance);
    }
}
