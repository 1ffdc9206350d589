using Xunit;

namespace Infometer.Tests;

public class OrdinalTests
{
    [Fact]
    public void Codes_OfEveryOrder_AreAllDifferent()
    {
        double[][] permutations = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
        int[] codes = [.. permutations.Select(p => Assert.Single(OrdinalPatterns.Codes(p, 3, 1)))];
        Assert.Equal([0, 1, 2, 3, 4, 5], codes);
    }

    [Fact]
    public void Codes_OfTies_AreThoseOfRisingValues()
    {
        Assert.Equal([0], OrdinalPatterns.Codes([5, 5, 5], 3, 1));
        Assert.Equal(OrdinalPatterns.Codes([2, 1, 2.5], 3, 1), OrdinalPatterns.Codes([2, 1, 2], 3, 1));
    }

    [Fact]
    public void Codes_WithADelay_ArePatternsOfEveryOtherRow()
    {
        double[] series = [3, 0, 1, 9, 2, 8];
        int[] codes = OrdinalPatterns.Codes(series, 3, 2);
        Assert.Equal([.. OrdinalPatterns.Codes([3, 1, 2], 3, 1), .. OrdinalPatterns.Codes([0, 9, 8], 3, 1)], codes);
        Assert.Empty(OrdinalPatterns.Codes(series, 4, 2));
    }

    [Fact]
    public void Codes_OfTheLongestPatterns_FitTheirRange()
    {
        double[] falling = [.. Enumerable.Range(0, 12).Select(i => -(double)i)];
        Assert.Equal([479_001_599], OrdinalPatterns.Codes(falling, 12, 1));
    }

    [Fact]
    public void Entropy_OfIndependentValues_IsNearlyLogFactorial()
    {
        double[] x = NormalData.Columns(50_000, 1, 1)[0];
        TermEstimate estimate = Evaluate(new Ordinal { Order = 4 }, new EntropyTerm(VariableSet.Of(0)), x);
        Assert.Equal(Math.Log(24), estimate.Nats, 0.002);
        Assert.True(estimate.Locals.IsEmpty);
        Assert.Equal(Math.Log(24), Evaluate(new Ordinal { Order = 4, Delay = 7 }, new EntropyTerm(VariableSet.Of(0)), x).Nats, 0.002);
    }

    [Fact]
    public void Information_OfPatterns_IsTheSumOfEntropies()
    {
        double[][] c = NormalData.Columns(400, 4, 2);
        c[1] = NormalData.Combine((1, c[0]), (0.5, c[1]));
        Ordinal estimator = new();
        Sample sample = Sample.Align([NormalData.Variable(c[0]), NormalData.Variable(c[1], c[3]), NormalData.Variable(c[2])]);
        double H(VariableSet set) => estimator.Evaluate(new EntropyTerm(set), sample, RunContext.Default).Nats;
        double I(Term term) => estimator.Evaluate(term, sample, RunContext.Default).Nats;
        VariableSet x = VariableSet.Of(0);
        VariableSet y = VariableSet.Of(1);
        VariableSet z = VariableSet.Of(2);
        Assert.Equal(H(x) + H(y) - H(x | y), I(new InformationTerm([x, y])), 1e-12);
        Assert.Equal(H(x | z) + H(y | z) - H(x | y | z) - H(z), I(new InformationTerm([x, y], z)), 1e-12);
        Assert.Equal(H(x) + H(y) + H(z) - H(x | y | z), I(new InformationTerm([x, y, z])), 1e-12);
        Assert.True(I(new InformationTerm([x, y])) > 0.1);
    }

    [Fact]
    public void Entropy_OfMonotoneMaps_IsTheSame()
    {
        double[] x = NormalData.Columns(300, 1, 3)[0];
        EntropyTerm term = new(VariableSet.Of(0));
        Assert.Equal(Evaluate(new Ordinal(), term, x).Nats, Evaluate(new Ordinal(), term, [.. x.Select(Math.Exp)]).Nats);
    }

    [Fact]
    public void Entropy_OfLongPatterns_NeedsNoTableOfThem()
    {
        double[][] c = NormalData.Columns(2_000, 2, 4);
        EntropyTerm both = new(VariableSet.Range(0, 2));
        Assert.Equal(Math.Log(1_989), Evaluate(new Ordinal { Order = 12 }, both, c[0], c[1]).Nats, 1e-9);
    }

    [Fact]
    public void StandardError_OfOverlappingPatterns_IsThatOfRepeatedSeries()
    {
        const int Series = 300;
        Ordinal estimator = new() { Order = 3 };
        EntropyTerm term = new(VariableSet.Of(0));
        double[] values = new double[Series];
        double[] errors = new double[Series];
        for (int s = 0; s < Series; s++)
        {
            // A random walk with drift: its rises come in runs.
            double[] steps = NormalData.Columns(500, 1, 5, s)[0];
            double level = 0;
            double[] walk = [.. steps.Select(step => level += step + 0.5)];
            TermEstimate estimate = Evaluate(estimator, term, walk);
            values[s] = estimate.Nats;
            errors[s] = estimate.StandardError!.Value;
        }

        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Series - 1));
        Assert.Equal(1, errors.Average() / deviation, 0.2);
    }

    [Fact]
    public void Evaluate_FewerRowsThanAPatternSpans_IsRefused()
    {
        Ordinal estimator = new() { Order = 4, Delay = 3 };
        EntropyTerm term = new(VariableSet.Of(0));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Evaluate(estimator, term, new double[9]));
        Assert.Equal(
            "'ordinal' with order=4 and delay=3 spans 10 rows, and there are 9; get more rows, or set a smaller order or delay.", e.Message);
    }

    [Theory]
    [InlineData("order", "1")]
    [InlineData("order", "13")]
    [InlineData("delay", "0")]
    [InlineData("delay", "2.5")]
    public void Options_OutOfRange_AreRefused(string name, string value) =>
        Assert.Throws<InvalidInputException>(() => Estimators.Get("ordinal").CreateWith([new(name, value)]));

    private static TermEstimate Evaluate(Ordinal estimator, Term term, params double[][] columns) =>
        estimator.Evaluate(term, Sample.Align([.. columns.Select(c => NormalData.Variable(c))]), RunContext.Default);
}
