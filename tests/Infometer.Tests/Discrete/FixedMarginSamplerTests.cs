using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class FixedMarginSamplerTests
{
    [Theory]
    [InlineData(new long[] { 4, 3 }, new long[] { 5, 2 })]
    [InlineData(new long[] { 6, 5 }, new long[] { 4, 4, 3 })]
    [InlineData(new long[] { 3, 0, 4, 3 }, new long[] { 2, 5, 3 })]
    [InlineData(new long[] { 1, 1, 1, 6 }, new long[] { 4, 5 })]
    public void Draw_SmallTables_FollowsTheFullLaw(long[] rows, long[] columns)
    {
        Assert.True(PValueOfLaw(new FixedMarginSampler(rows, columns), rows, columns, "auto") > 1e-3);
        Assert.True(PValueOfLaw(FixedMarginSampler.Forced(rows, columns, shuffle: false), rows, columns, "cells") > 1e-3);
        Assert.True(PValueOfLaw(FixedMarginSampler.Forced(rows, columns, shuffle: true), rows, columns, "items") > 1e-3);
    }

    [Fact]
    public void Draw_AnyTable_HasTheMarginsAndItsInformation()
    {
        long[] rows = [12, 0, 300, 5, 1, 82];
        long[] columns = [100, 99, 0, 1, 200];
        foreach (FixedMarginSampler sampler in (FixedMarginSampler[])[
            new(rows, columns), FixedMarginSampler.Forced(rows, columns, true), FixedMarginSampler.Forced(rows, columns, false)])
        {
            long[] table = new long[30];
            Rng rng = Rng.For(1, "margins");
            for (int i = 0; i < 100; i++)
            {
                Rng again = rng;
                sampler.Reset();
                sampler.Draw(ref rng, table);
                Assert.Equal(rows, Enumerable.Range(0, 6).Select(r => Enumerable.Range(0, 5).Sum(c => table[(r * 5) + c])));
                Assert.Equal(columns, Enumerable.Range(0, 5).Select(c => Enumerable.Range(0, 6).Sum(r => table[(r * 5) + c])));
                sampler.Reset();
                Assert.Equal(TableEnumeration.Information(table, 5), sampler.NextInformation(ref again), 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(10, 10, 10_000, 1)]
    [InlineData(2, 2, 50, 2)]
    [InlineData(40, 3, 200, 3)]
    [InlineData(30, 30, 2000, 4)]
    [InlineData(3, 3, 1_000_000, 5)]
    public void NextInformation_ManyDraws_HasTheExactMoments(int rowLevels, int columnLevels, int n, long seed)
    {
        long[] rows = Totals(rowLevels, n, seed);
        long[] columns = Totals(columnLevels, n, -seed);
        double mean = FixedMarginMoments.Mean(rows, columns);
        double variance = FixedMarginMoments.Variance(rows, columns, mean);
        const int Draws = 20_000;
        FixedMarginSampler[] samplers = [new(rows, columns), FixedMarginSampler.Forced(rows, columns, shuffle: n < 5000)];
        foreach (FixedMarginSampler sampler in samplers)
        {
            Rng rng = Rng.For((ulong)seed, "moments");
            double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => sampler.NextInformation(ref rng))];
            double average = draws.Average();
            double[] squares = [.. draws.Select(d => (d - mean) * (d - mean))];
            double spread = squares.Average();
            double spreadError = Math.Sqrt(squares.Sum(s => (s - spread) * (s - spread))) / Draws;
            Assert.Equal(mean, average, 4 * Math.Sqrt(variance / Draws));
            Assert.Equal(variance, spread, 4 * spreadError);
        }
    }

    [Fact]
    public void NextInformation_CellwiseAndShuffled_HaveOneLaw()
    {
        long[] rows = [30, 50, 7, 13];
        long[] columns = [40, 35, 25];
        double[] cellwise = Draws(FixedMarginSampler.Forced(rows, columns, shuffle: false), "cellwise");
        double[] shuffled = Draws(FixedMarginSampler.Forced(rows, columns, shuffle: true), "shuffled");
        Array.Sort(cellwise);
        Array.Sort(shuffled);

        // Two-sample Kolmogorov–Smirnov: 1.95 √(2/m) is the 0.1 % limit.
        double distance = 0;
        for (int i = 0; i < shuffled.Length; i++)
        {
            int at = Array.BinarySearch(cellwise, shuffled[i] + 1e-12);
            double below = (at < 0 ? ~at : at) / (double)cellwise.Length;
            int own = Array.BinarySearch(shuffled, shuffled[i] + 1e-12);
            distance = Math.Max(distance, Math.Abs(below - ((own < 0 ? ~own : own) / (double)shuffled.Length)));
        }

        Assert.True(distance < 1.95 * Math.Sqrt(2.0 / shuffled.Length), $"distance {distance}");

        static double[] Draws(FixedMarginSampler sampler, string purpose)
        {
            Rng rng = Rng.For(1, purpose);
            return [.. Enumerable.Range(0, 50_000).Select(_ => sampler.NextInformation(ref rng))];
        }
    }

    [Fact]
    public void Constructor_RowsOfFewItems_AreShuffled()
    {
        Assert.Equal(0, new FixedMarginSampler([5000, 5000], [2000, 8000]).ShuffledRows);
        Assert.Equal(99, new FixedMarginSampler(Enumerable.Repeat(3L, 100).ToArray(), Enumerable.Repeat(6L, 50).ToArray()).ShuffledRows);
    }

    [Fact]
    public void Constructor_MarginsOfDifferentSums_Throws()
    {
        Assert.Throws<ArgumentException>(() => new FixedMarginSampler([3, 4], [5, 3]));
        Assert.Throws<ArgumentException>(() =>
        {
            Rng rng = Rng.For(1, "small");
            new FixedMarginSampler([3, 4], [5, 2]).Draw(ref rng, new long[3]);
        });
    }

    private static double PValueOfLaw(FixedMarginSampler sampler, long[] rows, long[] columns, string purpose)
    {
        const int Draws = 100_000;
        Rng rng = Rng.For(1, purpose);
        long[] table = new long[rows.Length * columns.Length];
        Dictionary<string, double> counts = [];
        for (int i = 0; i < Draws; i++)
        {
            sampler.Draw(ref rng, table);
            string key = string.Join(',', table);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        double statistic = 0;
        int cells = -1;
        double rareExpected = 0;
        double rareObserved = 0;
        foreach ((long[] possible, double probability) in TableEnumeration.All(rows, columns))
        {
            double expected = probability * Draws;
            double observed = counts.GetValueOrDefault(string.Join(',', possible));
            counts.Remove(string.Join(',', possible));
            if (expected < 5)
            {
                rareExpected += expected;
                rareObserved += observed;
                continue;
            }

            statistic += (observed - expected) * (observed - expected) / expected;
            cells++;
        }

        Assert.Empty(counts);
        if (rareExpected > 1)
        {
            statistic += (rareObserved - rareExpected) * (rareObserved - rareExpected) / rareExpected;
            cells++;
        }

        return SpecialFunctions.ChiSquareSurvival(statistic, cells);
    }

    private static long[] Totals(int levels, int n, long seed)
    {
        Rng rng = Rng.For(1, "totals", seed);
        long[] totals = new long[levels];
        for (int i = 0; i < n; i++)
        {
            totals[Math.Min(rng.NextInt(levels), rng.NextInt(levels))]++;
        }

        return totals;
    }
}
