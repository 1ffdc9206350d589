using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class FixedMarginMomentsTests
{
    [Fact]
    public void Mean_ScikitLearnExample_Agrees()
    {
        // expected_mutual_information of x = 1×6, 2×6, 3×5 and y = 1 1 1 1 2 1 2 2 2 2 3 1 3 3 3 2 2
        double mean = FixedMarginMoments.Mean([6, 6, 5], [6, 7, 4]);
        Assert.Equal(0.15042480258217097, mean, 1e-15);
    }

    [Theory]
    [InlineData(new long[] { 1, 1 }, new long[] { 1, 1 })]
    [InlineData(new long[] { 1, 1, 2 }, new long[] { 3, 1 })]
    [InlineData(new long[] { 5, 5 }, new long[] { 5, 5 })]
    [InlineData(new long[] { 7, 1 }, new long[] { 2, 6 })]
    [InlineData(new long[] { 3, 4, 2 }, new long[] { 2, 2, 5 })]
    [InlineData(new long[] { 9, 1, 1, 1 }, new long[] { 4, 0, 8 })]
    [InlineData(new long[] { 4, 4, 4 }, new long[] { 1, 9, 2 })]
    [InlineData(new long[] { 3, 3, 3, 3 }, new long[] { 6, 3, 2, 1 })]
    [InlineData(new long[] { 30, 3 }, new long[] { 11, 11, 11 })]
    [InlineData(new long[] { 60, 40 }, new long[] { 20, 50, 30 })]
    public void Moments_SmallTables_AgreeWithEnumeration(long[] rows, long[] columns)
    {
        (double mean, double variance) = TableEnumeration.Moments(rows, columns);
        Assert.Equal(mean, FixedMarginMoments.Mean(rows, columns), 1e-14);
        double actual = Exact(rows, columns);
        Assert.True(Math.Abs(variance - actual) <= (1e-7 * variance) + 1e-17, $"expected {variance:R}, got {actual:R}");
    }

    [Theory]
    [InlineData(new long[] { 2000, 1500, 490, 10 }, new long[] { 3000, 900, 99, 1 })]
    [InlineData(new long[] { 1024, 1024, 1024, 928 }, new long[] { 1000, 1000, 1000, 1000 })]
    [InlineData(new long[] { 3999, 1 }, new long[] { 2000, 2000 })]
    [InlineData(new long[] { 1900, 1000, 1100 }, new long[] { 540, 3460 })]
    public void Mean_ExpectedCountsOfAllSizes_AgreesWithExactRationals(long[] rows, long[] columns)
    {
        double expected = rows.Sum(a => columns.Sum(b => NaiveCell((int)a, (int)b, (int)rows.Sum()))) / rows.Sum();
        double actual = FixedMarginMoments.Mean(rows, columns);
        Assert.True(Math.Abs(actual - expected) <= 1e-12 * expected, $"expected {expected:R}, got {actual:R}");
    }

    [Theory]
    [InlineData(700, new long[] { 100, 400, 900, 590, 10 })]
    [InlineData(30, new long[] { 1000, 500, 300, 150, 30, 18, 1, 1 })]
    [InlineData(1990, new long[] { 1000, 500, 300, 150, 30, 18, 1, 1 })]
    [InlineData(1000, new long[] { 1998, 2 })]
    [InlineData(1000, new long[] { 1000, 1000 })]
    [InlineData(1, new long[] { 1000, 400, 600 })]
    public void ExactVariance_TwoRows_AgreesWithDynamicProgramme(long first, long[] columns)
    {
        long[] rows = [first, columns.Sum() - first];
        double expected = TwoRowVariance(first, columns);
        double actual = Exact(rows, columns);
        Assert.True(Math.Abs(actual - expected) <= (1e-7 * expected) + 1e-20, $"expected {expected:R}, got {actual:R}");
        double transposed = Exact(columns, rows);
        Assert.Equal(actual, transposed, 1e-7 * expected);
    }

    [Fact]
    public void ExactVariance_LargeCounts_NearsTheChiSquareLimit()
    {
        // 2n·MI → χ² with (r−1)(c−1) degrees; the law is summed over every 0.4 deviations here.
        long[] rows = [3_000_000, 2_000_000, 5_000_000];
        long[] columns = [1_000_000, 4_000_000, 2_500_000, 2_500_000];
        double variance = Exact(rows, columns);
        Assert.Equal(1, variance * 2e14 / 6, 1e-4);
        Assert.Equal(1, FixedMarginMoments.Mean(rows, columns) * 2e7 / 6, 1e-5);
    }

    [Fact]
    public void ExactVariance_WhereStridesBegin_IsContinuous()
    {
        // A balanced 2×2 table has deviation √n/4: strides begin near n = 16,384.
        double[] scaled = [.. ((long[])[16_360, 16_380, 16_384, 16_388, 16_392, 16_420]).Select(Scaled)];
        for (int i = 1; i < scaled.Length; i++)
        {
            Assert.Equal(scaled[i - 1], scaled[i], 1e-6);
        }

        static double Scaled(long n)
        {
            double variance = Exact([n / 2, n / 2], [n / 2, n / 2]);
            return variance * 2 * n * n;
        }
    }

    [Fact]
    public void Moments_DegenerateTables_AreExact()
    {
        Assert.Equal(0, FixedMarginMoments.Mean([5], [2, 3]));
        double oneRow = Exact([0, 5], [2, 3]);
        Assert.Equal(0, oneRow);

        // An identifier knows all: MI = H(Y) under every permutation.
        double identifier = Exact([1, 1, 1, 1, 1], [2, 3]);
        Assert.Equal(0, identifier);
        double entropy = -(0.4 * Math.Log(0.4)) - (0.6 * Math.Log(0.6));
        Assert.Equal(entropy, FixedMarginMoments.Mean([1, 1, 1, 1, 1], [2, 3]), 1e-15);
        Assert.Throws<ArgumentException>(() => FixedMarginMoments.Mean([5], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedMarginMoments.Mean([5, -1], [2, 2]));
    }

    [Fact]
    public void Moments_AnyMargins_AreSymmetricAndPlausible()
    {
        Gen<int[]> codes = Gen.Choose(0, 6).ArrayOf(40);
        Prop.ForAll(
            codes.Two().ToArbitrary(),
            pair =>
            {
                (int[] x, int[] y) = pair;
                long[] rows = Totals(x);
                long[] columns = Totals(y);
                double mean = FixedMarginMoments.Mean(rows, columns);
                Assert.Equal(mean, FixedMarginMoments.Mean(columns, rows), 1e-14);
                double variance = Exact(rows, columns);
                double transposed = Exact([.. columns.Reverse()], rows);
                Assert.Equal(variance, transposed, 1e-7 * variance);
                Assert.InRange(mean, 0, Math.Log(7));
            }).Check(Config.QuickThrowOnFailure.WithReplay(1, 3));
    }

    [Theory]
    [InlineData(new long[] { 300, 300, 100 }, new long[] { 200, 300, 200 }, 2e-3)]
    [InlineData(new long[] { 40, 40 }, new long[] { 40, 40 }, 2e-3)]
    [InlineData(new long[] { 40, 40 }, new long[] { 10, 70 }, 1e-12)]
    public void Variance_FromExpectedCountsOf20_UsesTheLimitLaw(long[] rows, long[] columns, double tolerance)
    {
        double variance = FixedMarginMoments.Variance(rows, columns, FixedMarginMoments.Mean(rows, columns));
        Assert.Equal(1, variance / Exact(rows, columns), tolerance);
    }

    private static double Exact(long[] rows, long[] columns) =>
        new FixedMarginVariance(FixedMarginGroups.Of(rows), FixedMarginGroups.Of(columns)).Compute();

    private static long[] Totals(int[] codes)
    {
        long[] totals = new long[7];
        foreach (int code in codes)
        {
            totals[code]++;
        }

        return totals;
    }

    // E[x ln(xn/ab)] with probabilities that are exact ratios of integers
    private static double NaiveCell(int a, int b, int n)
    {
        BigInteger all = Choose(n, b);
        double expected = (double)a * b / n;
        double sum = 0;
        int x = Math.Max(0, a + b - n);
        BigInteger tables = Choose(a, x) * Choose(n - a, b - x);
        double logAll = BigInteger.Log(all);
        for (; x <= Math.Min(a, b); x++)
        {
            sum += Math.Exp(BigInteger.Log(tables) - logAll) * SpecialFunctions.Deviance(x, expected);
            tables = tables * (a - x) * (b - x) / (x + 1) / (n - a - b + x + 1);
        }

        return sum;
    }

    private static BigInteger Choose(int n, int k)
    {
        BigInteger result = 1;
        for (int i = 1; i <= Math.Min(k, n - k); i++)
        {
            result = result * (n - i + 1) / i;
        }

        return result;
    }

    // Column by column over the partial sum of the first row, carrying weight, first and second moment of the statistic.
    private static double TwoRowVariance(long first, long[] columns)
    {
        double n = columns.Sum();
        double[] weight = new double[first + 1];
        double[] one = new double[first + 1];
        double[] two = new double[first + 1];
        weight[0] = 1;
        long done = 0;
        foreach (long b in columns)
        {
            double[] nextWeight = new double[first + 1];
            double[] nextOne = new double[first + 1];
            double[] nextTwo = new double[first + 1];
            for (long s = 0; s <= first; s++)
            {
                for (long x = 0; x <= Math.Min(b, s); x++)
                {
                    double g = SpecialFunctions.Deviance(x, first * b / n) + SpecialFunctions.Deviance(b - x, (n - first) * b / n);
                    double p = LogChoose(b, x) + LogChoose(done, s - x) - LogChoose(done + b, s);
                    p = s - x > done ? 0 : Math.Exp(p);
                    long from = s - x;
                    nextWeight[s] += p * weight[from];
                    nextOne[s] += p * (one[from] + (g * weight[from]));
                    nextTwo[s] += p * (two[from] + (2 * g * one[from]) + (g * g * weight[from]));
                }
            }

            (weight, one, two) = (nextWeight, nextOne, nextTwo);
            done += b;
        }

        double mean = one[first] / weight[first];
        return ((two[first] / weight[first]) - (mean * mean)) / (n * n);
    }

    private static double LogChoose(long n, long k) =>
        k > n ? double.NegativeInfinity : CountTables.LogFactorial(n) - CountTables.LogFactorial(k) - CountTables.LogFactorial(n - k);
}
