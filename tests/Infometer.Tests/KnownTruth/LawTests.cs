using Xunit;

namespace Infometer.Tests;

/// <summary>The maps and random numbers behind the known distributions.</summary>
public class LawTests
{
    [Fact]
    public void Spiral_KeepsLengthsAndTurnsByTheSquare()
    {
        double[] from = [0.3, -1.2, 0.7];
        double[] to = new double[3];
        PointMap.Spiral(3, 1.0 / 3, 1).Apply(from, to);
        double square = from.Sum(v => v * v);
        Assert.Equal(square, to.Sum(v => v * v), 1e-12);
        Assert.Equal(from[0], to[0]);
        double angle = Math.Atan2(to[2], to[1]) - Math.Atan2(from[2], from[1]);
        Assert.Equal(Math.Cos(square / 3), Math.Cos(angle), 1e-12);
        Assert.Equal(Math.Sin(square / 3), Math.Sin(angle), 1e-12);
    }

    [Fact]
    public void SwissRoll_RollsUpFromItsInnerToItsOuterEnd()
    {
        double[] to = new double[2];
        PointMap.SwissRoll.Apply([0.25], to);
        double t = 1.5 * Math.PI * 1.5;
        Assert.Equal(t / 21, Math.Sqrt((to[0] * to[0]) + (to[1] * to[1])), 1e-12);
        Assert.Equal(t * Math.Cos(t) / 21, to[0], 1e-12);
    }

    [Fact]
    public void ColumnwiseMaps_Increase()
    {
        foreach (PointMap map in new[]
                 {
                     PointMap.WigglyX, PointMap.WigglyY, PointMap.HalfCube(1), PointMap.Asinh(1), PointMap.NormalCdf(1), PointMap.StudentTwoCdf,
                     PointMap.Columnwise(1, new BimodalQuantile(0.3, 0, 5).At), PointMap.Columnwise(1, new BimodalQuantile(0.5, -1, 3).At),
                 })
        {
            double[] last = [double.NegativeInfinity];
            double[] next = [0];
            for (double x = -6; x <= 6; x += 0.01)
            {
                map.Apply([x], next);
                Assert.True(next[0] > last[0]);
                last[0] = next[0];
            }
        }
    }

    [Fact]
    public void BimodalQuantile_HasTheRankThatItCameFrom()
    {
        BimodalQuantile quantile = new(0.3, 0, 5);
        for (double z = -5.003; z < 5; z += 0.037)
        {
            double q = quantile.At(z);
            double rank = (0.3 * SpecialFunctions.NormalCdf(q)) + (0.7 * SpecialFunctions.NormalCdf(q - 5));
            Assert.Equal(SpecialFunctions.NormalCdf(z), rank, 1e-7);
        }
    }

    [Fact]
    public void StudentTwoCdf_IsThatOfStudentsT()
    {
        double[] to = [0];
        foreach (double t in new[] { -40, -3, -0.2, 0, 1, 7 })
        {
            PointMap.StudentTwoCdf.Apply([t], to);
            Assert.Equal(0.5 * (1 + (t / Math.Sqrt(2 + (t * t)))), to[0], 1e-12);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    public void Gamma_HasItsMeanAndVariance(double shape)
    {
        Rng rng = Rng.For(1, "gamma");
        double[] values = new double[200_000];
        foreach (ref double value in values.AsSpan())
        {
            value = RandomDraws.Gamma(ref rng, shape);
        }

        Assert.Equal(shape, values.Average(), 0.02);
        Assert.Equal(shape, values.Sum(v => (v - shape) * (v - shape)) / values.Length, 0.08);
        Assert.Equal(SpecialFunctions.Digamma(shape), values.Average(Math.Log), 0.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ChiSquare_HasItsMeanLogarithm(double freedom)
    {
        Rng rng = Rng.For(1, "chi");
        double sum = 0;
        const int N = 200_000;
        for (int i = 0; i < N; i++)
        {
            sum += Math.Log(RandomDraws.ChiSquare(ref rng, freedom));
        }

        Assert.Equal(SpecialFunctions.Digamma(freedom / 2) + Math.Log(2), sum / N, 0.025);
    }

    [Fact]
    public void Poisson_HasItsProbabilities()
    {
        Rng rng = Rng.For(1, "poisson");
        int[] counts = new int[30];
        const int N = 200_000;
        for (int i = 0; i < N; i++)
        {
            counts[RandomDraws.Poisson(ref rng, 2.5)]++;
        }

        double p = Math.Exp(-2.5);
        for (int k = 0; k < 8; p *= 2.5 / ++k)
        {
            Assert.Equal(p, counts[k] / (double)N, 0.005);
        }
    }

    [Fact]
    public void Cholesky_GivesBackItsCovariance()
    {
        double[,] covariance = { { 2, 0.5, -0.3 }, { 0.5, 1, 0.2 }, { -0.3, 0.2, 1.5 } };
        SamplerCholesky factor = SamplerCholesky.Of(covariance);
        double[,] found = new double[3, 3];
        for (int k = 0; k < 3; k++)
        {
            double[] column = [0, 0, 0];
            column[k] = 1;
            factor.Multiply(column);
            Assert.Equal(1, factor.SquaredNorm(column), 1e-12);
            for (int i = 0; i < 9; i++)
            {
                found[i / 3, i % 3] += column[i / 3] * column[i % 3];
            }
        }

        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(covariance[i / 3, i % 3], found[i / 3, i % 3], 1e-12));
        Assert.Equal(Math.Log(2 * 1.46 - 0.5 * 0.81 - 0.3 * 0.4), factor.LogDeterminant, 1e-12);
        Assert.Throws<ArgumentException>(() => SamplerCholesky.Of(new double[,] { { 1, 2 }, { 2, 1 } }));
    }

    [Fact]
    public void BinarySeries_IsStationary()
    {
        double[] x = new double[400_000];
        Rng rng = Rng.For(3, "series");
        KnownTruths.Get("te-binary-chain").Law.Draw(ref rng, x);
        double first = Enumerable.Range(0, 100_000).Average(t => x[(2 * t) + 1]);
        double second = Enumerable.Range(100_000, 100_000).Average(t => x[(2 * t) + 1]);
        Assert.Equal(first, second, 0.02);
        Assert.Equal(0.4, Enumerable.Range(0, 200_000).Average(t => x[2 * t]), 0.01); // 0.2 / (0.2 + 0.3)
    }
}
