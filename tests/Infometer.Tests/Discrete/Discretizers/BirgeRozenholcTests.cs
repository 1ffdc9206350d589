using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class BirgeRozenholcTests
{
    [Fact]
    public void Fit_UniformValues_PicksFewBins()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            double[] x = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
            Assert.InRange(new BirgeRozenholc().Fit(x).BinCount, 1, 3);
        }
    }

    [Fact]
    public void Fit_AnyValues_MaximisesThePenalisedLikelihood()
    {
        Random random = new(1);
        foreach (int n in new[] { 2, 3, 10, 100, 1000 })
        {
            double[] x = [.. Enumerable.Range(0, n).Select(_ => Math.Log(random.NextDouble()) + random.Next(3))];
            int limit = Math.Max(1, (int)(n / Math.Log(n)));
            int expected = Enumerable.Range(1, limit).MaxBy(bins => Score(x, bins));
            Assert.Equal(expected, new BirgeRozenholc().Fit(x).BinCount);
        }
    }

    [Fact]
    public void Fit_SharplyPeakedValues_PicksManyBins()
    {
        Random random = new(2);
        double[] x = [.. Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? random.NextDouble() : 0.5 + (0.001 * random.NextDouble()))];
        Assert.InRange(new BirgeRozenholc().Fit(x).BinCount, 300, 2100);
    }

    private static double Score(double[] x, int bins)
    {
        long[] counts = new EqualWidth(bins).Fit(x).Codes.CountLevels();
        double likelihood = counts.Where(c => c > 0).Sum(c => c * Math.Log((double)c * bins / x.Length));
        return likelihood - (bins - 1 + Math.Pow(Math.Log(bins), 2.5));
    }
}
