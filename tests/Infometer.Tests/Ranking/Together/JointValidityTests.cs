using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>The limit against known truths: above them in at most one data set of twenty. The figures stand in docs/together.md.</summary>
public class JointValidityTests
{
    // INFOMETER_DRAWS=200 gives the figures of docs/together.md; fewer keep the suite short.
    private static int Runs { get; } = int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "50", CultureInfo.InvariantCulture);

    // Three standard deviations above one in twenty.
    private static int Allowed => (int)((0.05 * Runs) + (3 * Math.Sqrt(0.05 * 0.95 * Runs)));

    [SlowTheory]
    [InlineData(200, 0)]
    [InlineData(200, 0.004)]
    [InlineData(200, 0.015)]
    [InlineData(1_000, 0.003)]
    [InlineData(500, 0.1)]
    public void Xor_LimitIsNotAboveTheTruth(int n, double flip) =>
        Check(Math.Log(2) - JointData.Entropy(flip, 1 - flip), run =>
        {
            Rng rng = Rng.For(21, "xor", run, n);
            return JointData.Xor(n, flip, ref rng);
        });

    [SlowTheory]
    [InlineData(200, 5, 0.5)]
    [InlineData(200, 40, 0.5)]
    [InlineData(500, 5, 0.03)]
    [InlineData(2_000, 1, 0.5)]
    public void Independent_LimitIsNotAboveZero(int n, int columns, double share) =>
        Check(0, run =>
        {
            Rng rng = Rng.For(22, "independent", run, n + columns);
            return JointData.Independent(n, columns, share, ref rng);
        });

    [SlowTheory]
    [InlineData(300, 0)]
    [InlineData(300, 0.5)]
    [InlineData(1_000, 0.9)]
    [InlineData(5_000, 0.2)]
    public void Gaussian_LimitIsNotAboveTheTruth(int n, double rho) =>
        Check(-0.5 * Math.Log(1 - (rho * rho)), run =>
        {
            Rng rng = Rng.For(23, "gaussian", run, n);
            return JointData.Gaussian(n, rho, ref rng);
        });

    [SlowTheory]
    [InlineData(200, 1)]
    [InlineData(1_000, 2)]
    [InlineData(5_000, 0.3)]
    public void Logistic_LimitIsNotAboveTheTruth(int n, double scale) =>
        Check(JointData.LogisticInformation(scale), run =>
        {
            Rng rng = Rng.For(24, "logistic", run, n);
            return JointData.Logistic(n, scale, ref rng);
        });

    [SlowTheory]
    [InlineData(500, 30, 0.7)]
    [InlineData(1_000, 100, 0.9)]
    public void Levels_LimitIsNotAboveTheTruth(int n, int levels, double same) =>
        Check(JointData.LevelsInformation(levels, same), run =>
        {
            Rng rng = Rng.For(25, "levels", run, n);
            return JointData.Levels(n, levels, same, ref rng);
        });

    [SlowFact]
    public void TenthSure_LimitIsNotAboveTheTruth() =>
        Check(0.1 * (Math.Log(2) - JointData.Entropy(0.01, 0.99)), run =>
        {
            Rng rng = Rng.For(26, "tenth", run);
            return JointData.TenthSure(300, ref rng);
        });

    [SlowTheory]
    [InlineData(20)]
    [InlineData(80)]
    public void Blocks_LimitIsNotAboveZero(int block) =>
        Check(0, run =>
        {
            Rng rng = Rng.For(27, "series", run, block);
            return JointData.Series(800, block, ref rng);
        }, JointData.Blocks(800, block));

    private static void Check(double truth, Func<int, Table> make, int[]? groups = null)
    {
        double[] low = new double[Runs];
        double[] value = new double[Runs];
        Parallel.For(0, Runs, run =>
        {
            JointInformation joint = JointInformation.Of(
                make(run),
                "y",
                new JointInformationOptions { Groups = groups },
                new RunContext { Seed = (ulong)run, MaxDegreeOfParallelism = 1 });
            low[run] = joint.Interval!.Value.Low;
            value[run] = joint.Value!.Value;
        });
        int above = low.Count(l => l > truth + 1e-12);
        double mean = value.Average();
        double error = Math.Sqrt(value.Sum(v => (v - mean) * (v - mean)) / (Runs - 1.0) / Runs);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"truth {truth:0.0000}  mean {mean:0.0000}  mean limit {low.Average():0.0000}  limit above {above}/{Runs}  detected {low.Count(l => l > 0)}/{Runs}"));
        Assert.InRange(above, 0, Allowed);

        // What the proof says: the mean is not above the truth.
        Assert.InRange(mean, double.NegativeInfinity, truth + (3 * error));
    }
}
