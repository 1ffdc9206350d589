using Xunit;

namespace Infometer.Tests;

/// <summary>The local non-uniformity correction.</summary>
public class LncTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(1.0)]
    public void Evaluate_OnPairs_IsTheFormula(double alpha)
    {
        (double[] x, double[] y) = NeighborData.Pairs(80, 0.95, 3);
        const int k = 4;
        double[] expected = new double[80];
        for (int i = 0; i < 80; i++)
        {
            int[] near =
            [
                .. Enumerable.Range(0, 80).Where(j => j != i)
                    .OrderBy(j => Math.Max(Math.Abs(x[j] - x[i]), Math.Abs(y[j] - y[i]))).Take(k),
            ];
            double reachX = near.Max(j => Math.Abs(x[j] - x[i]));
            double reachY = near.Max(j => Math.Abs(y[j] - y[i]));
            int nx = Enumerable.Range(0, 80).Count(j => j != i && Math.Abs(x[j] - x[i]) <= reachX);
            int ny = Enumerable.Range(0, 80).Count(j => j != i && Math.Abs(y[j] - y[i]) <= reachY);
            expected[i] = SpecialFunctions.Digamma(k) - (1.0 / k) + SpecialFunctions.Digamma(80)
                - SpecialFunctions.Digamma(nx) - SpecialFunctions.Digamma(ny);

            // The principal axis of a 2 × 2 second moment has the angle ½ atan2(2b, a − c).
            double a = near.Sum(j => (x[j] - x[i]) * (x[j] - x[i]));
            double b = near.Sum(j => (x[j] - x[i]) * (y[j] - y[i]));
            double c = near.Sum(j => (y[j] - y[i]) * (y[j] - y[i]));
            (double sin, double cos) = Math.SinCos(Math.Atan2(2 * b, a - c) / 2);
            double along = near.Max(j => Math.Abs((cos * (x[j] - x[i])) + (sin * (y[j] - y[i]))));
            double across = near.Max(j => Math.Abs((cos * (y[j] - y[i])) - (sin * (x[j] - x[i]))));
            double share = along * across / (reachX * reachY);
            expected[i] += share < alpha ? -Math.Log(share) : 0;
        }

        TermEstimate estimate = new Lnc { Neighbors = k, Alpha = alpha }
            .Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Numeric(y));
        Assert.Equal(expected.Average(), estimate.Nats, 1e-11);
        Assert.All(expected.Zip(estimate.Locals.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    public void Evaluate_OfANoisyLine_IsItsInformation(double noise)
    {
        // x uniform on [0, 1], y = x + uniform on [0, θ]: I = −ln θ + θ/2. Without the correction n = 500 ends below ln 500 = 6.2.
        double truth = -Math.Log(noise) + (noise / 2);
        (Variable x, Variable y) = Line(500, noise, 1);
        Assert.Equal(truth, new Lnc().Evaluate(NeighborData.Pair, x, y).Nats, 0.3);
        Assert.True(new Lnc { Alpha = 0 }.Evaluate(NeighborData.Pair, x, y).Nats < 6);
    }

    [Fact]
    public void Evaluate_OfThreeNoisyLines_IsTheirTotalCorrelation()
    {
        const double Noise = 1e-5;
        (Variable x, Variable y) = Line(500, Noise, 2);
        Rng rng = Rng.For(7, "third");
        double[] z = new double[500];
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = x.Values.Span[i] + (Noise * rng.NextDouble());
        }

        double value = new Lnc().Evaluate(NeighborData.Correlation(3), x, y, NeighborData.Numeric(z)).Nats;
        Assert.Equal(-2 * Math.Log(Noise), value, 0.5);
    }

    [Fact]
    public void Evaluate_OfIndependentVariables_IsCorrectedALittle()
    {
        // What the default threshold costs where there is nothing: few neighbourhoods of five are that flat by chance.
        double mean = NeighborData.MeanOver(20, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(300, 0, seed);
            return new Lnc().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Numeric(y)).Nats;
        });
        Assert.InRange(mean, -0.02, 0.2);
    }

    [Fact]
    public void Evaluate_OfWideArguments_LeavesOutWhatTheirColumnsShare()
    {
        // The columns of X nearly equal each other; Y depends on X as a normal variable of correlation 0.8 does.
        double mean = NeighborData.MeanOver(10, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(400, 0.8, seed);
            double[] noise = NeighborData.Normals(400, 1, seed + 50);
            double[] wide = [.. x.SelectMany((v, i) => new[] { v, v + (1e-4 * noise[i]) })];
            return new Lnc { Neighbors = 6 }.Evaluate(NeighborData.Pair, NeighborData.Numeric(wide, 2), NeighborData.Numeric(y)).Nats;
        });
        Assert.Equal(-0.5 * Math.Log(0.36), mean, 0.35);
    }

    [Fact]
    public void Evaluate_SwappedOrReordered_IsTheSame()
    {
        (Variable x, Variable y) = Line(150, 1e-3, 4);
        double value = new Lnc().Evaluate(NeighborData.Pair, x, y).Nats;
        Assert.Equal(value, new Lnc().Evaluate(NeighborData.Pair, y, x).Nats, 1e-9);
        Assert.Equal(value, new Lnc().Evaluate(NeighborData.Pair, NeighborData.Shuffled(5, x, y)).Nats, 1e-9);
    }

    [Fact]
    public void Evaluate_OfACopyOrAConstant_IsUndefined()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(100, 1, 1));
        TermEstimate copy = new Lnc().Evaluate(NeighborData.Pair, x, x);
        Assert.True(double.IsNaN(copy.Nats));
        Assert.Equal(100, copy.Neighbors!.TiedRows);
        Assert.True(double.IsNaN(new Lnc().Evaluate(NeighborData.Pair, x, NeighborData.Numeric(new double[100])).Nats));
    }

    [Fact]
    public void Evaluate_WithTooFewNeighbours_SaysSo()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(50, 3, 1), 3);
        Variable y = NeighborData.Numeric(NeighborData.Normals(50, 2, 1), 2);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new Lnc().Evaluate(NeighborData.Pair, x, y));
        Assert.Equal("'lnc' needs more neighbours than columns, and neighbors=5 for 5 columns; set neighbors=7 or more.", e.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lnc { Alpha = 1.5 });
    }

    [Fact]
    public void LogHalfWidths_OfATurnedBox_AreThoseOfTheBox()
    {
        // The corners of a box of half widths 3, 0.5 and 1e-6, turned.
        double[] widths = [3, 0.5, 1e-6];
        double[,] turn = Turn(0.7, 1.1);
        List<double> offsets = [];
        for (int axis = 0; axis < 3; axis++)
        {
            foreach (int sign in new[] { -1, 1 })
            {
                for (int j = 0; j < 3; j++)
                {
                    offsets.Add(sign * widths[axis] * turn[j, axis]);
                }
            }
        }

        Assert.Equal(widths.Sum(Math.Log), PrincipalBox.LogHalfWidths([.. offsets], 3), 1e-8);
        Assert.Equal(double.NegativeInfinity, PrincipalBox.LogHalfWidths([.. offsets[..12]], 3));
    }

    private static double[,] Turn(double a, double b)
    {
        (double sa, double ca) = Math.SinCos(a);
        (double sb, double cb) = Math.SinCos(b);
        return new double[,] { { ca, -sa * cb, sa * sb }, { sa, ca * cb, -ca * sb }, { 0, sb, cb } };
    }

    private static (Variable X, Variable Y) Line(int n, double noise, ulong seed)
    {
        Rng rng = Rng.For(seed, "line");
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = rng.NextDouble();
            y[i] = x[i] + (noise * rng.NextDouble());
        }

        return (NeighborData.Numeric(x), NeighborData.Numeric(y));
    }
}
