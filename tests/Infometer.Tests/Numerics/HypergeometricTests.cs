using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class HypergeometricTests
{
    [Theory]
    [InlineData(10, 4, 5)]
    [InlineData(10, 9, 5)]
    [InlineData(10, 9, 9)]
    [InlineData(100, 3, 90)]
    [InlineData(1000, 100, 50)]
    [InlineData(1000, 600, 700)]
    [InlineData(200, 100, 100)]
    [InlineData(200, 190, 30)]
    [InlineData(100_000, 50_000, 60)]
    [InlineData(100_000, 1000, 1300)]
    [InlineData(10_000_000, 3_000_000, 8_000_000)]
    public void Next_ManyDraws_FollowsTheLaw(long total, long marked, long drawn)
    {
        Rng rng = Rng.For(1, "hypergeometric", (total * 31) + (marked * 7) + drawn);
        const int Draws = 200_000;
        Dictionary<long, double> counts = [];
        for (int i = 0; i < Draws; i++)
        {
            long x = Hypergeometric.Next(ref rng, total, marked, drawn);
            counts[x] = counts.GetValueOrDefault(x) + 1;
        }

        // Cells of at least 20 expected draws, in order of x
        double statistic = 0;
        int cells = 0;
        double expected = 0;
        double observed = 0;
        double mass = 0;
        double mean = (double)marked * drawn / total;
        long reach = (long)(12 * Math.Sqrt(mean + 1)) + 20;
        long low = Math.Max(0, marked + drawn - total);
        long high = Math.Min(marked, drawn);
        for (long x = Math.Max(low, (long)mean - reach); x <= Math.Min(high, (long)mean + reach); x++)
        {
            double p = Math.Exp(LogChoose(marked, x) + LogChoose(total - marked, drawn - x) - LogChoose(total, drawn));
            mass += p;
            expected += p * Draws;
            observed += counts.GetValueOrDefault(x);
            if (expected >= 20 && (1 - mass) * Draws >= 20)
            {
                statistic += (observed - expected) * (observed - expected) / expected;
                cells++;
                expected = 0;
                observed = 0;
            }
        }

        statistic += (observed - expected) * (observed - expected) / expected;
        Assert.Equal(1, mass, 1e-6);
        Assert.True(counts.Keys.Min() >= low && counts.Keys.Max() <= high);
        double tail = SpecialFunctions.ChiSquareSurvival(statistic, cells);
        Assert.True(tail > 1e-3, $"p = {tail}");
    }

    [Theory]
    [InlineData(10, 0, 5, 0)]
    [InlineData(10, 10, 5, 5)]
    [InlineData(10, 4, 0, 0)]
    [InlineData(10, 4, 10, 4)]
    public void Next_NoChoice_IsCertain(long total, long marked, long drawn, long expected)
    {
        Rng rng = Rng.For(1, "certain");
        Assert.Equal(expected, Hypergeometric.Next(ref rng, total, marked, drawn));
    }

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.LogGamma(n + 1.0) - SpecialFunctions.LogGamma(k + 1.0) - SpecialFunctions.LogGamma(n - k + 1.0);
}
