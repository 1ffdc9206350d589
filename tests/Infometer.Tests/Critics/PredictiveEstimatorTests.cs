using Xunit;

namespace Infometer.Tests;

/// <summary>Estimators that predict one side from the other, on laws whose information is known.</summary>
public class PredictiveEstimatorTests
{
    private static readonly InformationTerm s_pair = NormalData.Pair;
    private static readonly InformationTerm s_given = NormalData.Conditional;

    public static TheoryData<string> Ids => ["barber-agakov", "doe", "club", "l1out"];

    [Theory]
    [InlineData("gaussian", 0.0)]
    [InlineData("logistic", 0.06)]
    public void Doe_OfNormalVariables_FindsTheirInformation(string law, double misfit)
    {
        Sample sample = NormalData.Pairs(1_500, 4, 0.7, 1);
        DifferenceOfEntropies doe = new() { Law = law == "logistic" ? ResidualLaw.Logistic : ResidualLaw.Gaussian, Steps = 300 };
        TermEstimate estimate = doe.Evaluate(s_pair, sample, RunContext.Default);
        Assert.Equal(NormalData.Truth(4, 0.7), estimate.Nats, misfit + (3.5 * Error(estimate)));
    }

    [Fact]
    public void Doe_OfAStrongRelation_GoesPastTheLogarithmOfItsRows()
    {
        // 10 columns of ρ = 0.9: 8.3 nats, and ln 600 = 6.4.
        TermEstimate estimate = Quick(new DifferenceOfEntropies()).Evaluate(s_pair, NormalData.Pairs(600, 10, 0.9, 2), RunContext.Default);
        Assert.Equal(NormalData.Truth(10, 0.9), estimate.Nats, 0.6);
    }

    [Fact]
    public void Doe_OfColumnsMixedByAnInvertibleMap_StaysWithinItsError()
    {
        double[][] c = NormalData.Columns(1_000, 4, 3);
        double[][] x = c[..2];
        double[][] y = [NormalData.Combine((0.8, c[0]), (0.6, c[2])), NormalData.Combine((0.6, c[1]), (0.8, c[3]))];
        double[][] mixed = [NormalData.Combine((1, y[0]), (3, y[1])), NormalData.Combine((2, y[0]), (-1, y[1]))];
        DifferenceOfEntropies doe = Quick(new DifferenceOfEntropies()) with { Standardize = Standardization.None };
        TermEstimate one = doe.Evaluate(s_pair, Of(x, y), RunContext.Default);
        TermEstimate other = doe.Evaluate(s_pair, Of(x, mixed), RunContext.Default);
        Assert.Equal(one.Nats, other.Nats, Error(one));
    }

    [Fact]
    public void Doe_OfAVarianceThatDependsOnX_LearnsWhatCorrelationsDoNotShow()
    {
        double[][] c = NormalData.Columns(3_000, 2, 4);
        double[] y = [.. c[0].Zip(c[1], static (x, e) => Math.Exp(x) * e)];
        TermEstimate estimate = new DifferenceOfEntropies { Steps = 600 }.Evaluate(s_pair, Of([c[0]], [y]), RunContext.Default);
        Assert.True(estimate.Nats > 0.15, $"{estimate.Nats}");
    }

    [Fact]
    public void Doe_GivenZ_IsThePartialCorrelations()
    {
        // X = Z + e, Y = Z + ½e + f: given Z what e says of ½e + f, ρ² = ⅕.
        double[][] c = NormalData.Columns(2_000, 3, 5);
        double[] x = NormalData.Combine((1, c[0]), (1, c[1]));
        double[] y = NormalData.Combine((1, c[0]), (0.5, c[1]), (1, c[2]));
        Sample sample = Sample.Align([NormalData.Variable(x), NormalData.Variable(y), NormalData.Variable(c[0])]);
        TermEstimate estimate = Quick(new DifferenceOfEntropies()).Evaluate(s_given, sample, RunContext.Default);
        Assert.Equal(-0.5 * Math.Log(0.8), estimate.Nats, 3.5 * Error(estimate));

        Sample chain = Sample.Align(
            [NormalData.Variable(x), NormalData.Variable(NormalData.Combine((1, c[0]), (1, c[2]))), NormalData.Variable(c[0])]);
        TermEstimate none = Quick(new DifferenceOfEntropies()).Evaluate(s_given, chain, RunContext.Default);
        Assert.Equal(0, none.Nats, 0.01);
    }

