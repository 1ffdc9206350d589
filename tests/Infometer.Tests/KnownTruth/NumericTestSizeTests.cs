using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>How often the default test of numeric variables finds something where there is nothing.</summary>
public class NumericTestSizeTests(ITestOutputHelper output)
{
    // INFOMETER_DRAWS=1000 gives the figures of docs/numeric-accuracy.md; fewer draws keep the suite short.
    private static readonly int s_draws =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "400", CultureInfo.InvariantCulture);

    [SlowTheory]
    [InlineData("normal-0-1x1", "ksg1", 200)]
    [InlineData("normal-0-1x1", "gaussian", 200)]
    [InlineData("normal-0-1x1", "gao-mixture", 200)]
    [InlineData("independent-label-normal", "ross", 200)]
    [InlineData("independent-zero-inflated-normal", "gao-mixture", 200)]
    [InlineData("normal-given-label", "ksg1", 200)]
    [InlineData("normal-chain", "ksg1", 200)]
    [InlineData("normal-fork", "ksg1", 200)]
    [InlineData("normal-chain", "gaussian", 200)]
    public void DefaultTest_WhereNothingIsShared_RejectsOneInTwenty(string task, string estimator, int n)
    {
        KnownDistribution known = KnownTruths.Get(task);
        Assert.Equal(0, known.Truth);
        double[] p = new double[s_draws];
        Parallel.For(0, s_draws, draw => p[draw] = known.Estimate(
            n, (ulong)draw, Estimators.Get(estimator).Create(), context: new RunContext { Seed = (ulong)draw, MaxDegreeOfParallelism = 1 }).PValue!.Value);
        double Share(double level) => p.Count(v => v <= level) / (double)s_draws;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{task} {estimator} n={n}: P(p ≤ 0.01) = {Share(0.01):0.0000}, 0.05 {Share(0.05):0.0000}, 0.25 {Share(0.25):0.0000}, 0.5 {Share(0.5):0.0000}"));
        Assert.InRange(Share(0.05), 0.03, 0.08);
    }
}
