using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>Whether p-values are what they say: uniform under the null, small under the alternative.</summary>
public class NullTests(ITestOutputHelper output)
{
    private static readonly int s_draws =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "1000", CultureInfo.InvariantCulture);

    [SlowTheory]
    [InlineData(2, 2, 1_000, false)]
    [InlineData(20, 3, 1_000, false)]
    [InlineData(300, 4, 2_000, false)]
    [InlineData(2, 2, 1_000, true)]
    [InlineData(20, 3, 1_000, true)]
    [InlineData(300, 4, 2_000, true)]
    public void PValue_UnderIndependence_IsUniform(int levelsX, int levelsY, int n, bool isSorted)
    {
        double[] p = new double[s_draws];
        Parallel.For(0, s_draws, draw =>
        {
            Rng rng = Rng.For(3, $"uniform {levelsX} {levelsY} {n} {isSorted}", draw);
            int[] x = Fill(n, levelsX, ref rng);
            int[] y = Fill(n, levelsY, ref rng);
            if (isSorted)
            {
                Array.Sort(x, y);
            }

            p[draw] = MutualInformation.Estimate(
                Variable.Discrete(Codes.Create(x, levelsX)), Variable.Discrete(Codes.Create(y, levelsY)),
                context: new RunContext { Seed = (ulong)draw, MaxDegreeOfParallelism = 1 }).PValue!.Value;
        });
        foreach (double level in new[] { 0.01, 0.05, 0.25, 0.5, 0.9 })
        {
            double size = p.Count(v => v <= level) / (double)s_draws;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{levelsX}×{levelsY} n={n} sorted={isSorted}: P(p ≤ {level}) = {size:0.0000}"));

            // Exact tests of discrete tables may be conservative, never liberal beyond chance.
            Assert.True(size <= level + (3.5 * Math.Sqrt(level * (1 - level) / s_draws)), $"P(p ≤ {level}) = {size}");
        }

        // With many possible tables the size is attained, too.
        if (levelsX > 2)
        {
            double size = p.Count(v => v <= 0.05) / (double)s_draws;
            Assert.True(size >= 0.05 - (3.5 * Math.Sqrt(0.05 * 0.95 / s_draws)), $"P(p ≤ 0.05) = {size}");
        }
    }

    [SlowTheory]
    [InlineData("chain", 1_000)]
    [InlineData("fork", 1_000)]
    [InlineData("chain", 300)]
    [InlineData("fork", 300)]
    public void ConditionalTest_OnAChainAndAFork_HasItsSize(string structure, int n)
    {
        double size = RejectionRate(structure, n, 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{structure} n={n}: size {size:0.0000}"));
        Assert.InRange(size, 0.05 - (3 * Math.Sqrt(0.0475 / s_draws)), 0.05 + (3 * Math.Sqrt(0.0475 / s_draws)));
    }

    [SlowTheory]
    [InlineData("chain", 600, 0.12)]
    [InlineData("fork", 600, 0.12)]
    [InlineData("collider", 300, 0.35)]
    public void ConditionalTest_WhereThereIsSomething_HasThePowerOfAnOracle(string structure, int n, double effect)
    {
        double power = RejectionRate(structure, n, effect);
        double oracle = OraclePower(structure, n, effect);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{structure} n={n} effect={effect}: power {power:0.000}, oracle {oracle:0.000}"));
        Assert.True(oracle > 0.3, "the effect must be visible");
        Assert.True(power >= 0.9 * oracle, $"power {power}, oracle {oracle}");
    }

    private static double RejectionRate(string structure, int n, double effect)
    {
        int rejected = 0;
        Parallel.For(0, s_draws, draw =>
        {
            Rng rng = Rng.For(4, $"structure {structure} {n} {effect}", draw);
            (int[] x, int[] y, int[] z) = Draw(structure, n, effect, ref rng);
            double p = MutualInformation.EstimateConditional(
                Variable.Discrete<int>(x), Variable.Discrete<int>(y), Variable.Discrete<int>(z),
                context: new RunContext { Seed = (ulong)draw, MaxDegreeOfParallelism = 1 }).PValue!.Value;
            if (p <= 0.05)
            {
                Interlocked.Increment(ref rejected);
            }
        });
        return rejected / (double)s_draws;
    }

    // The oracle knows the null law of the statistic: its critical value is simulated with the effect switched off.
    private static double OraclePower(string structure, int n, double effect)
    {
        double[] none = Statistics(structure, n, 0, s_draws * 2);
        Array.Sort(none);
        double critical = none[(int)(0.95 * none.Length)];
        return Statistics(structure, n, effect, s_draws).Count(s => s > critical) / (double)s_draws;
    }

    private static double[] Statistics(string structure, int n, double effect, int draws)
    {
        double[] values = new double[draws];
        Parallel.For(0, draws, draw =>
        {
            Rng rng = Rng.For(5, $"oracle {structure} {n} {effect}", draw);

            // A collider's dependence is its structure, so its null is X and Y drawn apart within each level of Z.
            (int[] x, int[] y, int[] z) = Draw(structure == "collider" && effect == 0 ? "fork" : structure, n, effect, ref rng);
            Sample sample = Sample.Align([Variable.Discrete<int>(x), Variable.Discrete<int>(y), Variable.Discrete<int>(z)]);
            values[draw] = new Plugin().Evaluate(
                new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)], VariableSet.Of(2)), sample, RunContext.Default).Nats;
        });
        return values;
    }

    // Chain X → Z → Y, fork X ← Z → Y (both independent given Z but for the effect), collider X → Z ← Y (dependent given Z).
    private static (int[] X, int[] Y, int[] Z) Draw(string structure, int n, double effect, ref Rng rng)
    {
        int[] x = new int[n];
        int[] y = new int[n];
        int[] z = new int[n];
        for (int i = 0; i < n; i++)
        {
            switch (structure)
            {
                case "chain":
                    x[i] = rng.NextInt(3);
                    z[i] = Copy(x[i], 4, 0.6, ref rng);
                    y[i] = Copy(z[i], 3, 0.6, ref rng);
                    break;
                case "fork":
                    z[i] = rng.NextInt(4);
                    x[i] = Copy(z[i], 3, 0.6, ref rng);
                    y[i] = Copy(z[i], 3, 0.6, ref rng);
                    break;
                default:
                    x[i] = rng.NextInt(3);
                    y[i] = rng.NextInt(3);
                    z[i] = Copy(x[i] + y[i], 4, effect, ref rng);
                    continue;
            }

            y[i] = rng.NextDouble() < effect ? x[i] : y[i];
        }

        return (x, y, z);
    }

    private static int Copy(int value, int levels, double probability, ref Rng rng) =>
        rng.NextDouble() < probability ? value % levels : rng.NextInt(levels);

    private static int[] Fill(int n, int levels, ref Rng rng)
    {
        int[] codes = new int[n];
        for (int i = 0; i < n; i++)
        {
            codes[i] = rng.NextInt(levels);
        }

        return codes;
    }
}
