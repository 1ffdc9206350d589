using Xunit;

namespace Infometer.Tests;

public sealed class ScreenStatisticTests
{
    [Fact]
    public void Values_OfNestedBins_AreThoseOfTheCoarserBinsThemselves()
    {
        (double[] x, double[] y) = Pair(320, 3);
        double[] all = StatisticOf(x, y, out long[] table).ValuesOf(table);
        foreach ((int k, int bins) in new[] { (0, 16), (1, 8), (2, 4) })
        {
            double information = ContingencyTable.PluginInformation(ContingencyTable.Count(
                new EqualFrequency(bins).Fit(x).Codes, new EqualFrequency(bins).Fit(y).Codes));
            Assert.Equal(2 * 320 * information, all[k], 1e-9);
        }
    }

    [Fact]
    public void RankScores_AreSumsOfSquaredMeansOfOrthonormalPolynomials()
    {
        (double[] x, double[] y) = Pair(320, 4);
        double[] all = StatisticOf(x, y, out long[] table).ValuesOf(table);

        // Without ties the mid-ranks of 16 even bins are ±1/16, ±3/16, …, and degree 1 is Spearman's correlation of the bins.
        double[] score = [.. Enumerable.Range(0, 16).Select(i => ((2 * i) - 15) / Math.Sqrt(85))];
        double mean = 0;
        for (int i = 0; i < 256; i++)
        {
            mean += table[i] * score[i / 16] * score[i % 16] / 320;
        }

        Assert.Equal(320 * mean * mean, all[3], 1e-9);
        Assert.True(all[3] < all[4] && all[4] < all[5]);
    }

    [Fact]
    public void Scores_WithTiesAndMissingCells_AreOrthonormalOverTheRows()
    {
        ScreenAxis axis = ScreenAxis.Ordered([5, 0, 40, 1, 7, 12, 9], 6, isNested: true);
        for (int a = 0; a < 4; a++)
        {
            Assert.Equal(0, axis.Scores[6][a]);
            for (int b = 0; b < 4; b++)
            {
                double product = Enumerable.Range(0, 7).Sum(code => axis.Totals[code] * axis.Scores[code][a] * axis.Scores[code][b]) / 74.0;
                Assert.Equal(a == b ? 1 : 0, product, 1e-9);
            }
        }
    }

    [Fact]
    public void Means_AreThoseOverAllPermutations()
    {
        double[] x = [1, 2, 3, 3, 5, 6, 7];
        int[] y = [0, 1, 0, 2, 1, 1, 0];
        ScreenCodes codes = ScreenCodes.Of(new EqualFrequency(16).Fit(x));
        ScreenStatistic statistic = new(codes.Axis(), ScreenAxis.Nominal([3, 3, 1]));
        double[] sums = new double[statistic.Count];
        int count = 0;
        foreach (int[] order in Permutations(7))
        {
            long[] table = new long[codes.Codes.LevelCount * 3];
            for (int row = 0; row < 7; row++)
            {
                table[(codes.Codes[row] * 3) + y[order[row]]]++;
            }

            double[] values = statistic.ValuesOf(table);
            sums = [.. sums.Zip(values, (a, b) => a + b)];
            count++;
        }

        double[] means = statistic.Means();
        for (int k = 0; k < sums.Length; k++)
        {
            Assert.Equal(sums[k] / count, means[k], 1e-9);
        }
    }

    [Fact]
    public void PValue_OfASmallTable_IsThatOfAllPermutations()
    {
        double[] x = [1, 2, 3, 3, 5, 6, 7, 8];
        int[] y = [0, 0, 0, 0, 1, 0, 1, 1];
        ScreenCodes codes = ScreenCodes.Of(new EqualFrequency(16).Fit(x));
        ScreenStatistic statistic = new(codes.Axis(), ScreenAxis.Nominal([5, 3]));
        double Decisive(int[] order)
        {
            long[] table = new long[codes.Codes.LevelCount * 2];
            for (int row = 0; row < 8; row++)
            {
                table[(codes.Codes[row] * 2) + y[order[row]]]++;
            }

            return statistic.Evaluate(table, statistic.NewScratch());
        }

        double own = Decisive([.. Enumerable.Range(0, 8)]);
        double[] all = [.. Permutations(8).Select(Decisive)];
        double exact = all.Count(value => value >= own - 1e-9) / (double)all.Length;

        long[] table = new long[codes.Codes.LevelCount * 2];
        for (int row = 0; row < 8; row++)
        {
            table[(codes.Codes[row] * 2) + y[row]]++;
        }

        NullPValue p = NullPValue.Of(ScreenTest.Of(statistic, table), 8, new EstimateOptions { Permutations = 20_000 }, RunContext.Default);
        Assert.Equal(exact, p.P, 4 * Math.Sqrt(exact / 20_000));
    }

