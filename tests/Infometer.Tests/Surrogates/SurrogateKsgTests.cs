using Xunit;

namespace Infometer.Tests;

public class SurrogateKsgTests
{
    private static readonly VariableShape[] s_numbers =
    [
        new(VariableKind.Continuous, 2), new(VariableKind.Mixed, 1), new(VariableKind.Continuous, 1),
    ];

    [Theory]
    [InlineData(1, 0.6, 0.06)]
    [InlineData(2, 0.8, 0.1)]
    [InlineData(5, 0.6, 0.1)]
    [InlineData(10, 0.8, 0.15)]
    public void Value_OfNormalPairs_IsTheClosedForm(int dimension, double rho, double tolerance)
    {
        double truth = NormalData.Truth(dimension, rho);
        Estimate estimate = Ask(NormalData.Pairs(1_000, dimension, rho, 3));
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Equal(truth, estimate.Value!.Value, tolerance);
        Assert.True(estimate.Interval!.Value.Contains(truth));
    }

    [Fact]
    public void Value_OfFiveNatsInTenColumns_IsWithinThreePercentFrom500Rows()
    {
        // KSG alone shows 1.6.
        Sample sample = NormalData.Pairs(500, 10, 0.8, 5);
        double truth = NormalData.Truth(10, 0.8);
        Estimate estimate = Ask(sample);
        Assert.Equal(truth, estimate.Value!.Value, 0.03 * truth);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "few-rows");
    }

    [Theory]
    [InlineData("student-2-5x5")]
    [InlineData("student-2-3x3")]
    [InlineData("student-1-2x2")]
    [InlineData("concentric-5-5")]
    [InlineData("concentric-25-5")]
    [InlineData("ball-3x3")]
    public void Value_OfWhatDistancesShare_IsThatOfTheRadii(string id)
    {
        KnownDistribution task = KnownTruths.Get(id);
        Estimate estimate = task.Estimate(2_000, 4, new SurrogateKsg());
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.InRange(estimate.Value!.Value, 0.8 * task.Truth, 1.1 * task.Truth);
        Assert.True(estimate.Interval!.Value.Contains(task.Truth));
        Assert.True(estimate.Value > task.Estimate(2_000, 4, new Ksg()).Value + 0.03);
    }

    [Theory]
    [InlineData("spiral-2pair-3x3")]
    [InlineData("spiral-2pair-5x5")]
    [InlineData("spiral-2pair-25x25")]
    [InlineData("spiral-normal-cdf-2pair-3x3")]
    [InlineData("mixture-waves")]
    [InlineData("inliers-0.2")]
    [InlineData("berkson-3x3")]
    public void Verdict_OfWhatNeitherPartShows_IsALowerBound(string id)
    {
        KnownDistribution task = KnownTruths.Get(id);
        Estimate estimate = task.Estimate(2_000, 6, new SurrogateKsg());
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.InRange(estimate.Interval!.Value.Low, 0.25 * task.Truth, task.Truth);
        Assert.Null(estimate.Interval.Value.High);
    }

    [Fact]
    public void Estimate_OfExchangedSides_IsTheSameInEveryBit()
    {
        Variable[][] pairs =
        [
            [.. NormalData.Pairs(300, 1, 0.7, 1).Variables],
            [.. NormalData.Pairs(300, 3, 0.5, 2).Variables],
            [NeighborData.Numeric(NeighborData.Normals(300, 2, 3), 2), NeighborData.Numeric(NeighborData.Normals(300, 4, 4), 4)],
            [.. NormalData.Pairs(300, 2, 0.7, 5).Variables.Select(v => v.Map(a => Math.Round(a, 1)))],
        ];
        foreach (Variable[] pair in pairs)
        {
            Estimate there = Measure.MutualInformation.Estimate([pair[0], pair[1]], estimator: new SurrogateKsg());
            Estimate back = Measure.MutualInformation.Estimate([pair[1], pair[0]], estimator: new SurrogateKsg());
            Assert.Equal(
                (there.Raw, there.Value, there.StandardError, there.Interval, there.PValue, there.Verdict),
                (back.Raw, back.Value, back.StandardError, back.Interval, back.PValue, back.Verdict));
        }
    }

    [Fact]
    public void Estimate_ByAnyNumberOfThreads_IsTheSameInEveryBit()
    {
        Sample sample = NormalData.Pairs(1_200, 5, 0.3, 8);
        string[] answers = [.. new[] { 1, 2, 5 }.Select(threads => Ask(sample, threads).ToJson())];
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public void Estimate_ByAnotherSeed_DrawsOtherTwins()
    {
        Sample sample = NormalData.Pairs(300, 3, 0.6, 8);
        double one = new SurrogateKsg().Evaluate(NormalData.Pair, sample, new RunContext { Seed = 1 }).Nats;
        double other = new SurrogateKsg().Evaluate(NormalData.Pair, sample, new RunContext { Seed = 2 }).Nats;
        Assert.NotEqual(one, other);
        Assert.Equal(one, other, 0.1);
    }

    [Fact]
    public void Estimate_OfRanks_IsTheSameAfterMonotoneMaps()
    {
        Sample sample = NormalData.Pairs(400, 2, 0.6, 8);
        SurrogateKsg estimator = new() { Margins = MarginScale.RankGaussian };
        Estimate plain = Measure.MutualInformation.Estimate([.. sample.Variables], estimator: estimator);
        Estimate mapped = Measure.MutualInformation.Estimate(
            [sample.Variables[0].Map(Math.Exp), sample.Variables[1].Map(a => a * a * a)], estimator: estimator);
        Assert.Equal((plain.Value, plain.Interval, plain.PValue), (mapped.Value, mapped.Interval, mapped.PValue));
    }

    [Fact]
    public void Locals_HaveTheValueForTheirMean()
    {
        foreach (int dimension in new[] { 1, 3 })
        {
            Sample sample = NormalData.Pairs(200, dimension, 0.6, 8);
            TermEstimate estimate = new SurrogateKsg().Evaluate(NormalData.Pair, sample, RunContext.Default);
            Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
            Assert.True(estimate.StandardError > 0);
        }
    }

    [Fact]
    public void Estimate_OfFewEqualValues_SaysThatTheyWereRankedAtRandom()
    {
        Sample sample = NormalData.Pairs(1_000, 1, 0.6, 8);
        Estimate estimate = Measure.MutualInformation.Estimate(
            [sample.Variables[0].Map(a => Math.Round(a, 3)), sample.Variables[1]], estimator: new SurrogateKsg());
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "ties-broken");
        Assert.Equal(NormalData.Truth(1, 0.6), estimate.Value!.Value, 0.06);
    }

    [Fact]
    public void Estimate_OfRoundedValues_IsALowerBoundNearTheTruth()
    {
        Sample sample = NormalData.Pairs(2_000, 1, 0.6, 8);
        Estimate estimate = Measure.MutualInformation.Estimate(
            [.. sample.Variables.Select(v => v.Map(a => Math.Round(a, 1)))], estimator: new SurrogateKsg());
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "ties");
        Assert.Equal(NormalData.Truth(1, 0.6), estimate.Value!.Value, 0.05);
    }

    [Fact]
    public void Estimate_OfCopiedRows_IsUnreliable()
    {
        Sample sample = NormalData.Pairs(200, 1, 0.6, 8);
        int[] rows = [.. Enumerable.Range(0, 600).Select(i => i % 200)];
        Estimate estimate = Measure.MutualInformation.Estimate(
            [.. sample.Variables.Select(v => v.Select(rows))], estimator: new SurrogateKsg());
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "ties" && n.Text.Contains("copied rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Estimate_OfAMonotoneFunction_IsInfinite()
    {
        Variable x = NormalData.Pairs(300, 1, 0.6, 8).Variables[0];
        Estimate estimate = Measure.MutualInformation.Estimate([x, x.Map(Math.Exp)], estimator: new SurrogateKsg());
        Assert.Equal((double.PositiveInfinity, Verdict.Unreliable), (estimate.Raw, estimate.Verdict));
    }

    [Fact]
    public void Evaluate_OfTooFewRows_IsRefused()
    {
        InvalidInputException few = Assert.Throws<InvalidInputException>(() => Ask(NormalData.Pairs(11, 1, 0.6, 8)));
        Assert.Contains("at least 12 rows", few.Message, StringComparison.Ordinal);
        InvalidInputException wide = Assert.Throws<InvalidInputException>(() => Ask(NormalData.Pairs(20, 10, 0.6, 8)));
        Assert.Contains("needs more rows than 20", wide.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Supports_IsOfTwoNumericSidesAlone()
    {
        SurrogateKsg estimator = new();
        Assert.True(estimator.Supports(NormalData.Pair, s_numbers));
        Assert.True(estimator.Supports(new InformationTerm([VariableSet.Range(0, 2), VariableSet.Of(2)]), s_numbers));
        Assert.False(estimator.Supports(NormalData.Conditional, s_numbers));
        Assert.False(estimator.Supports(NeighborData.Correlation(3), s_numbers));
        Assert.False(estimator.Supports(new EntropyTerm(VariableSet.Of(0)), s_numbers));
        Assert.False(estimator.Supports(NormalData.Pair, [new(VariableKind.Discrete, 1), .. s_numbers[1..]]));
    }

    [Fact]
    public void Estimate_OfASeries_IsRefused()
    {
        Sample sample = NormalData.Pairs(300, 1, 0.6, 8);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(
            () => Measure.LaggedMutualInformation().Estimate([.. sample.Variables], estimator: new SurrogateKsg()));
        Assert.Contains("'sc-ksg' cannot evaluate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TotalCorrelation_OfNormalColumns_AddsItsTermsAndTheirIntervals()
    {
        double[][] columns = NormalData.Columns(1_000, 3, 12);
        columns[1] = NormalData.Combine((0.6, columns[0]), (0.8, columns[1]));
        columns[2] = NormalData.Combine((0.6, columns[1]), (0.8, columns[2]));
        Estimate estimate = Measure.TotalCorrelation.Estimate(
            [.. columns.Select(c => NeighborData.Numeric(c))], estimator: new SurrogateKsg());
        double truth = 2 * NormalData.Truth(1, 0.6);
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Equal(truth, estimate.Value!.Value, 0.1);
        Assert.True(estimate.Interval!.Value.Contains(truth));
    }

    [Theory]
    [InlineData("margins", "ranks")]
    [InlineData("surrogates", "3")]
    [InlineData("surrogates", "65")]
    [InlineData("neighbors", "3")]
    public void Options_OutOfRange_AreRefused(string name, string value) =>
        Assert.Throws<InvalidInputException>(() => SurrogateKsg.Describe.CreateWith([new(name, value)]));

    [Fact]
    public void Options_RoundTrip()
    {
        SurrogateKsg estimator = (SurrogateKsg)SurrogateKsg.Describe.CreateWith([new("margins", "z-score"), new("surrogates", "8")]);
        Assert.Equal(new SurrogateKsg { Margins = MarginScale.ZScore, Surrogates = 8 }, estimator);
        Assert.Equal(["z-score", "8"], SurrogateKsg.Describe.Options.Select(o => o.Get(estimator)));
        OptionDescriptor[] options = [.. SurrogateKsg.Describe.Options];
        Assert.Equal(options.Select(o => o.Default), options.Select(o => o.Get(new SurrogateKsg())));
    }

    // 40 rows: the exact level is 0.05 whatever the statistics are.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void NotDetected_OfIndependentSides_IsNineteenOfTwenty(int dimension)
    {
        const int Runs = 400;
        int found = 0;
        for (int run = 0; run < Runs; run++)
        {
            Sample sample = NormalData.Pairs(40, dimension, 0, 31, run);
            Estimate estimate = Measure.MutualInformation.Estimate(
                [.. sample.Variables],
                estimator: new SurrogateKsg(),
                options: new EstimateOptions { Permutations = 19 },
                context: new RunContext { Seed = (ulong)run });
            found += estimate.Verdict == Verdict.NotDetected ? 0 : 1;
        }

        // Binomial(400, 0.05): mean 20, deviation 4.4.
        Assert.InRange(found, 8, 34);
    }

    [SlowFact]
    public void Value_OverClassicTasks_Covers()
    {
        (int values, int covered, int far) = (0, 0, 0);
        foreach (KnownDistribution task in KnownTruths.Select(["classic"]).Where(t => t.X.Dimension <= 5))
        {
            for (ulong seed = 0; seed < 4; seed++)
            {
                Estimate estimate = task.Estimate(2_000, seed, new SurrogateKsg(), context: new RunContext { Seed = seed });
                if (estimate.Verdict == Verdict.Value)
                {
                    Interval interval = estimate.Interval!.Value;
                    values++;
                    covered += interval.Contains(task.Truth) ? 1 : 0;
                    far += task.Truth < interval.Low - 0.1 || task.Truth > interval.High + 0.1 ? 1 : 0;
                }
                else
                {
                    Assert.True(estimate.Interval!.Value.Low <= task.Truth, task.Id);
                }
            }
        }

        Assert.True(values >= 100, $"{values} values");
        Assert.True(covered >= 0.92 * values, $"{covered} of {values} covered");
        Assert.Equal(0, far);
    }

    private static Estimate Ask(Sample sample, int threads = 2) => Measure.MutualInformation.Estimate(
        [.. sample.Variables], estimator: new SurrogateKsg(), context: new RunContext { MaxDegreeOfParallelism = threads });
}
