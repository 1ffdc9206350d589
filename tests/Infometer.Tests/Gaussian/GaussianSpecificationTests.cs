using Xunit;

namespace Infometer.Tests;

/// <summary>The test of normal laws and copulas refuses what is none, and few of those that are.</summary>
public class GaussianSpecificationTests
{
    public static TheoryData<string, int, int> Misfits => new()
    {
        { "student", 2_000, 1 },
        { "student", 1_000, 5 },
        { "student", 2_000, 50 },
        { "cross", 1_000, 1 },
        { "cross", 1_000, 5 },
        { "square", 1_000, 1 },
        { "square", 1_000, 5 },
        { "additive", 1_000, 1 },
        { "additive", 1_000, 5 },
        { "spiral", 10_000, 25 },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Copula_OfAnotherDependence_IsRefused(string law, int count, int dimension)
    {
        Sample sample = SpecificationData.Of(law, count, dimension, 1);
        SpecificationResult result = GaussianSpecification.Test(NormalData.Pair, sample, isRanked: true, RunContext.Default)!;
        Assert.Equal(0.01, result.P, 1e-12);
    }

    [Fact]
    public void Copula_OfNormalNumbersAndTheirCubes_HasOneP()
    {
        Sample plain = SpecificationData.Of("normal", 1_000, 3, 2);
        Sample cubic = SpecificationData.Of("cubic", 1_000, 3, 2);
        SpecificationResult first = GaussianSpecification.Test(NormalData.Pair, plain, isRanked: true, RunContext.Default)!;
        SpecificationResult second = GaussianSpecification.Test(NormalData.Pair, cubic, isRanked: true, RunContext.Default)!;
        Assert.True(first.P > 0.05);
        Assert.Equal(500, first.HeldOut);

        // The draws are those of the law fitted on one half, whose ranks are the same.
        Assert.Equal(first, second);
        Assert.Equal(0.01, GaussianSpecification.Test(NormalData.Pair, cubic, isRanked: false, RunContext.Default)!.P, 1e-12);
    }

    [Fact]
    public void Test_WhateverTheThreads_IsTheSame()
    {
        Sample sample = SpecificationData.Of("normal", 600, 4, 3);
        SpecificationResult? one = GaussianSpecification.Test(
            NormalData.Pair, sample, isRanked: true, RunContext.Default with { MaxDegreeOfParallelism = 1 });
        Assert.Equal(one, GaussianSpecification.Test(NormalData.Pair, sample, isRanked: true, RunContext.Default with { MaxDegreeOfParallelism = 4 }));
    }

    [Fact]
    public void Test_OfTooFewRowsOrDependentColumns_IsNone()
    {
        Assert.Null(GaussianSpecification.Test(NormalData.Pair, NormalData.Pairs(80, 1, 0.5, 1), isRanked: true, RunContext.Default));
        Assert.Null(GaussianSpecification.Test(NormalData.Pair, NormalData.Pairs(200, 50, 0.5, 1), isRanked: true, RunContext.Default));
        double[] x = NormalData.Columns(500, 1, 1)[0];
        Sample twice = Sample.Align([NormalData.Variable(x), NormalData.Variable([.. x.Select(v => 3 * v)])]);
        Assert.Null(GaussianSpecification.Test(NormalData.Pair, twice, isRanked: false, RunContext.Default));
    }

    [Fact]
    public void Copula_GivenZ_IsTestedBeyondZ()
    {
        // X and Y share what Z tells and nothing else; then also a common scale.
        double[][] c = NormalData.Columns(2_000, 4, 4);
        double[] scale = [.. c[3].Select(v => Math.Exp(v / 2))];
        double[][] noise = [[.. c[0].Zip(scale, (v, s) => v * s)], [.. c[1].Zip(scale, (v, s) => v * s)]];
        Sample Given(double[] x, double[] y) => Sample.Align(
        [
            NormalData.Variable(NormalData.Combine((1, x), (1, c[2]))),
            NormalData.Variable(NormalData.Combine((1, y), (-1, c[2]))),
            NormalData.Variable(c[2]),
        ]);
        Assert.True(GaussianSpecification.Test(NormalData.Conditional, Given(c[0], c[1]), isRanked: true, RunContext.Default)!.P > 0.05);
        Assert.Equal(0.01, GaussianSpecification.Test(NormalData.Conditional, Given(noise[0], noise[1]), isRanked: true, RunContext.Default)!.P, 1e-12);
    }

    [Theory]
    [InlineData("normal", Verdict.Value, "specified")]
    [InlineData("cubic", Verdict.Value, "specified")]
    [InlineData("student", Verdict.LowerBound, "falls-short")]
    public void CopulaVerdict_IsWhatTheTestSays(string law, Verdict verdict, string code)
    {
        Estimate estimate = Measure.MutualInformation.Estimate(
            SpecificationData.Of(law, 2_000, 2, 5).Variables, estimator: new GaussianCopula());
        Assert.Equal(verdict, estimate.Verdict);
        Assert.Contains(estimate.Notes, note => note.Code == code);
    }

    [Fact]
    public void CopulaVerdict_OfFewRows_IsALowerBound()
    {
        Estimate estimate = Measure.MutualInformation.Estimate(SpecificationData.Of("normal", 900, 1, 6).Variables, estimator: new GaussianCopula());
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Contains(estimate.Notes, note => note.Code == "falls-short" && note.Text.Contains("1,000 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void CovarianceVerdict_IsWhatTheTestSays()
    {
        Estimate normal = Measure.MutualInformation.Estimate(SpecificationData.Of("normal", 1_500, 2, 7).Variables, estimator: new Gaussian());
        Assert.Equal(Verdict.Value, normal.Verdict);
        Assert.Contains(normal.Notes, note => note.Code == "specified");

        // Margins that Jarque and Bera pass, and a dependence that is none of a normal law.
        Estimate cross = Measure.MutualInformation.Estimate(SpecificationData.Of("lopsided-cross", 2_000, 1, 7).Variables, estimator: new Gaussian());
        Assert.Equal(Verdict.Unreliable, cross.Verdict);
        Assert.Contains(cross.Notes, note => note.Code == "not-normal" && note.Text.Contains("held out", StringComparison.Ordinal));

        Estimate few = Measure.MutualInformation.Estimate(SpecificationData.Of("lopsided-cross", 600, 1, 7).Variables, estimator: new Gaussian());
        Assert.Equal(Verdict.Value, few.Verdict);
    }

    [SlowTheory]
    [InlineData("normal", 200, 1, 1_000)]
    [InlineData("normal", 200, 20, 150)]
    [InlineData("equal", 200, 5, 400)]
    [InlineData("equal", 1_000, 1, 300)]
    [InlineData("equal", 1_000, 10, 40)]
    [InlineData("cubic", 10_000, 1, 30)]
    [InlineData("equal", 10_000, 10, 10)]
    [InlineData("equal", 1_100, 128, 5)]
    public void P_OfNormalCopulas_IsUniform(string law, int count, int dimension, int draws)
    {
        int refused = 0;
        double sum = 0;
        for (int i = 0; i < draws; i++)
        {
            Sample sample = SpecificationData.Of(law, count, dimension, (ulong)(100 + i));
            double p = GaussianSpecification.Test(NormalData.Pair, sample, isRanked: true, RunContext.Default with { Seed = (ulong)i })?.P ?? 0.5;
            refused += p <= 0.05 + 1e-9 ? 1 : 0;
            sum += p;
        }

        Assert.InRange((refused - (0.05 * draws)) / Math.Sqrt(0.05 * 0.95 * draws), -3.5, 3.5);
        Assert.InRange(((sum / draws) - 0.505) / Math.Sqrt(1.0 / 12 / draws), -3.5, 3.5);
    }

    [SlowTheory]
    [InlineData("student", 500, 1, 0.5)]
    [InlineData("student", 1_000, 1, 0.7)]
    [InlineData("student", 200, 5, 0.9)]
    [InlineData("additive", 200, 1, 0.6)]
    [InlineData("additive", 500, 1, 0.9)]
    [InlineData("cross", 200, 1, 0.9)]
    [InlineData("square", 200, 1, 0.9)]
    public void Power_AgainstAnotherDependence_IsAsDocumented(string law, int count, int dimension, double least)
    {
        const int Samples = 100;
        int refused = 0;
        for (int i = 0; i < Samples; i++)
        {
            Sample sample = SpecificationData.Of(law, count, dimension, (ulong)i);
            refused += GaussianSpecification.Test(NormalData.Pair, sample, isRanked: true, RunContext.Default)!.P <= 0.05 + 1e-9 ? 1 : 0;
        }

        Assert.True(refused >= least * Samples, $"{refused} of {Samples}");
    }
}
