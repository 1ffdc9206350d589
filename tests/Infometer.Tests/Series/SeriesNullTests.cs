using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>How often series that know nothing of each other are found dependent at the 5 % level.</summary>
public class SeriesNullTests(ITestOutputHelper output)
{
    private static readonly int s_replicates =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "2000", CultureInfo.InvariantCulture);

    [SlowTheory]
    [InlineData("te", 0.9)]
    [InlineData("te", 0.5)]
    [InlineData("te", 0)]
    [InlineData("lagged-mi", 0.9)]
    [InlineData("lagged-mi", 0.5)]
    [InlineData("lagged-mi", 0)]
    [InlineData("ete", 0.9)]
    [InlineData("cte", 0.9)]
    [InlineData("ais", 0)]
    public void IndependentSeries_OfThreeLevels_AreFoundDependentInFivePercent(string id, double memory)
    {
        double share = Rejections(Measure.Get(id), static series => Discrete(series, 3), memory, null, s_replicates);
        Assert.InRange(share, 0.03, 0.08);
    }

    [SlowFact]
    public void SeriesWithACommonDriver_GivenIt_AreFoundDependentInFivePercent()
    {
        // X copies what drives it one step ago, Y two steps ago: X tells the future of Y, but not beyond the driver's past.
        Measure cte = Measure.ConditionalTransferEntropy(new SeriesOptions { ConditionHistory = 2 });
        int te = 0;
        int given = 0;
        Parallel.For(0, s_replicates, replicate =>
        {
            Rng rng = Rng.For(7, "common driver", replicate);
            Variable[] first = CopyingChains.Draw(600, 0.7, 0.6, ref rng);
            int[] driver = first[0].Codes!.ToArray();
            int[] y = new int[600];
            for (int t = 2; t < y.Length; t++)
            {
                y[t] = rng.NextDouble() < 0.6 ? driver[t - 2] : rng.NextInt(2);
            }

            Variable[] pair = [first[1], Variable.Discrete(Codes.Create(y, 2), null, "y")];
            RunContext context = new() { Seed = (ulong)replicate, MaxDegreeOfParallelism = 1 };
            Interlocked.Add(ref te, Measure.TransferEntropy().Estimate(pair, null, null, null, context).PValue <= 0.05 ? 1 : 0);
            Interlocked.Add(ref given, cte.Estimate(pair, first[0], null, null, context).PValue <= 0.05 ? 1 : 0);
        });
        output.WriteLine(FormattableString.Invariant($"te {(double)te / s_replicates:0.000}, cte {(double)given / s_replicates:0.000}"));
        Assert.InRange((double)te / s_replicates, 0.9, 1);
        Assert.InRange((double)given / s_replicates, 0.02, 0.08);
    }

    [SlowTheory]
    [InlineData("te", "gaussian", 1_000)]
    [InlineData("lagged-mi", "gaussian", 1_000)]
    [InlineData("te", "ksg1", 300)]
    [InlineData("lagged-mi", "ksg1", 300)]
    [InlineData("te", "gao-mixture", 300)]
    [InlineData("lagged-mi", "gao-mixture", 300)]
    public void IndependentSeriesOfNumbers_AreFoundDependentInFivePercent(string id, string estimator, int replicates)
    {
        double share = Rejections(
            Measure.Get(id), static series => Variable.Continuous(series), 0.9, Estimators.Get(estimator).Create(), replicates);
        double error = Math.Sqrt(0.05 * 0.95 / replicates);
        Assert.InRange(share, 0.03 - (2 * error), 0.08 + error);
    }

    [SlowTheory]
    [InlineData("lagged-mi", "permutation")]
    [InlineData("te", "local")]
    public void IndependentSeries_WithRowsTakenForExchangeable_AreFoundDependentTooOften(string id, string name)
    {
        Measure measure = Measure.Get(id).WithSeries(new SeriesOptions { Null = SeriesNull.Parse(name) });
        Assert.InRange(Rejections(measure, static series => Discrete(series, 3), 0.9, null, s_replicates), 0.08, 1);
    }

    [SlowTheory]
    [InlineData("te", 0.1, 0.9)]
    [InlineData("te", 0.3, 0.9)]
    [InlineData("te", 0.6, 0.5)]
    [InlineData("te", 0, 0.9)]
    [InlineData("lagged-mi", 0.1, 0.9)]
    [InlineData("lagged-mi", 0.3, 0.9)]
    [InlineData("lagged-mi", 0.6, 0.5)]
    [InlineData("lagged-mi", 0, 0.9)]
    public void Interval_OfAChainThatCopiesAnother_Covers(string id, double copied, double memory)
    {
        Measure measure = Measure.Get(id);
        double truth = CopyingChains.Truth(id, copied, memory);
        int covered = 0;
        int answered = 0;
        int found = 0;
        Parallel.For(0, s_replicates, replicate =>
        {
            Rng rng = Rng.For(6, $"series coverage {id} {copied} {memory}", replicate);
            Estimate estimate = measure.Estimate(
                CopyingChains.Draw(600, copied, memory, ref rng), null, null, null, new RunContext { Seed = (ulong)replicate, MaxDegreeOfParallelism = 1 });
            if (estimate.Interval is { } interval)
            {
                Interlocked.Increment(ref answered);
                Interlocked.Add(ref covered, interval.Low <= truth && (interval.High ?? 9) >= truth ? 1 : 0);
            }

            Interlocked.Add(ref found, estimate.PValue <= 0.05 ? 1 : 0);
        });
        double share = (double)covered / answered;
        output.WriteLine(FormattableString.Invariant(
            $"{id} copied {copied} memory {memory}: truth {truth:0.00000} covered {share:0.000} of {answered}, found {(double)found / s_replicates:0.000}"));
        Assert.InRange(answered, s_replicates * 0.9, s_replicates);
        Assert.InRange(share, 0.92, 1);
    }

    private double Rejections(Measure measure, Func<double[], Variable> variable, double memory, Estimator? estimator, int replicates)
    {
        string id = measure.Id;
        int rejected = 0;
        int unreliable = 0;
        Parallel.For(0, replicates, replicate =>
        {
            Rng rng = Rng.For(5, $"series null {id} {memory}", replicate);
            Variable[] series = [.. Enumerable.Range(0, 3).Select(_ => variable(Autoregressive(300, memory, ref rng)))];
            RunContext context = new() { Seed = (ulong)replicate, MaxDegreeOfParallelism = 1 };
            Estimate estimate = measure.Estimate(
                series[..measure.MinArguments], measure.Condition == ConditionUse.Required ? series[2] : null, estimator, null, context);
            Interlocked.Add(ref rejected, estimate.PValue <= 0.05 ? 1 : 0);
            Interlocked.Add(ref unreliable, estimate.Verdict == Verdict.Unreliable ? 1 : 0);
        });
        double share = (double)rejected / replicates;
        output.WriteLine($"{id} φ={memory}: {share:0.0000} rejected, {(double)unreliable / replicates:0.000} unreliable");
        return share;
    }

    private static Variable Discrete(double[] series, int levels) =>
        Variable.Discrete(new EqualFrequency(levels).Fit(series).Codes, null, "s");

    private static double[] Autoregressive(int n, double memory, ref Rng rng)
    {
        double[] series = new double[n];
        double scale = Math.Sqrt(1 - (memory * memory));
        series[0] = rng.NextNormal();
        for (int t = 1; t < n; t++)
        {
            series[t] = (memory * series[t - 1]) + (scale * rng.NextNormal());
        }

        return series;
    }
}
