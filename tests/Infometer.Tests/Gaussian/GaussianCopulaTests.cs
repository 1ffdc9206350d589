using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class GaussianCopulaTests
{
    private static readonly GaussianCopula s_copula = new();

    [Fact]
    public void Information_UnderMonotoneMaps_IsTheSame()
    {
        double[][] c = NormalData.Columns(200, 3, 1);
        c[1] = NormalData.Combine((0.7, c[0]), (1, c[1]));
        Sample plain = Sample.Align([NormalData.Variable(c[0], c[2]), NormalData.Variable(c[1])]);
        Sample mapped = Sample.Align(
        [
            NormalData.Variable([.. c[0].Select(v => Math.Exp(10 * v))], [.. c[2].Select(v => (v * v * v) + v)]),
            NormalData.Variable([.. c[1].Select(v => Math.Atan(v))]),
        ]);
        TermEstimate first = s_copula.Evaluate(NormalData.Pair, plain, RunContext.Default);
        TermEstimate second = s_copula.Evaluate(NormalData.Pair, mapped, RunContext.Default);
        Assert.Equal(first.Nats, second.Nats);
        Assert.True(first.Nats > 0.1);
    }

    [Fact]
    public void Information_OfTwoColumns_IsThatOfTheirNormalScores()
    {
        // Ranks 1 2 3 and 1 3 2: scores −s, 0, s with one exchange, r = ½.
        Sample sample = Sample.Align([NormalData.Variable([5, 6, 70]), NormalData.Variable([-1, 9, 2])]);
        Assert.Equal(-0.5 * Math.Log(1 - 0.25), s_copula.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 1e-12);

        // Of ranks 1, 2½, 2½, 4 the tied ones have score 0; r = s(0.8)·2s(0.8) / (2s(0.8)·√(s(0.8)²·2 + s(0.6)²·2)) in units of s.
        sample = Sample.Align([NormalData.Variable([1, 2, 2, 3]), NormalData.Variable([1, 2, 3, 4])]);
        double outer = SpecialFunctions.NormalQuantile(0.8);
        double inner = SpecialFunctions.NormalQuantile(0.6);
        double square = outer * outer / ((outer * outer) + (inner * inner));
        Assert.Equal(-0.5 * Math.Log(1 - square), s_copula.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 1e-12);
    }

    [Fact]
    public void Information_ByTheCopula_HasLocalsAndChance()
    {
        Sample sample = NormalData.Pairs(100, 2, 0.5, 2);
        TermEstimate estimate = s_copula.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
        TermEstimate exact = (s_copula with { Correction = BiasCorrection.Exact }).Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(estimate.Nats - estimate.Chance!.Value, exact.Nats, 1e-12);
        Assert.Null(exact.Chance);
        Assert.EndsWith("normal scores", estimate.Null!.Law, StringComparison.Ordinal);
    }

    [Fact]
    public void Information_OfEqualRanks_IsInfinite()
    {
        double[] x = NormalData.Columns(30, 1, 3)[0];
        Sample sample = Sample.Align([NormalData.Variable(x), NormalData.Variable([.. x.Select(Math.Exp)])]);
        Assert.Equal(double.PositiveInfinity, s_copula.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats);
    }
}
