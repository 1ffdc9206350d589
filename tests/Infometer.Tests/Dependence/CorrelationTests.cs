using Xunit;

namespace Infometer.Tests;

/// <summary>Pearson, Spearman and Kendall.</summary>
public sealed class CorrelationTests
{
    [Fact]
    public void HandExample_GivesTheThreeCoefficients()
    {
        Variable x = DependenceData.Numbers([1, 2, 3, 4, 5]);
        Variable y = DependenceData.Numbers([2, 1, 4, 3, 5], "y");
        Assert.Equal(0.8, DependenceData.Value(new PearsonCorrelation(), x, y), 1e-14);
        Assert.Equal(0.8, DependenceData.Value(new SpearmanCorrelation(), x, y), 1e-14);
        Assert.Equal(0.6, DependenceData.Value(new KendallTau(), x, y), 1e-14);
    }

    [Fact]
    public void Kendall_WithTies_IsTauB()
    {
        // Pairs: of 10, one tied in X, one in Y; 7 concordant, 1 discordant.
        Variable x = DependenceData.Numbers([1, 1, 2, 3, 4]);
        Variable y = DependenceData.Numbers([1, 2, 2, 4, 3], "y");
        Assert.Equal(6 / 9.0, DependenceData.Value(new KendallTau(), x, y), 1e-14);
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(80, 0.5)]
    [InlineData(50, 2)]
    public void Kendall_IsThatOfAllPairs_PerRowToo(int n, double step)
    {
        (double[] x, double[] y) = DependenceData.Pair(n, 0.4, 61);
        if (step > 0)
        {
            (x, y) = (DependenceData.Rounded(x, step), DependenceData.Rounded(y, 0.5 * step));
        }

        ConcordantPairs pairs = new(x, y);
        for (int i = 0; i < n; i++)
        {
            double expected = Enumerable.Range(0, n).Sum(j => Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]));
            Assert.Equal(expected, pairs.RowDifferences[i]);
        }

        double[] without = [.. Enumerable.Range(0, n).Select(i =>
        {
            ConcordantPairs fewer = new([.. x.Where((_, j) => j != i)], [.. y.Where((_, j) => j != i)]);
            return fewer.Difference / fewer.Most;
        })];
        double squares = without.Sum(v => (v - without.Average()) * (v - without.Average()));
        Assert.Equal(Math.Sqrt(squares * (n - 1) / n), pairs.StandardError(), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Kendall_NullVariance_IsThatOfAllOrders(double step)
    {
        (double[] x, double[] y) = DependenceData.Pair(6, 0, 62);
        if (step > 0)
        {
            (x, y) = (DependenceData.Rounded(x, step), DependenceData.Rounded(y, step));
        }

        double[] all = [.. Permutations.Of(6).Select(order => new ConcordantPairs(x, [.. order.Select(i => y[i])]).Difference)];
        Assert.Equal(all.Average(v => v * v), new ConcordantPairs(x, y).NullVariance, 1e-10);
        int[] turned = [5, 3, 1, 0, 2, 4];
        ConcordantPairs pairs = new(x, y);
        Assert.Equal(
            Math.Abs(new ConcordantPairs(x, [.. turned.Select(i => y[i])]).Difference / pairs.Most), pairs.NewPermuted()(turned), 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.7)]
    public void NormalVariables_TendToTheClosedForms(double r)
    {
        (double[] x, double[] y) = DependenceData.Pair(100_000, r, 63);
        (Variable a, Variable b) = (DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Check(new PearsonCorrelation(), r, (1 - (r * r)) / Math.Sqrt(100_000));
        Check(new SpearmanCorrelation(), 6 / Math.PI * Math.Asin(r / 2), null);
        Check(new KendallTau(), 2 / Math.PI * Math.Asin(r), null);

        void Check(DependenceMeasure measure, double truth, double? error)
        {
            DependenceEstimate estimate = measure.Estimate(a, b);
            Assert.Equal(truth, estimate.Value!.Value, 4 * estimate.StandardError!.Value);
            Assert.InRange(estimate.StandardError.Value, 0.0005, 0.004);
            Assert.True(error is null || Math.Abs((estimate.StandardError.Value / error.Value) - 1) < 0.02);
            Assert.Equal(r == 0, estimate.Interval!.Value.Contains(0));
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void Spearman_StandardError_IsCloseToTheJackknife(int n)
    {
        (double[] x, double[] y) = DependenceData.Pair(n, 0.5, 64);
        y = DependenceData.Rounded(y, 0.5);
        double[] without = [.. Enumerable.Range(0, n).Select(i => DependenceData.Value(
            new SpearmanCorrelation(),
            DependenceData.Numbers([.. x.Where((_, j) => j != i)]),
            DependenceData.Numbers([.. y.Where((_, j) => j != i)], "y")))];
        double jackknife = Math.Sqrt(without.Sum(v => (v - without.Average()) * (v - without.Average())) * (n - 1) / n);
        double error = new SpearmanCorrelation().Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y")).StandardError!.Value;
        Assert.InRange(error / jackknife, 0.8, 1.1);
    }

    [Fact]
    public void Ranks_AreUnchangedByIncreasingMaps_AndPearsonByLinearOnes()
    {
        (double[] x, double[] y) = DependenceData.Pair(200, 0.5, 65);
        (Variable a, Variable b) = (DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Variable mapped = DependenceData.Numbers(DependenceData.Map(x, Math.Exp));
        foreach (DependenceMeasure measure in new DependenceMeasure[] { new SpearmanCorrelation(), new KendallTau() })
        {
            Assert.Equal(DependenceData.Value(measure, a, b), DependenceData.Value(measure, mapped, b), 1e-14);
        }

        Variable linear = DependenceData.Numbers(DependenceData.Map(x, v => 1e7 - (3e5 * v)));
        PearsonCorrelation r = new();
        Assert.Equal(-DependenceData.Value(r, a, b), DependenceData.Value(r, linear, b), 1e-9);
    }

    [Fact]
    public void Pearson_OnAFarRow_SaysSo()
    {
        double[] x = DependenceData.Normal(100, 66);
        x[5] = 50;
        Variable y = DependenceData.Numbers(DependenceData.Normal(100, 67), "y");
        DependenceEstimate estimate = new PearsonCorrelation().Estimate(DependenceData.Numbers(x), y);
        Assert.Contains(estimate.Notes, n => n.Code == "far-row");
    }

    [Theory]
    [InlineData(2.0, 5, 0.0509697)]
    [InlineData(1.0, 1, 0.25)]
    [InlineData(-1.0, 1, 0.75)]
    public void StudentTail_IsTheKnownOne(double t, double degrees, double expected) =>
        Assert.Equal(expected, TailProbabilities.Student(t, degrees), 1e-7);

    [Fact]
    public void StudentTail_OfManyDegrees_MeetsTheNormalLaw() =>
        Assert.Equal(1, TailProbabilities.Student(4, 0.99e8) / TailProbabilities.Student(4, 1.01e8), 1e-5);
}
