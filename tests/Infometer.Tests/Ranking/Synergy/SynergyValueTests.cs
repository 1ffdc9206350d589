using Xunit;

namespace Infometer.Tests;

public class SynergyValueTests
{
    [Fact]
    public void ExclusiveOr_TellsOneBitTogetherAndNothingAlone()
    {
        SynergyPairData pair = SynergyPairData.OfCounts(2, 2, 250, 0, 0, 250, 0, 250, 250, 0);
        Assert.Equal(Math.Log(2), pair.Value.Raw, 1e-12);
        Assert.Equal(1.0 / 2_000, pair.Value.Chance, 1e-12);
        Assert.True(pair.Value.Interval.Contains(Math.Log(2)));
        Assert.Equal(0, pair.First.Relevance + (1.0 / 2_000), 1e-12);
        Assert.InRange(pair.Test.PValue, double.Epsilon, 1e-200);
    }

    [Fact]
    public void OneColumnTwice_IsRedundantByItsInformation()
    {
        SynergyPairData pair = SynergyPairData.OfCounts(2, 2, 50, 0, 0, 30, 20, 0, 0, 60);
        double information = pair.First.Relevance + (1.0 / 320);
        Assert.Equal(-information, pair.Value.Raw, 1e-12);
        Assert.Equal(-pair.First.Relevance, pair.Value.Corrected, 1e-12);
    }

    [Fact]
    public void IndependentCounts_HaveNone()
    {
        SynergyPairData pair = SynergyPairData.OfCounts(2, 3, 10, 20, 30, 20, 40, 60, 10, 20, 30, 20, 40, 60);
        Assert.Equal(0, pair.Value.Raw, 1e-12);
        Assert.Equal(2.0 / 720, pair.Value.Chance, 1e-12);
    }

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [SlowTheory]
    [MemberData(nameof(Cases))]
    public void Interval_CoversTheTruth(string name)
    {
        const int Repetitions = 5_000;
        SynergySimulation simulation = s_cases[name];
        double truth = simulation.Truth();
        double[] values = new double[Repetitions];
        int covered = 0;
        Parallel.For(0, Repetitions, r =>
        {
            Rng rng = Rng.For(8, "synergy coverage", r);
            (Codes first, Codes second, Codes target) = simulation.Draw(ref rng);
            SynergyValue value = SynergyPairData.Of(first, second, target).Value;
            values[r] = value.Corrected;
            Interlocked.Add(ref covered, value.Interval.Contains(truth) ? 1 : 0);
        });
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{name}: truth {truth:0.00000}, mean {values.Average():0.00000}, covered {covered / (double)Repetitions:P1}"));
        Assert.InRange(covered / (double)Repetitions, 0.94, 1);
        Assert.Equal(truth, values.Average(), 0.0025);
    }

    private static readonly double[] s_three = [1, 1, 1];
    private static readonly double[] s_four = [1, 1, 1, 1];
    private static readonly double[] s_rare = [60, 25, 8, 4, 2, 1];

    private static readonly Dictionary<string, SynergySimulation> s_cases = new()
    {
        ["nothing"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0] },
        ["main effects"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Slope = 0.7 },
        ["correlated columns"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Copy = 0.6, Slope = 0.3 },
        ["weak interaction"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Interaction = 0.1 },
        ["interaction"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Interaction = 0.3 },
        ["strong interaction"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Interaction = 1 },
        ["two levels"] = new() { Rows = 500, First = [1, 1], Second = [1, 1], Target = [0], Interaction = 0.3 },
        ["two levels, strong"] = new() { Rows = 500, First = [1, 1], Second = [1, 1], Target = [0], Interaction = 1 },
        ["three classes"] = new() { Rows = 400, First = s_three, Second = s_three, Target = [0, 0], Copy = 0.3, Interaction = 0.3, Slope = 0.3 },
        ["rare levels"] = new() { Rows = 1_000, First = s_rare, Second = [70, 20, 6, 3, 1], Target = [-1], Slope = 0.3, Interaction = 0.2 },
    };
}
