using Xunit;

namespace Infometer.Tests;

/// <summary>What is concluded from estimators of numeric variables, whichever they are.</summary>
public class RowInferenceTests
{
    private static readonly NaiveKsg s_ksg = new();

    [Fact]
    public void DependentPair_IsAValueWithIntervalAndTail()
    {
        (Variable x, Variable y) = Normal(300, 0.8);
        Estimate estimate = MutualInformation.Estimate(x, y, s_ksg);
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.True(estimate.Interval!.Value.Contains(-0.5 * Math.Log(1 - 0.64)));
        Assert.True(estimate.PValue < 1e-6);
        Assert.Contains("Student's t", estimate.PMethod, StringComparison.Ordinal);
        Assert.Equal(estimate.Raw, estimate.Value);
        Assert.InRange(estimate.Chance!.Value, -0.1, 0.1);
    }

    [Fact]
    public void IndependentPair_IsNotDetected()
    {
        (Variable x, Variable y) = Normal(200, 0);
        Estimate estimate = MutualInformation.Estimate(x, y, s_ksg);
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Equal(0, estimate.Interval!.Value.Low);
        Assert.InRange(estimate.Interval.Value.High!.Value, 0, 0.2);
        Assert.Contains(estimate.Notes, n => n.Code == "not-detected" && n.Text.Contains("bits would have been", StringComparison.Ordinal));
    }

    [Fact]
    public void Permutations_AskedFor_GiveTheExactTestAndTheDraws()
    {
        (Variable x, Variable y) = Normal(100, 0.8);
        Estimate estimate = MutualInformation.Estimate(x, y, s_ksg, new EstimateOptions { Permutations = 19 });
        Assert.Equal(1.0 / 20, estimate.PValue);
        Assert.Equal("rows permuted: exact, 19 draws", estimate.PMethod);
        Assert.Equal(19, estimate.Null.Length);
    }

    [Fact]
    public void Threads_DoNotChangeTheAnswer()
    {
        (Variable x, Variable y) = Normal(150, 0.2);
        Estimate one = MutualInformation.Estimate(x, y, s_ksg, context: new RunContext { MaxDegreeOfParallelism = 1 });
        Estimate two = MutualInformation.Estimate(x, y, s_ksg, context: new RunContext { MaxDegreeOfParallelism = 3 });
        Assert.Equal(one.ToJson(), two.ToJson());
    }

    [Fact]
    public void RowsInTheSamePlace_AreUnreliable()
    {
        Variable x = Variable.Continuous(Enumerable.Range(0, 90).Select(i => (double)(i % 3)).ToArray(), 1, "x");
        Estimate estimate = MutualInformation.Estimate(x, x.Named("y"), s_ksg);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Null(estimate.Value);
        Assert.Contains(estimate.Notes, n => n.Code == "ties" && n.Text.Contains("gao-mixture", StringComparison.Ordinal));
    }

