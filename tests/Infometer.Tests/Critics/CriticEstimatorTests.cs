using Xunit;

namespace Infometer.Tests;

/// <summary>Estimators by critics from variables to a number: what they take, what they refuse, and where they must land.</summary>
public class CriticEstimatorTests
{
    // 2 · −½ ln(1 − 0.6²).
    private static readonly double s_truth = -Math.Log(1 - 0.36);

    public static TheoryData<string> Ids => [.. CriticData.Estimators.Select(e => e.Descriptor.Id)];

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_NormalPair_IsNearTheTruthAndNotAbove(string id)
    {
        foreach (bool knowsCorrelations in new[] { true, false })
        {
            ContrastiveEstimator estimator = CriticData.Get(id) with { KnowsCorrelations = knowsCorrelations };
            TermEstimate estimate = Evaluate(estimator, CriticData.Variables(2_000, 2, 0.6, 1));
            double error = CriticData.StandardError(estimate.Locals.Span);
            Assert.InRange(estimate.Nats, 0.8 * s_truth, s_truth + (3 * error));
            Assert.InRange(error, 0.005, 0.03);
        }
    }

    [SlowTheory]
    [InlineData("info-nce", CriticKind.Concatenated)]
    [InlineData("flo", CriticKind.Concatenated)]
    [InlineData("js", CriticKind.Hybrid)]
    public void Estimate_CriticsOfPairs_AreNearTheTruthAndNotAbove(string id, CriticKind kind)
    {
        ContrastiveEstimator estimator = CriticData.Get(id) with { Critic = kind, KnowsCorrelations = false, Width = 64, Steps = 800 };
        TermEstimate estimate = Evaluate(estimator, CriticData.Variables(2_000, 2, 0.6, 2));
        Assert.InRange(estimate.Nats, 0.8 * s_truth, s_truth + (3 * CriticData.StandardError(estimate.Locals.Span)));
    }

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_ShuffledPairs_IsNothing(string id)
    {
        Variable[] variables = CriticData.Variables(1_000, 5, 0.9, 3);
        Rng rng = Rng.For(1, "shuffled pairs");
        int[] order = [.. Enumerable.Range(0, 1_000)];
        rng.Shuffle(order.AsSpan());
        Estimate estimate = Ask(CriticData.Get(id), variables[0], variables[1].Select(order));
        Assert.InRange(estimate.Raw, -0.03, 0.03);
        Assert.True(estimate.PValue > 0.02, $"p = {estimate.PValue}");
    }

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_RandomLabels_IsNothing(string id)
    {
        Rng rng = Rng.For(2, "random labels");
        int[] labels = new int[1_000];
        foreach (ref int label in labels.AsSpan())
        {
            label = rng.NextInt(7);
        }

        Estimate estimate = Ask(CriticData.Get(id), CriticData.Variables(1_000, 5, 0, 4)[0], Variable.Discrete<int>(labels, "label"));
        Assert.InRange(estimate.Raw, -0.03, 0.03);
        Assert.True(estimate.PValue > 0.02, $"p = {estimate.PValue}");
    }

    [Theory]
    [InlineData("info-nce")]
    [InlineData("js")]
    public void Estimate_Dependence_IsALowerBoundWithASmallP(string id)
    {
        Variable[] variables = CriticData.Variables(300, 1, 0.9, 5);
        Estimate estimate = Ask(Short(id), variables[0], variables[1]);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.True(estimate.PValue < 0.05);
        Assert.InRange(estimate.Interval!.Value.Low, 0.2, -0.5 * Math.Log(1 - 0.81));
        Assert.Contains(estimate.Notes, n => n.Code is "critic-bound" or "near-ceiling");
    }