    [Fact]
    public void BarberAgakov_OfALabelFlippedOneTimeInTen_FallsShortByLittle()
    {
        (int[] x, int[] y) = Flipped(4_000, 0.1, 6);
        Sample sample = Sample.Align([NeighborData.Labels(x), NeighborData.Labels(y)]);
        TermEstimate estimate = Quick(new BarberAgakov()).Evaluate(s_pair, sample, RunContext.Default);
        double truth = Math.Log(2) + (0.1 * Math.Log(0.1)) + (0.9 * Math.Log(0.9));
        Assert.InRange(estimate.Nats, truth - 0.05, truth + (3 * Error(estimate)));
        Assert.Equal(Verdict.LowerBound, estimate.Reservation!.AtMost);
    }

    [Fact]
    public void BarberAgakov_OfNumbersAndALabel_PredictsTheLabelEitherWay()
    {
        double[] x = NormalData.Columns(1_000, 1, 7)[0];
        int[] y = [.. x.Select(v => v > 0 ? 1 : 0)];
        Variable numbers = NormalData.Variable(x);
        Variable labels = NeighborData.Labels(y);
        BarberAgakov estimator = new() { Steps = 400 };
        double one = estimator.Evaluate(s_pair, Sample.Align([numbers, labels]), RunContext.Default).Nats;
        Assert.Equal(one, estimator.Evaluate(s_pair, Sample.Align([labels, numbers]), RunContext.Default).Nats);
        Assert.InRange(one, 0.6, Math.Log(2));
    }

    [Fact]
    public void BarberAgakov_GivenALabel_SeesWhatOnlyBothTell()
    {
        // Y = X xor Z.
        (int[] x, int[] z) = Flipped(1_000, 0.5, 8);
        int[] y = [.. x.Zip(z, static (a, b) => a ^ b)];
        Variable[] variables = [NeighborData.Labels(x), NeighborData.Labels(y), NeighborData.Labels(z)];
        BarberAgakov estimator = new() { Steps = 500 };
        Assert.InRange(estimator.Evaluate(s_given, Sample.Align(variables), RunContext.Default).Nats, 0.6, Math.Log(2));
        Assert.InRange(estimator.Evaluate(s_pair, Sample.Align(variables), RunContext.Default).Nats, -0.02, 0.01);
    }

    [Fact]
    public void Doe_OfALabel_IsNearTheBoundOfTheSameClassifier()
    {
        (int[] x, int[] y) = Flipped(1_000, 0.2, 9);
        Sample sample = Sample.Align([NeighborData.Labels(x), NeighborData.Labels(y)]);
        TermEstimate doe = Quick(new DifferenceOfEntropies()).Evaluate(s_pair, sample, RunContext.Default);
        TermEstimate bound = Quick(new BarberAgakov()).Evaluate(s_pair, sample, RunContext.Default);
        Assert.Equal(bound.Nats, doe.Nats, 0.01);
        Assert.Equal(Verdict.Unreliable, doe.Reservation!.AtMost);
    }

    [Fact]
    public void Club_OfNormalVariables_IsItsClosedForm()
    {
        // With the true law: Σρ²/(1 − ρ²).
        TermEstimate estimate = Quick(new Club()).Evaluate(s_pair, NormalData.Pairs(2_000, 2, 0.6, 10), RunContext.Default);
        Assert.Equal(2 * 0.36 / 0.64, estimate.Nats, 0.15);
    }

    [Fact]
    public void LeaveOneOut_OfALittleInformation_IsNearIt()
    {
        TermEstimate estimate = Quick(new LeaveOneOut()).Evaluate(s_pair, NormalData.Pairs(2_000, 1, 0.6, 11), RunContext.Default);
        Assert.Equal(NormalData.Truth(1, 0.6), estimate.Nats, 0.04);
    }

    [Theory]
    [InlineData("club")]
    [InlineData("l1out")]
    public void Estimate_OfAnUpperBound_ShowsTheNumberAndNoValue(string id)
    {
        Estimate estimate = Run(id, NormalData.Pairs(600, 1, 0.8, 12));
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Null(estimate.Value);
        Assert.True(estimate.Raw > 0.3);
        Assert.True(estimate.PValue < 0.001);
        Assert.Contains(estimate.Notes, n => n.Code == "upper-bound");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfShuffledPairs_DetectsNothing(string id)
    {
        double[][] c = NormalData.Columns(400, 4, 13);
        int[] labels = [.. c[2].Select(v => v > 0.5 ? 2 : v > -0.5 ? 1 : 0)];
        Variable y = id == "barber-agakov" ? NeighborData.Labels(labels) : NormalData.Variable(c[2]);
        Estimate estimate = Run(id, Sample.Align([NormalData.Variable(c[..2]), y]));
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
    }

    [Fact]
    public void Estimate_ByDoe_IsAValueWhereItsLawsFit()
    {
        Estimate estimate = Run("doe", NormalData.Pairs(1_000, 2, 0.6, 14));
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "specified");
        Assert.InRange(NormalData.Truth(2, 0.6), estimate.Interval!.Value.Low, estimate.Interval.Value.High!.Value);
    }