    [Fact]
    public void Evaluate_WithValuesBelow_DiffersOnlyBelowTheData()
    {
        (double[] x, double[] y) = Pair(200, 5);
        ScreenStatistic statistic = StatisticOf(x, y, out _);
        double decisive = 3;
        double[] from = statistic.ValuesBelow(decisive);
        FixedMarginSampler sampler = new(statistic.RowTotals, statistic.ColumnTotals);
        Rng rng = Rng.For(1, "below");
        long[] table = new long[256];
        ScreenScratch scratch = statistic.NewScratch();
        int reached = 0;
        for (int draw = 0; draw < 2_000; draw++)
        {
            sampler.Draw(ref rng, table);
            double whole = statistic.Evaluate(table, scratch);
            double part = statistic.Evaluate(table, scratch, from);
            reached += whole >= decisive ? 1 : 0;
            Assert.True(whole >= decisive ? part == whole : part < decisive);
        }

        Assert.InRange(reached, 100, 1_000);
    }

    // Far tails: of tables drawn under the null, how many have a fitted p-value of at most 1e-4.
    [SlowTheory]
    [InlineData(102, 5, 0.49)]
    [InlineData(102, 16, 0.49)]
    [InlineData(1_000, 16, 0.5)]
    [InlineData(1_000, 16, 0.05)]
    [InlineData(5_000, 16, 0.02)]
    public void FittedTails_AreNotTooSmall(int n, int bins, double share)
    {
        const double Level = 1e-4;
        double[] x = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        long ones = (long)(share * n);
        ScreenStatistic statistic = new(
            ScreenCodes.Of(new EqualFrequency(bins).Fit(x)).Axis(), ScreenAxis.Nominal([n - ones, ones]));
        FixedMarginSampler sampler = new(statistic.RowTotals, statistic.ColumnTotals);
        Rng rng = Rng.For(2, "fitted tails", n, bins);
        long[] table = new long[statistic.RowTotals.Length * 2];
        ScreenScratch scratch = statistic.NewScratch();
        double bar = Math.Log(statistic.Count) - Math.Log(Level);
        const int Draws = 400_000;
        int reached = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            sampler.Draw(ref rng, table);
            reached += statistic.EvaluateFittedTails(table, scratch, FittedTail.HoldsFrom) >= bar ? 1 : 0;
        }

        double rate = (double)reached / Draws;
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"n={n} bins={bins} share={share}: {rate / Level:0.00} of the nominal"));
        Assert.True(rate <= 2.5 * Level, $"{rate}");
    }

    private static ScreenStatistic StatisticOf(double[] x, double[] y, out long[] table)
    {
        Discretization a = new EqualFrequency(16).Fit(x);
        Discretization b = new EqualFrequency(16).Fit(y);
        table = new long[256];
        for (int row = 0; row < x.Length; row++)
        {
            table[(a.Codes[row] * 16) + b.Codes[row]]++;
        }

        return new ScreenStatistic(ScreenCodes.Of(a).Axis(), ScreenCodes.Of(b).Axis());
    }

    private static (double[] X, double[] Y) Pair(int n, int index)
    {
        Rng rng = Rng.For(1, "screen statistic", index);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int row = 0; row < n; row++)
        {
            x[row] = rng.NextNormal();
            y[row] = (0.3 * x[row]) + rng.NextNormal();
        }

        return (x, y);
    }

    private static IEnumerable<int[]> Permutations(int n)
    {
        if (n == 0)
        {
            yield return [];
            yield break;
        }

        foreach (int[] shorter in Permutations(n - 1))
        {
            for (int at = 0; at <= shorter.Length; at++)
            {
                yield return [.. shorter[..at], n - 1, .. shorter[at..]];
            }
        }
    }
}
