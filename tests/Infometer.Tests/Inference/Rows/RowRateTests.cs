using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>What docs/rows.md says of rates: false positives at the 5 % level, power and coverage where rows are no independent draws.</summary>
public class RowRateTests(ITestOutputHelper output)
{
    private static readonly int s_replicates =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "400", CultureInfo.InvariantCulture);

    [SlowTheory]
    [InlineData(500, 0, null)]
    [InlineData(1_000, 0, null)]
    [InlineData(500, 3, null)]
    [InlineData(1_000, 3, null)]
    [InlineData(500, 0, "ksg1")]
    [InlineData(500, 0, "gaussian")]
    public void IndependentSeries_AreFoundDependentInFivePercent(int n, int levels, string? estimator)
    {
        int found = Count(replicate =>
        {
            Rng rng = Rng.For(41, "independent series", replicate);
            (double[] x, double[] y) = RowData.Pair(n, 0.9, 0, ref rng);
            return Estimated(Of(x, levels, "x"), Of(y, levels, "y"), estimator, replicate).Verdict is Verdict.Value or Verdict.LowerBound;
        });
        output.WriteLine(FormattableString.Invariant($"n = {n}, {levels} levels, {estimator ?? "auto"}: {(double)found / s_replicates:0.000}"));
        Assert.InRange((double)found / s_replicates, 0.025, 0.085);
    }

    [SlowTheory]
    [InlineData(500)]
    [InlineData(1_000)]
    public void CoupledSeries_AreFoundAndCovered(int n)
    {
        const double Correlation = 0.6;
        double truth = -0.5 * Math.Log(1 - (Correlation * Correlation));
        int covered = 0;
        int found = Count(replicate =>
        {
            Rng rng = Rng.For(42, "coupled series", replicate);
            (double[] x, double[] y) = RowData.Pair(n, 0.9, Correlation, ref rng);
            Estimate estimate = Estimated(Of(x, 0, "x"), Of(y, 0, "y"), null, replicate);
            Interlocked.Add(ref covered, estimate.Interval!.Value.Contains(truth) ? 1 : 0);
            return estimate.Verdict is Verdict.Value or Verdict.LowerBound;
        });
        output.WriteLine(FormattableString.Invariant($"n = {n}: found {(double)found / s_replicates:0.000}, covered {(double)covered / s_replicates:0.000}"));
        Assert.InRange((double)found / s_replicates, 0.95, 1);
        Assert.InRange((double)covered / s_replicates, 0.9, 1);
    }

    [SlowTheory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void SubjectsWhoseNumbersSayNothing_AreFoundDependentInFivePercent(int columns, bool uneven)
    {
        int found = Count(replicate =>
        {
            Rng rng = Rng.For(43, "subjects", replicate);
            (Variable x, Variable y) = RowData.Subjects(50, 20, columns, 0, uneven, ref rng);
            return Estimated(x, y, null, replicate).Verdict is Verdict.Value or Verdict.LowerBound;
        });
        output.WriteLine(FormattableString.Invariant($"{columns} columns: {(double)found / s_replicates:0.000}"));
        Assert.InRange((double)found / s_replicates, 0.01, 0.08);
    }

    [SlowTheory]
    [InlineData(0.005)]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void CopiesOfIndependentRows_AreNotFoundDependent(double share)
    {
        int found = Count(replicate =>
        {
            Rng rng = Rng.For(44, "copies", replicate);
            double[] x = RowData.Normal(500, ref rng);
            double[] y = RowData.Normal(500, ref rng);
            int[] rows = [.. Enumerable.Range(0, 500)];
            for (int i = (int)(500 * (1 - share)); i < 500; i++)
            {
                rows[i] = rng.NextInt((int)(500 * (1 - share)));
            }

            return Estimated(RowData.Numbers(x, "x").Select(rows), RowData.Levels(y, 2, "y").Select(rows), null, replicate).Verdict
                is Verdict.Value or Verdict.LowerBound;
        });
        output.WriteLine(FormattableString.Invariant($"{share}: {(double)found / s_replicates:0.000}"));
        Assert.InRange((double)found / s_replicates, 0, 0.08);
    }

    private static int Count(Func<int, bool> isFound)
    {
        int found = 0;
        Parallel.For(0, s_replicates, replicate => Interlocked.Add(ref found, isFound(replicate) ? 1 : 0));
        return found;
    }

    private static Estimate Estimated(Variable x, Variable y, string? estimator, int replicate) => Measure.MutualInformation.Estimate(
        [x, y],
        null,
        estimator is null ? null : Estimators.All.First(e => e.Id == estimator).Create(),
        null,
        new RunContext { Seed = (ulong)replicate, MaxDegreeOfParallelism = 1 });

    private static Variable Of(double[] values, int levels, string name) =>
        levels == 0 ? RowData.Numbers(values, name) : RowData.Levels(values, levels, name);
}