    [Fact]
    public void Estimate_Smile_IsNoBoundAndNoValue()
    {
        Variable[] variables = CriticData.Variables(300, 1, 0.9, 5);
        Estimate estimate = Ask(Short("smile"), variables[0], variables[1]);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Null(estimate.Value);
        Assert.Contains(estimate.Notes, n => n.Code == "no-bound");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Estimate_Labels_AreColumnsOfTheirOwn(bool isXDiscrete, bool isYDiscrete)
    {
        Variable[] variables = CriticData.Variables(600, 1, 0.95, 6);
        Variable x = isXDiscrete ? variables[0].Cut(3) : variables[0];
        Variable y = isYDiscrete ? variables[1].Cut(4) : variables[1];
        Estimate estimate = Ask(Short("info-nce"), x, y);

        // At least what three and four levels share, and at most what the uncut pair shares or the labels hold.
        double cut = Measure.MutualInformation.Estimate(
            [variables[0].Cut(3), variables[1].Cut(4)], null, new Plugin(), new EstimateOptions { Permutations = 19 }).Raw;
        Assert.InRange(estimate.Raw, 0.8 * cut, Math.Log(isXDiscrete ? 3 : 4));
        Assert.True(estimate.PValue < 0.05);
    }

    [Fact]
    public void Estimate_MixedAndUnequalWidths_IsFound()
    {
        Variable[] variables = CriticData.Variables(600, 3, 0.8, 7);
        Variable one = CriticData.Variables(600, 1, 0.5, 8)[0];
        double[] first = [.. Enumerable.Range(0, 600).Select(i => variables[1].Values.Span[3 * i])];
        Variable mixed = Variable.Continuous(first, 1, "m").Mixed();
        double found = Evaluate(Short("info-nce"), variables[0], mixed).Nats;
        Assert.InRange(found, 0.2, -0.5 * Math.Log(1 - 0.64));
        Assert.InRange(Evaluate(Short("info-nce"), variables[0], one).Nats, -0.05, 0.05);
    }

    [Fact]
    public void Estimate_SwappedArguments_IsNearTheSame()
    {
        Variable[] variables = CriticData.Variables(400, 2, 0.8, 9);
        double there = Evaluate(Short("info-nce"), variables[0], variables[1]).Nats;
        double back = Evaluate(Short("info-nce"), variables[1], variables[0]).Nats;
        Assert.Equal(there, back, 0.1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_ConstantColumn_IsZero(string id)
    {
        Variable[] variables = CriticData.Variables(200, 1, 0.8, 10);
        Assert.Equal(0, Evaluate(Short(id), variables[0].Map(_ => 3), variables[1]).Nats, 0.02);
        Assert.Equal(0, Evaluate(Short(id), variables[0], variables[1].Cut(1)).Nats, 0.02);
        Variable beside = NumericCases.Beside("x", variables[0], variables[0].Map(_ => 3));
        Assert.InRange(Evaluate(Short("info-nce"), beside, variables[1]).Nats, 0.2, -0.5 * Math.Log(1 - 0.64) + 0.15);
    }

    [Fact]
    public void Estimate_TooFewRows_SaysHowManyItNeeds()
    {
        Variable[] variables = CriticData.Variables(39, 1, 0.8, 11);
        InvalidInputException few = Assert.Throws<InvalidInputException>(() => Evaluate(new InfoNce(), variables));
        Assert.Contains("at least 40 rows, and there are 39", few.Message);
        InvalidInputException folds = Assert.Throws<InvalidInputException>(() => Evaluate(new InfoNce { Folds = 20 }, variables));
        Assert.Contains("at least 100 rows", folds.Message);
        Assert.True(double.IsFinite(Evaluate(Short("info-nce"), CriticData.Variables(40, 1, 0.8, 11)).Nats));
    }

    [Fact]
    public void Estimate_TooManyLevels_SaysHowManyItTakes()
    {
        Variable levels = Variable.Discrete<int>([.. Enumerable.Range(0, 16_385)], "ticket");
        Variable numbers = Variable.Continuous(new double[16_385], 1, "price");
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Evaluate(new InfoNce(), levels, numbers));
        Assert.Contains("'ticket' as 16,385 columns", refused.Message);
        Assert.Contains("takes 16,384; merge", refused.Message);
    }

    [Fact]
    public void Estimate_MissingNumbers_AreDropped()
    {
        Variable[] variables = CriticData.Variables(200, 1, 0.8, 12);
        double[] holed = variables[0].Values.ToArray();
        holed[17] = double.NaN;
        Variable x = Variable.Of(Column.Numeric("x", holed, VariableKind.Continuous));
        Estimate estimate = Ask(Short("info-nce"), x, variables[1]);
        Assert.Equal(199, estimate.Count);
        int[] kept = [.. Enumerable.Range(0, 200).Where(i => i != 17)];
        Assert.Equal(Evaluate(Short("info-nce"), variables[0].Select(kept), variables[1].Select(kept)).Nats, estimate.Raw);
    }

    [Fact]
    public void Supports_ConditionsAndThreeArguments_AreAQuestionOfSums()
    {
        InfoNce estimator = new();
        VariableShape[] shapes = [.. Enumerable.Repeat(new VariableShape(VariableKind.Continuous, 1), 3)];
        Assert.True(estimator.Supports(NeighborData.Pair, shapes));
        Assert.False(estimator.Supports(NeighborData.Correlation(3), shapes));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Options_SetToTheirDefaults_ChangeNothing(string id)
    {
        EstimatorDescriptor descriptor = Estimators.Get(id);
        Estimator estimator = descriptor.Create();
        foreach (OptionDescriptor option in descriptor.Options)
        {
            Assert.Equal(option.Default, option.Get(estimator));
            Assert.Equal(estimator, option.Set(estimator, option.Default));
        }
    }

    [Theory]
    [InlineData(-5, Verdict.Unreliable, "critic-failed")]
    [InlineData(0.5, Verdict.LowerBound, "critic-bound")]
    [InlineData(7, Verdict.LowerBound, "near-ceiling")]
    public void Reservation_OfAValue_SaysWhatItCanBeCalled(double value, Verdict most, string code)
    {
        Reservation reservation = CriticVerdict.Of(new JensenShannon(), value, 999, 1_000);
        Assert.Equal((most, code), (reservation.AtMost, reservation.Reason.Code));
    }

    [Fact]
    public void Estimate_OfASeries_IsRefused()
    {
        Variable[] variables = CriticData.Variables(300, 1, 0.5, 8);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(
            () => Measure.Get("te").Estimate([variables[0], variables[1]], null, Short("dv"), new EstimateOptions()));
        Assert.Contains("'dv' cannot evaluate 'te'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ksg1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("info-nce", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_OfASum_DrawsFromTheNullsOfItsTerms()
    {
        Variable[] pair = CriticData.Variables(400, 1, 0.8, 9);
        Variable third = CriticData.Variables(400, 1, 0, 10)[0];
        Estimate estimate = Measure.Get("tc").Estimate([pair[0], pair[1], third.Named("z")], null, Short("info-nce"), new EstimateOptions());
        Assert.Contains("critics frozen, term by term", estimate.PMethod, StringComparison.Ordinal);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.InRange(estimate.Raw, 0.2, 0.6);
    }

    private static ContrastiveEstimator Short(string id) =>
        CriticData.Get(id) with { Steps = 200, Width = 32, Embedding = 8, Batch = 64 };

    private static TermEstimate Evaluate(ContrastiveEstimator estimator, params Variable[] variables) =>
        estimator.Evaluate(NeighborData.Pair, variables);

    private static Estimate Ask(ContrastiveEstimator estimator, Variable x, Variable y) =>
        Measure.MutualInformation.Estimate([x, y], null, estimator, new EstimateOptions());
}
