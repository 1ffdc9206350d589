using Xunit;

namespace Infometer.Tests;

/// <summary>Simulations: how often p ≤ 0.05 where there is nothing, how often where there is something, how often the interval covers.</summary>
public sealed class DependenceStudyTests
{
    private const int Repetitions = 2_000;

    public static TheoryData<string, string, string> Nulls
    {
        get
        {
            TheoryData<string, string, string> data = [];
            foreach (string shape in new[] { "normal", "skewed", "tied" })
            {
                foreach (string id in new[] { "distance-correlation", "hsic", "xi", "pearson", "spearman", "kendall" })
                {
                    data.Add(id, "", shape);
                }

                data.Add("distance-correlation", "law=gamma", shape);
                data.Add("hsic", "law=gamma", shape);
                data.Add("xi", "symmetric=true", shape);
            }

            foreach (string id in new[] { "cramers-v", "theils-u", "correlation-ratio" })
            {
                data.Add(id, "", "levels");
            }

            data.Add("distance-correlation", "law=t", "wide");
            data.Add("distance-correlation", "", "wide");
            data.Add("hsic", "law=gamma", "wide");
            return data;
        }
    }

    [SlowTheory]
    [MemberData(nameof(Nulls))]
    public void IndependentVariables_AreCalledDependentInFivePercent(string id, string setting, string shape)
    {
        int found = 0;
        DependenceMeasure measure = Create(id, setting);
        Parallel.For(0, Repetitions, i =>
        {
            (Variable x, Variable y) = Independent(id, shape, (ulong)i);
            if (measure.Estimate(x, y, null, Single((ulong)i)).PValue <= 0.05)
            {
                Interlocked.Increment(ref found);
            }
        });

        // Four standard errors of a share of 5 %; a bound may be found less often, and discrete p-values, too.
        double share = (double)found / Repetitions;
        bool isBound = setting.Length == 0 && id is "distance-correlation" or "hsic" or "theils-u" or "cramers-v";
        Assert.InRange(share, isBound ? 0.01 : 0.03, 0.05 + (4 * Math.Sqrt(0.05 * 0.95 / Repetitions)));
    }

    [SlowTheory]
    [InlineData("distance-correlation", 30)]
    [InlineData("xi", 20)]
    [InlineData("kendall", 12)]
    public void FewRows_TestedByDraws_AreCalledDependentInFivePercent(string id, int n)
    {
        int found = 0;
        Parallel.For(0, 1_000, i =>
        {
            Variable x = DependenceData.Numbers(DependenceData.Normal(n, (ulong)i));
            Variable y = DependenceData.Numbers(DependenceData.Normal(n, (ulong)i, 1), "y");
            if (Create(id, "").Estimate(x, y, new EstimateOptions { Permutations = 199 }, Single((ulong)i)).PValue <= 0.05)
            {
                Interlocked.Increment(ref found);
            }
        });
        Assert.InRange(found / 1_000.0, 0.02, 0.05 + (4 * Math.Sqrt(0.05 * 0.95 / 1_000)));
    }

    [SlowTheory]
    [InlineData("distance-correlation", 0.3, 100)]
    [InlineData("distance-correlation", 0.9, 100)]
    [InlineData("xi", 0.3, 200)]
    [InlineData("xi", 0.9, 200)]
    [InlineData("pearson", 0.6, 60)]
    [InlineData("spearman", 0.6, 60)]
    [InlineData("kendall", 0.6, 60)]
    public void Interval_OfNormalVariables_CoversTheTruth(string id, double r, int n)
    {
        double truth = id switch
        {
            "distance-correlation" => ((r * Math.Asin(r)) + Math.Sqrt(1 - (r * r)) - (r * Math.Asin(r / 2)) - Math.Sqrt(4 - (r * r)) + 1)
                / (1 + (Math.PI / 3) - Math.Sqrt(3)),
            "xi" => (3 / Math.PI * Math.Asin((1 + (r * r)) / 2)) - 0.5,
            "spearman" => 6 / Math.PI * Math.Asin(r / 2),
            "kendall" => 2 / Math.PI * Math.Asin(r),
            _ => r,
        };
        int covered = 0;
        Parallel.For(0, 1_000, i =>
        {
            (double[] x, double[] y) = DependenceData.Pair(n, r, (ulong)i);
            if (Create(id, "").Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"), null, Single(1)).Interval!.Value.Contains(truth))
            {
                Interlocked.Increment(ref covered);
            }
        });
        Assert.InRange(covered / 1_000.0, 0.92, 1);
    }

    [Theory]
    [InlineData("distance-correlation", "circle", 300)]
    [InlineData("distance-correlation", "sinusoid", 300)]
    [InlineData("hsic", "circle", 200)]
    [InlineData("hsic", "sinusoid", 200)]
    [InlineData("xi", "circle", 300)]
    [InlineData("xi", "sinusoid", 100)]
    public void CirclesAndWaves_AreFound(string id, string shape, int n)
    {
        int found = 0;
        for (int i = 0; i < 20; i++)
        {
            (Variable x, Variable y) = Shape(shape, n, (ulong)i);
            DependenceEstimate estimate = Create(id, "").Estimate(x, y);
            found += estimate.PValue <= 0.05 && estimate.Verdict == Verdict.Value ? 1 : 0;
        }

        Assert.InRange(found, 18, 20);
    }

    private static DependenceMeasure Create(string id, string setting) => DependenceMeasures.Get(id).CreateWith(
        setting.Length == 0 ? [] : [new(setting.Split('=')[0], setting.Split('=')[1])]);

    private static RunContext Single(ulong seed) => new() { Seed = seed, MaxDegreeOfParallelism = 1 };

    private static (Variable X, Variable Y) Shape(string shape, int n, ulong seed)
    {
        double[] angles = Array.ConvertAll(DependenceData.Normal(n, seed), v => 2 * Math.PI * SpecialFunctions.NormalCdf(v));
        double[] noise = DependenceData.Normal(n, seed, 1);
        return shape == "circle"
            ? (DependenceData.Numbers(DependenceData.Map(angles, Math.Cos)),
                DependenceData.Numbers([.. angles.Zip(noise, (a, e) => Math.Sin(a) + (0.1 * e))], "y"))
            : (DependenceData.Numbers(angles), DependenceData.Numbers([.. angles.Zip(noise, (a, e) => Math.Sin(2 * a) + (0.3 * e))], "y"));
    }

    private static (Variable X, Variable Y) Independent(string id, string shape, ulong seed)
    {
        const int N = 60;
        int columns = shape == "wide" ? 30 : 1;
        double[] x = DependenceData.Normal(N * columns, seed);
        double[] y = DependenceData.Normal(N * columns, seed, 1);
        (x, y) = shape switch
        {
            "skewed" => (DependenceData.Map(x, Math.Exp), DependenceData.Map(y, v => v * v)),
            "tied" => (DependenceData.Rounded(x, 1), DependenceData.Rounded(y, 0.5)),
            _ => (x, y),
        };
        if (shape != "levels")
        {
            return (DependenceData.Numbers(x, "x", columns), DependenceData.Numbers(y, "y", columns));
        }

        Variable levels = Variable.Discrete<int>([.. x.Select(v => v < -0.4 ? 0 : v < 0.4 ? 1 : 2)], "x");
        return id == "correlation-ratio"
            ? (levels, DependenceData.Numbers(DependenceData.Map(y, Math.Exp), "y"))
            : (levels, Variable.Discrete<int>([.. y.Select(v => v < 0 ? 0 : 1)], "y"));
    }
}
