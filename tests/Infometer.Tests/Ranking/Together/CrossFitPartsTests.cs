using System.Runtime.Intrinsics;
using Xunit;

namespace Infometer.Tests;

public class CrossFitPartsTests
{
    [Fact]
    public void Deal_Rows_EveryClassEvenly()
    {
        Rng rng = Rng.For(31, "deal");
        int[] classes = [.. Enumerable.Range(0, 203).Select(i => i % 7 == 0 ? 2 : i % 2)];
        int[] part = FoldPlan.Deal(classes, [], 5, ref rng);
        for (int c = 0; c < 3; c++)
        {
            int[] counts = [.. Enumerable.Range(0, 5).Select(k => Enumerable.Range(0, 203).Count(i => classes[i] == c && part[i] == k))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        int[] sizes = [.. Enumerable.Range(0, 5).Select(k => part.Count(p => p == k))];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    }

    [Fact]
    public void Deal_Groups_NeverParted()
    {
        Rng rng = Rng.For(32, "deal");
        int[] groups = [.. Enumerable.Range(0, 400).Select(_ => rng.NextInt(60) * 17)];
        int[] part = FoldPlan.Deal(new int[400], groups, 5, ref rng);
        Assert.All(groups.Distinct(), group => Assert.Single(Enumerable.Range(0, 400).Where(i => groups[i] == group).Select(i => part[i]).Distinct()));
        Assert.All(Enumerable.Range(0, 5), k => Assert.InRange(part.Count(p => p == k), 60, 100));
    }

    [Fact]
    public void NumericTarget_ScoresLieInTheirBins()
    {
        Rng rng = Rng.For(33, "target");
        double[] values = [.. Enumerable.Range(0, 500).Select(i => i % 3 == 0 ? 0 : Math.Round(rng.NextNormal(), 1))];
        JointTarget target = JointTarget.Numeric(values);
        Assert.Equal(double.NegativeInfinity, target.Edges[0]);
        Assert.Equal(double.PositiveInfinity, target.Edges[^1]);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.InRange(target.Scores![i], target.Edges[target.Classes[i]], target.Edges[target.Classes[i] + 1]);
        }
    }

    [Fact]
    public void DiscreteTarget_ManyLevels_EvenPoolsAndFrequentLevelsAlone()
    {
        int[] codes = [.. Enumerable.Range(0, 3_000).Select(i => i < 500 ? 0 : 1 + (i % 300))];
        JointTarget target = JointTarget.Discrete(Codes.Create(codes, 301));
        Assert.Equal(64, target.ClassCount);
        Assert.Equal(301, target.Levels);
        Assert.Contains(500, target.Counts);
        Assert.InRange(target.Counts.Min(), 30, 45);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void ClassPredictive_ProbabilitiesSumToOneAndNoneIsZero(int classCount)
    {
        Rng rng = Rng.For(34, "predictive", classCount);
        int[] classes = [.. Enumerable.Range(0, 60).Select(_ => rng.NextInt(classCount))];
        float[] scores = [.. Enumerable.Range(0, 60 * classCount).Select(_ => (float)(100 * rng.NextNormal()))];
        double[] shares = [.. Enumerable.Repeat(1.0 / classCount, classCount)];
        ClassPredictive predictive = ClassPredictive.Fit(scores, classes, shares);
        Assert.InRange(predictive.ShareWeight, 1.0 / 61, 1);
        CheckProbabilities(predictive, scores.AsSpan(0, classCount), [.. shares.Select(share => Math.Log(share))]);
    }

    [Fact]
    public void NumberPredictive_ProbabilitiesSumToOneAndNoneIsZero()
    {
        Rng rng = Rng.For(35, "predictive");
        double[] y = [.. Enumerable.Range(0, 500).Select(_ => rng.NextNormal())];
        JointTarget target = JointTarget.Numeric(y);
        float[] scores = [.. y.Select(v => (float)(v + (0.3 * rng.NextNormal())))];
        double[] shares = [.. target.Counts.Select(count => count / 500.0)];
        NumberPredictive predictive = NumberPredictive.Fit(
            scores, [.. target.Scores!.Select(v => (float)v)], target.Classes, target.Edges, shares, new NormalTable());
        foreach (float score in (float[])[-9, -0.3f, 0, 4])
        {
            CheckProbabilities(predictive, [score], [.. shares.Select(share => Math.Log(share))]);
        }
    }

    [Fact]
    public void NormalTable_IsTheNormalDistribution()
    {
        NormalTable table = new();
        double last = 0;
        for (double x = -9; x <= 9; x += 0.00317)
        {
            Assert.Equal(SpecialFunctions.NormalCdf(x), table.Cdf(x), 3e-7);
            Assert.True(table.Cdf(x) >= last);
            last = table.Cdf(x);
        }

        Assert.Equal(0, table.Cdf(double.NegativeInfinity));
        Assert.Equal(1, table.Cdf(double.PositiveInfinity));
    }

    [Fact]
    public void Softmax_GradientAndLossAgree()
    {
        SoftmaxLoss loss = new([2, 0], [0.2, 0.3, 0.5]);
        float[] scores = [0.3f, -1.2f, 0.9f];
        Vector128<float>[] cell = new Vector128<float>[loss.Stride];
        loss.Gradient(0, scores, cell);
        for (int k = 0; k < 3; k++)
        {
            const float Step = 0.01f;
            float[] up = [.. scores];
            float[] down = [.. scores];
            up[k] += Step;
            down[k] -= Step;
            double slope = (loss.Loss(0, up) - loss.Loss(0, down)) / (2 * Step);
            int at = 2 + k;
            Assert.Equal(slope, cell[at / 4][at % 4], 1e-3);
        }
    }

    [Theory]
    [InlineData(1, 6.3137515)]
    [InlineData(10, 1.8124611)]
    [InlineData(100, 1.6602343)]
    [InlineData(2_000, 1.6448536)]
    public void Quantile_StudentsTable(int degrees, double expected) => Assert.Equal(expected, BoundLimit.Quantile(degrees), 1e-6);

    [Fact]
    public void Limit_NothingWrongSeen_StaysBelowTheRuleOfThree()
    {
        // Where no row of 100 was told wrongly, 3 of 100 may be: ln 20 = 3.0.
        double[] gains = [.. Enumerable.Repeat(Math.Log(2), 100)];
        double[] worst = [.. Enumerable.Repeat(-4.0, 100)];
        BoundLimit limit = BoundLimit.Of(gains, worst, []);
        Assert.Equal(Math.Log(2), limit.Mean, 1e-12);
        Assert.Equal(0, limit.StandardError, 1e-12);
        Assert.InRange(limit.Low, Math.Log(2) - (0.05 * (4 + Math.Log(2))), Math.Log(2) - (0.03 * (4 + Math.Log(2))));
    }

    [Fact]
    public void Limit_GroupsOfOne_AreRows()
    {
        Rng rng = Rng.For(36, "limit");
        double[] gains = [.. Enumerable.Range(0, 2_000).Select(_ => rng.NextNormal())];
        double[] worst = [.. gains.Select(g => g - 1)];
        BoundLimit rows = BoundLimit.Of(gains, worst, []);
        BoundLimit groups = BoundLimit.Of(gains, worst, [.. Enumerable.Range(0, 2_000)]);
        Assert.Equal(rows.Low, groups.Low, 1e-12);
        Assert.Equal(rows.StandardError, groups.StandardError, 1e-12);

        double mean = gains.Average();
        Assert.Equal(Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / 1_999 / 2_000), rows.StandardError, 1e-12);
    }

    private static void CheckProbabilities(Predictive predictive, ReadOnlySpan<float> scores, double[] logShares)
    {
        double[] logs = new double[logShares.Length];
        predictive.LogProbabilities(scores, logs);
        Assert.Equal(1, logs.Sum(Math.Exp), 1e-9);
        double[] room = new double[logShares.Length];
        for (int c = 0; c < logs.Length; c++)
        {
            Assert.True(double.IsFinite(logs[c]));
            (double gain, double worst) = predictive.Gain(scores, c, logShares, room);
            Assert.Equal(logs[c] - logShares[c], gain, 1e-9);
            Assert.True(worst <= gain + 1e-12);
        }
    }
}