    [Fact]
    public void Estimate_ByDoeOfTwoBranches_IsNone()
    {
        // Y = ±X: normal both ways, but not given X.
        double[][] c = NormalData.Columns(1_000, 3, 15);
        double[] y = [.. c[0].Select((x, i) => (Math.Sign(c[1][i]) * x) + (0.2 * c[2][i]))];
        Estimate estimate = Run("doe", Of([c[0]], [y]));
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "misfit");
    }

    [Fact]
    public void Estimate_ByDoeOfACopy_IsNone()
    {
        double[] x = NormalData.Columns(800, 1, 16)[0];
        Assert.Equal(Verdict.Unreliable, Run("doe", Of([x], [x])).Verdict);
    }

    [Fact]
    public void Supports_OfNumbersToPredict_IsNotForBarberAgakov()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Run("barber-agakov", NormalData.Pairs(100, 1, 0.5, 17)));
        Assert.Contains("doe", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_OfFewRows_IsRefused(string id)
    {
        Variable labels = NeighborData.Labels(Enumerable.Range(0, 30).Select(i => i % 2));
        Variable numbers = NormalData.Variable(NormalData.Columns(30, 1, 18)[0]);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(
            () => Estimators.Get(id).Create().Evaluate(s_pair, Sample.Align([numbers, labels]), RunContext.Default));
        Assert.Contains("at least 40 rows", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_OnOneThreadOrTwo_GivesTheSameBits(string id)
    {
        double[][] c = NormalData.Columns(200, 2, 19);
        Variable y = id == "barber-agakov" ? NeighborData.Labels(c[1].Select(v => v > 0 ? 1 : 0)) : NormalData.Variable(c[1]);
        Sample sample = Sample.Align([NormalData.Variable(c[0]), y]);
        Estimator estimator = Estimators.Get(id).CreateWith([new("steps", "60")]);
        TermEstimate one = estimator.Evaluate(s_pair, sample, new RunContext { MaxDegreeOfParallelism = 1 });
        TermEstimate two = estimator.Evaluate(s_pair, sample, new RunContext { MaxDegreeOfParallelism = 2 });
        Assert.Equal(one.Locals.ToArray(), two.Locals.ToArray());
    }

    [SlowFact]
    public void Doe_OfAHundredAndTwentyEightColumns_IsWithinTwoPercent()
    {
        TermEstimate estimate = new DifferenceOfEntropies().Evaluate(s_pair, NormalData.Pairs(10_000, 128, 0.5, 1), RunContext.Default);
        double truth = NormalData.Truth(128, 0.5);
        Assert.Equal(truth, estimate.Nats, 0.02 * truth);
    }

    [SlowTheory]
    [InlineData("doe", 1)]
    [InlineData("barber-agakov", 2)]
    [InlineData("barber-agakov", 4)]
    public void Estimate_OfIndependentVariablesOfFiftyColumns_IsNothing(string id, int levels)
    {
        const int Seeds = 20;
        double sum = 0;
        int detected = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            double[][] c = NormalData.Columns(2_000, levels == 1 ? 100 : 51, seed);
            Variable y = levels == 1
                ? NormalData.Variable(c[50..])
                : NormalData.Variable(c[50]).Cut(levels);
            Estimate estimate = Estimation.Run(
                Measure.Get("mi"), [NormalData.Variable(c[..50]), y], estimator: Estimators.Get(id).Create());
            sum += estimate.Raw;
            detected += estimate.Verdict == Verdict.NotDetected ? 0 : 1;
        }

        Assert.InRange(sum / Seeds, -0.005, 0.005);
        Assert.InRange(detected, 0, 4);
        TestContext.Current.TestOutputHelper?.WriteLine($"{id} {levels}: mean {sum / Seeds}, detected {detected} of {Seeds}");
    }

    private static T Quick<T>(T estimator)
        where T : CriticEstimator => estimator with { Steps = 150, Width = 32 };

    private static Estimate Run(string id, Sample sample) => Estimation.Run(
        Measure.Get("mi"), sample.Variables, estimator: Quick((CriticEstimator)Estimators.Get(id).Create()));

    private static double Error(TermEstimate estimate)
    {
        double[] locals = estimate.Locals.ToArray();
        return Math.Sqrt(locals.Sum(v => (v - estimate.Nats) * (v - estimate.Nats))) / locals.Length;
    }

    private static Sample Of(double[][] x, double[][] y) => Sample.Align([NormalData.Variable(x), NormalData.Variable(y)]);

    private static (int[] X, int[] Y) Flipped(int n, double share, ulong seed)
    {
        Rng rng = Rng.For(seed, "flipped");
        int[] x = new int[n];
        int[] y = new int[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = rng.NextInt(2);
            y[i] = rng.NextDouble() < share ? 1 - x[i] : x[i];
        }

        return (x, y);
    }
}