    [Fact]
    public void RepeatedValues_AreUnreliable()
    {
        Rng rng = Rng.For(3, "test");
        double[] hours = new double[200];
        double[] other = new double[200];
        for (int i = 0; i < hours.Length; i++)
        {
            hours[i] = rng.NextInt(40);
            other[i] = rng.NextNormal();
        }

        Estimate estimate = MutualInformation.Estimate(Variable.Continuous(hours, 1, "hours"), Variable.Continuous(other, 1, "other"), s_ksg);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "ties" && n.Text.Contains("'hours'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("atoms-and-normals")]
    [InlineData("zero-inflated-pair")]
    public void RowsInTheSamePlace_AreALowerBound_ToAnEstimatorThatCountsThem(string id)
    {
        // Rows next to an atom have it for a neighbour in one variable and not in the other, so that the value is low.
        KnownDistribution task = KnownTruths.Get(id);
        Estimate estimate = task.Estimate(600, 1, new GaoMixture());
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.InRange(estimate.Interval!.Value.Low, 0.02, task.Truth);
        Assert.Contains(estimate.Notes, n => n.Code == "atoms");
        Assert.DoesNotContain(estimate.Notes, n => n.Code == "ties");
    }

    [Fact]
    public void LowerBound_LeavesOutWhatIsFoundWhereNothingIsShared()
    {
        // The correction of lnc finds half a nat in two and two independent columns.
        KnownDistribution task = KnownTruths.Get("normal-0.6-2x2");
        Estimate estimate = task.Estimate(300, 1, new Lnc());
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.InRange(estimate.Chance!.Value, 0.3, 0.7);
        Assert.True(estimate.Value > task.Truth + 0.3);
        Assert.InRange(estimate.Interval!.Value.Low, 0.05, task.Truth);
    }

    [Fact]
    public void ManyDimensions_AreALowerBound()
    {
        Rng rng = Rng.For(4, "test");
        double[] x = new double[600];
        double[] y = new double[600];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = rng.NextNormal();
            y[i] = x[i] + (0.5 * rng.NextNormal());
        }

        Estimate estimate = MutualInformation.Estimate(Variable.Continuous(x, 3, "x"), Variable.Continuous(y, 3, "y"), s_ksg);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Null(estimate.Interval!.Value.High);
        Assert.Contains(estimate.Notes, n => n.Code == "dimension");
    }

    [Fact]
    public void UnlikeScales_AreALowerBoundToNeighboursAmongRawNumbers()
    {
        (Variable x, Variable y) = Normal(1_000, 0.8);
        Variable wide = y.Map(v => 100 * v);
        Estimate raw = MutualInformation.Estimate(x, wide, new Ksg());
        Assert.Equal((Verdict.LowerBound, (double?)null), (raw.Verdict, raw.Interval!.Value.High));
        Assert.Contains(raw.Notes, n => n.Code == "unlike-scales" && n.Text.Contains("'y'", StringComparison.Ordinal));
        Assert.True(raw.Value < 0.45);

        foreach (Estimate alike in new[]
        {
            MutualInformation.Estimate(x, y, new Ksg()),
            MutualInformation.Estimate(x, wide, new Ksg { Standardize = Standardization.ZScore }),
            MutualInformation.Estimate(x, wide, new GaussianCopula()),
            MutualInformation.Estimate(x, wide),
        })
        {
            Assert.Equal(Verdict.Value, alike.Verdict);
            Assert.DoesNotContain(alike.Notes, n => n.Code == "unlike-scales");
            Assert.Equal(-0.5 * Math.Log(0.36), alike.Value!.Value, 0.1);
        }
    }

    [Fact]
    public void UnlikeScales_AreUnreliable_WhereNothingIsFoundOrSomethingIsGiven()
    {
        (Variable x, Variable y) = Normal(300, 0.8);
        Estimate missed = MutualInformation.Estimate(x, y.Map(v => 1e6 * v), new Ksg());
        Assert.True(missed.PValue > 0.05);
        Assert.Equal((Verdict.Unreliable, (Interval?)null), (missed.Verdict, missed.Interval));
        Assert.Contains(missed.Notes, n => n.Code == "unlike-scales");

        (Variable z, _) = Normal(299, 0);
        Variable given = Variable.Continuous(z.Values.ToArray().Append(0).Select(v => v / 1_000).ToArray(), 1, "z");
        Estimate conditional = MutualInformation.EstimateConditional(x, y, given, new Ksg());
        Assert.Equal((Verdict.Unreliable, (double?)null), (conditional.Verdict, conditional.Value));
        Assert.Contains(conditional.Notes, n => n.Code == "unlike-scales");
    }

    [Fact]
    public void HeavyTailsAlone_AreNoUnlikeScales()
    {
        KnownSample sample = KnownTruths.Get("student-1-1x1").Sample(1_000, 3);
        Assert.DoesNotContain(MutualInformation.Estimate(sample.X, sample.Y, new Ksg()).Notes, n => n.Code == "unlike-scales");
    }

    [Fact]
    public void ConstantVariable_SharesNothing()
    {
        (Variable x, _) = Normal(50, 0);
        Estimate estimate = MutualInformation.Estimate(x, Variable.Continuous(new double[50], 1, "c"), s_ksg);
        Assert.Equal((0.0, Verdict.NotDetected), (estimate.Value!.Value, estimate.Verdict));
        Assert.Contains(estimate.Notes, n => n.Code == "constant" && n.Text.Contains("'c'", StringComparison.Ordinal));
    }

    [Fact]
    public void UnsupportedKinds_NameTheEstimatorAndTheVariables()
    {
        (Variable x, _) = Normal(50, 0);
        Variable label = Variable.Discrete<int>([.. Enumerable.Range(0, 50).Select(i => i % 2)], "label");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => MutualInformation.Estimate(x, label, s_ksg));
        Assert.StartsWith("'naive-ksg' cannot evaluate 'mi' of 'x' (continuous), 'label' (discrete)", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<InvalidInputException>(() => Measure.NormalizedMutualInformation().Estimate([x, x.Named("y")], null, s_ksg));
        Assert.Contains("is defined for discrete variables only", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DiscreteCondition_IsTheMeanOverItsLevels()
    {
        (Variable x, Variable y) = Normal(200, 0.7);
        int[] level = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 1 : 0)];
        Variable z = Variable.Discrete<int>(level, "z");
        Estimate estimate = MutualInformation.EstimateConditional(x, y, z, s_ksg);
        double expected = 0;
        for (int c = 0; c < 2; c++)
        {
            int[] rows = [.. Enumerable.Range(0, 200).Where(i => level[i] == c)];
            double[] At(Variable v) => [.. rows.Select(r => v.Values.Span[r])];
            expected += rows.Length / 200.0 * MutualInformation.Estimate(Variable.Continuous(At(x)), Variable.Continuous(At(y)), s_ksg).Raw;
        }

        Assert.Equal(expected, estimate.Raw, 1e-12);
    }

    private static (Variable X, Variable Y) Normal(int n, double rho)
    {
        Rng rng = Rng.For(11, "pair", n);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = rng.NextNormal();
            y[i] = (rho * x[i]) + (Math.Sqrt(1 - (rho * rho)) * rng.NextNormal());
        }

        return (Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y"));
    }
}
