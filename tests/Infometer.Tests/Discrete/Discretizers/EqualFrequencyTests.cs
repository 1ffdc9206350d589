using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class EqualFrequencyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 4)]
    [InlineData(100, 16)]
    [InlineData(1000, 7)]
    [InlineData(7, 7)]
    public void Fit_NoTies_BinsDifferByOneRowAtMost(int n, int bins)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => i * 0.3)];
        new Random(1).Shuffle(x);
        long[] counts = new EqualFrequency(bins).Fit(x).Codes.CountLevels();
        Assert.Equal(bins, counts.Length);
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Fact]
    public void Fit_TwoTieFreeColumns_HaveTheSameCounts()
    {
        Random random = new(2);
        double[] normal = [.. Enumerable.Range(0, 777).Select(_ => Math.Log(random.NextDouble()))];
        double[] other = [.. Enumerable.Range(0, 777).Select(_ => 1 / random.NextDouble())];
        Assert.Equal(new EqualFrequency(5).Fit(normal).Codes.CountLevels(), new EqualFrequency(5).Fit(other).Codes.CountLevels());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1000)]
    public void Fit_HalfOfTheRowsTied_OtherBinsShareTheRestEvenly(double tied)
    {
        double[] x = [.. Enumerable.Repeat(tied, 120), .. Enumerable.Range(0, 120).Select(i => (double)i)];
        Assert.Equal([40, 40, 40, 120], new EqualFrequency(4).Fit(x).Codes.CountLevels().Order());
    }

    [Fact]
    public void Fit_TiedValueAmongTheOthers_OpensABinAndFillsNoMoreThanOne()
    {
        double[] x = [.. Enumerable.Repeat(60.5, 120), .. Enumerable.Range(0, 120).Select(i => (double)i)];
        Discretization bins = new EqualFrequency(4).Fit(x);
        Assert.Contains(60.5, bins.Edges);
        Assert.Equal([40, 21, 139, 40], bins.Codes.CountLevels());
    }

    [Fact]
    public void Fit_FewDistinctValues_OneBinEach()
    {
        double[] x = [.. Enumerable.Repeat(0.0, 50), .. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(5.0, 20), .. Enumerable.Repeat(7.0, 10)];
        Discretization bins = new EqualFrequency(8).Fit(x);
        Assert.Equal([50, 20, 20, 10], bins.Codes.CountLevels());
        Assert.Equal(["< 1", "[1, 5)", "[5, 7)", "≥ 7"], bins.Levels);
    }

    [Fact]
    public void Fit_SignedZeros_ShareACode()
    {
        Codes codes = new EqualFrequency(2).Fit([-0.0, 0.0, -0.0, 0.0, 1, 2]).Codes;
        Assert.Equal([0, 0, 0, 0, 1, 1], codes.ToArray());
    }

    [Fact]
    public void Fit_AnyTies_NoBinEmptyAndSizesBounded()
    {
        Random random = new(3);
        for (int trial = 0; trial < 500; trial++)
        {
            int n = 1 + random.Next(300);
            int values = 1 + random.Next(60);
            double power = 1 + (4 * random.NextDouble());
            double[] x = [.. Enumerable.Range(0, n).Select(_ => Math.Floor(values * Math.Pow(random.NextDouble(), power)))];
            int asked = 1 + random.Next(20);
            Codes codes = new EqualFrequency(asked).Fit(x).Codes;
            long[] counts = codes.CountLevels();
            int[] ties = [.. x.GroupBy(v => v).Select(group => group.Count())];
            Assert.Equal(Math.Min(asked, ties.Length), counts.Length);
            Assert.DoesNotContain(0, counts);

            // A cut lies at most half a tie from its quantile, and a value that fills a bin counts as one bin.
            Assert.InRange(counts.Max(), 0, ((double)n / asked) + (2 * ties.Max()));
        }
    }
}
