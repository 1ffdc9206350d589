using Xunit;

namespace Infometer.Tests;

/// <summary>Simulations of the size and the power of the interaction test.</summary>
public class SynergyNullTests
{
    private const int Repetitions = 20_000;

    private static readonly double[] s_four = [1, 1, 1, 1];
    private static readonly double[] s_eight = [1, 1, 1, 1, 1, 1, 1, 1];
    private static readonly double[] s_falling = [8, 7, 6, 5, 4, 3, 2, 1];
    private static readonly double[] s_rare = [60, 25, 8, 4, 2, 1];

    public static TheoryData<string> Nulls => [.. s_nulls.Keys];

    [SlowTheory]
    [MemberData(nameof(Nulls))]
    public void Test_NoInteraction_HasItsSize(string name)
    {
        double[] p = Simulate(s_nulls[name], Repetitions);
        double tested = p.Count(v => v < 1);
        double five = p.Count(v => v <= 0.05) / tested;
        double thousandth = p.Count(v => v <= 0.001) / tested;
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{name}: {five:P2} at 5 %, {thousandth:P3} at 0.1 %, {tested / Repetitions:P1} tested"));
        Assert.InRange(five, 0.035, 0.065);
        Assert.InRange(thousandth, 0, 0.002);
    }

    [SlowTheory]
    [InlineData(4, 1_000, 0.3)]
    [InlineData(4, 2_000, 0.3)]
    [InlineData(4, 5_000, 0.3)]
    [InlineData(2, 1_000, 0.3)]
    [InlineData(2, 2_000, 0.3)]
    public void Test_ParityShiftsTheLogOdds_HasThePowerOfANoncentralChiSquare(int levels, int rows, double interaction)
    {
        const int Draws = 2_000;
        const double Level = 1e-6;
        double[] even = [.. Enumerable.Repeat(1.0, levels)];
        SynergySimulation simulation = new() { Rows = rows, First = even, Second = even, Target = [0], Interaction = interaction };
        double power = Simulate(simulation, Draws).Count(p => p <= Level) / (double)Draws;
        double degrees = (levels - 1) * (levels - 1);
        double expected = SpecialFunctions.NoncentralChiSquareSurvival(
            SpecialFunctions.GammaUpperQuantile(Level, degrees / 2, 2), degrees, 2 * rows * simulation.Truth());
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{levels} levels, {rows} rows, ±{interaction}: {power:P1} at 1e-6, expected {expected:P1}"));
        Assert.Equal(expected, power, 0.05);
    }

    private static readonly Dictionary<string, SynergySimulation> s_nulls = new()
    {
        ["numbers"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0] },
        ["numbers, strong main effects"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Slope = 0.7 },
        ["numbers, correlated"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Copy = 0.6, Slope = 0.3 },
        ["numbers, strongly correlated"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Copy = 0.9, Slope = 0.5 },
        ["numbers, correlated, strong main effects"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0], Copy = 0.5, Slope = 1 },
        ["numeric target"] = new() { Rows = 1_000, First = s_four, Second = s_four, Target = [0, 0, 0], Slope = 0.3 },
        ["genotypes"] = new() { Rows = 1_000, First = [49, 42, 9], Second = [64, 32, 4], Target = [0], Slope = 0.5 },
        ["rare levels"] = new() { Rows = 1_000, First = s_rare, Second = [70, 20, 6, 3, 1], Target = [0], Slope = 0.3 },
        ["rare levels, correlated"] = new() { Rows = 1_000, First = s_rare, Second = [70, 20, 6, 3, 1], Target = [0.5], Copy = 0.7, Slope = 0.4 },
        ["rare target"] = new() { Rows = 2_000, First = s_four, Second = [50, 40, 10], Target = [-3], Slope = 0.3 },
        ["few rows"] = new() { Rows = 200, First = s_four, Second = s_four, Target = [0], Slope = 0.3 },
        ["few rows, three classes"] = new() { Rows = 150, First = s_four, Second = s_four, Target = [0, 0], Slope = 0.3 },
        ["few rows, two levels"] = new() { Rows = 60, First = [2, 1], Second = [3, 1], Target = [-0.5], Slope = 0.5 },
        ["two rare levels"] = new() { Rows = 2_000, First = [95, 5], Second = [97, 3], Target = [-1], Slope = 1 },
        ["thin, eight levels"] = new() { Rows = 600, First = s_eight, Second = s_eight, Target = [0], Slope = 0.2 },
        ["thin, eight levels, skewed"] = new() { Rows = 1_000, First = s_falling, Second = s_falling, Target = [-1], Slope = 0.2 },
    };

    // One p-value per repetition, on the pair with all its levels.
    private static double[] Simulate(SynergySimulation simulation, int repetitions)
    {
        double[] results = new double[repetitions];
        Parallel.For(0, repetitions, r =>
        {
            Rng rng = Rng.For(7, "synergy null", r);
            (Codes first, Codes second, Codes target) = simulation.Draw(ref rng);
            results[r] = SynergyPairData.Of(first, second, target).Test.PValue;
        });
        return results;
    }
}
