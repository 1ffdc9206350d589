using Xunit;

namespace Infometer.Tests;

public sealed class ChatterjeeXiTests
{
    private static readonly ChatterjeeXi s_xi = new();

    [Fact]
    public void Value_OfAHandExample_IsTheFormula()
    {
        // In order of X the ranks of Y are 1 3 2 5 4: Σ|Δr| = 2 + 1 + 3 + 1 = 7, ξ = 1 − 3·7/24.
        Variable x = DependenceData.Numbers([1, 2, 3, 4, 5]);
        Assert.Equal(1 - (21.0 / 24), DependenceData.Value(s_xi, x, DependenceData.Numbers([10, 30, 20, 50, 40], "y")), 1e-15);
    }

    [Fact]
    public void Value_WithTiesOfY_IsTheFormulaWithTies()
    {
        // Y = 1 1 2 2 2: r = 2 2 5 5 5, l = 5 5 3 3 3: Σ|Δr| = 3, Σ l(n − l) = 18, ξ = 1 − 5·3/36.
        Variable x = DependenceData.Numbers([1, 2, 3, 4, 5]);
        Assert.Equal(1 - (15.0 / 36), DependenceData.Value(s_xi, x, DependenceData.Numbers([1, 1, 2, 2, 2], "y")), 1e-15);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Value_OfNormalVariables_TendsToTheClosedForm(double r)
    {
        double truth = (3 / Math.PI * Math.Asin((1 + (r * r)) / 2)) - 0.5;
        (double[] x, double[] y) = DependenceData.Pair(200_000, r, 41);
        DependenceEstimate estimate = s_xi.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal(truth, estimate.Value!.Value, 4 * estimate.StandardError!.Value);
        if (r == 0)
        {
            Assert.Equal(Math.Sqrt(0.4 / 200_000), estimate.StandardError.Value, 5e-5);
        }
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(6, 1)]
    public void PermutationMoments_AreThoseOfAllOrders(int n, double step)
    {
        (double[] x, double[] y) = DependenceData.Pair(n, 0.2, 42);
        y = step > 0 ? DependenceData.Rounded(y, step) : y;
        XiStatistic xi = new(x, y, Rng.For(1, "t"));
        double[] all = [.. Permutations.Of(n).Select(order => xi.Permuted(order))];
        Assert.Equal(all.Average(), xi.Mean, 1e-12);
        Assert.Equal(all.Average(v => (v - xi.Mean) * (v - xi.Mean)), xi.Variance, 1e-12);
        Assert.Equal(all.Max(), xi.Ceiling, 1e-12);
        if (step == 0)
        {
            Assert.Equal((n - 2.0) * ((4 * n) - 7) / (10.0 * (n - 1) * (n - 1) * (n + 1)), xi.Variance, 1e-12);
            Assert.Equal((n - 2.0) / (n + 1), xi.Ceiling, 1e-12);
        }
    }

    [Fact]
    public void Permuted_IsTheValueOfReorderedRows()
    {
        (double[] x, double[] y) = DependenceData.Pair(50, 0.2, 43);
        int[] order = [.. Enumerable.Range(0, 50).Select(i => ((7 * i) + 1) % 50)];
        double expected = DependenceData.Value(s_xi, DependenceData.Numbers(x), DependenceData.Numbers([.. order.Select(i => y[i])], "y"));
        Assert.Equal(expected, new XiStatistic(x, y, Rng.For(1, "t")).Permuted(order), 1e-14);
    }

    [Fact]
    public void Value_IsUnchangedByIncreasingMapsOfEither()
    {
        (double[] x, double[] y) = DependenceData.Pair(300, 0.5, 44);
        double value = DependenceData.Value(s_xi, DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Variable mapped = DependenceData.Numbers(DependenceData.Map(x, Math.Exp));
        Assert.Equal(value, DependenceData.Value(s_xi, mapped, DependenceData.Numbers(DependenceData.Map(y, Math.Atan), "y")));
    }

    [Fact]
    public void Value_LooksInOneDirection_AndSymmetricTakesTheLarger()
    {
        double[] x = DependenceData.Normal(2_000, 45);
        Variable a = DependenceData.Numbers(x);
        Variable b = DependenceData.Numbers(DependenceData.Map(x, v => v * v), "y");
        DependenceEstimate forward = s_xi.Estimate(a, b);
        Assert.True(forward.Value > 0.99);
        Assert.Equal(1, forward.Interval!.Value.High!.Value, 1e-3);
        Assert.True(DependenceData.Value(s_xi, b, a) < 0.6);
        DependenceEstimate symmetric = new ChatterjeeXi { Symmetric = true }.Estimate(b, a);
        Assert.Equal(symmetric.Details["xi-y-to-x"], symmetric.Value!.Value);
        Assert.True(symmetric.Details["xi-x-to-y"] < 0.6);
    }

    [Fact]
    public void TiesOfX_AreBrokenBySeed_AndSaid()
    {
        double[] x = DependenceData.Rounded(DependenceData.Normal(400, 46), 1);
        Variable y = DependenceData.Numbers(DependenceData.Normal(400, 47), "y");
        DependenceEstimate[] seeds =
        [
            .. new ulong[] { 1, 1, 2 }.Select(seed => s_xi.Estimate(DependenceData.Numbers(x), y, null, new RunContext { Seed = seed })),
        ];
        Assert.Equal(seeds[0].Value, seeds[1].Value);
        Assert.NotEqual(seeds[0].Value, seeds[2].Value);
        Assert.Contains(seeds[0].Notes, n => n.Code == "ties-broken");
    }

    [Fact]
    public void Sinusoid_IsSeenWherePearsonSeesNothing()
    {
        double[] x = [.. Enumerable.Range(0, 500).Select(i => i / 500.0)];
        double[] noise = DependenceData.Normal(500, 48);
        Variable y = DependenceData.Numbers([.. x.Select((v, i) => Math.Cos(8 * Math.PI * v) + (0.3 * noise[i]))], "y");
        Assert.True(s_xi.Estimate(DependenceData.Numbers(x), y).PValue < 1e-20);
        Assert.True(new PearsonCorrelation().Estimate(DependenceData.Numbers(x), y).PValue > 0.05);
    }
}
