using Xunit;

namespace Infometer.Tests;

public class CopiedRowsTests
{
    private static readonly CopiedRows s_check = new();

    [Theory]
    [InlineData(0.05, false)]
    [InlineData(0.2, false)]
    [InlineData(0.5, false)]
    [InlineData(0.05, true)]
    [InlineData(0.5, true)]
    public void CopiedRows_AreNoticedAndNoNumberIsGiven(double share, bool isLabel)
    {
        (Variable x, Variable y) = Copied(600, share, isLabel, 2);
        Estimate estimate = MutualInformation.Estimate(x, y);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains(estimate.Notes, static n => n.Code == "duplicate-rows");
        Assert.Null(estimate.PValue);
        Estimate overruled = MutualInformation.Estimate(x, y, options: new EstimateOptions { Rows = RowAssumption.Exchangeable });
        Assert.DoesNotContain(overruled.Notes, static n => n.Code == "duplicate-rows");
    }

    [Fact]
    public void AFewCopies_AreSaidAndNoMore()
    {
        (Variable x, Variable y) = Copied(2_000, 0.008, false, 3);
        RowFinding finding = Assert.IsType<RowFinding>(RowData.Look(s_check, x, y));
        Assert.Null(finding.Obstacle);
        Assert.Equal("duplicate-rows", finding.Note.Code);
    }

    [Fact]
    public void ATableDrawnWithReplacement_IsNoticed()
    {
        Rng rng = Rng.For(4, "bootstrap");
        double[] x = RowData.Normal(500, ref rng);
        double[] y = RowData.Normal(500, ref rng);
        int[] rows = new int[500];
        foreach (ref int row in rows.AsSpan())
        {
            row = rng.NextInt(500);
        }

        Assert.NotNull(RowData.Look(s_check, RowData.Numbers(x, "x").Select(rows), RowData.Numbers(y, "y").Select(rows))?.Obstacle);
        Assert.NotNull(RowData.Look(
            s_check, RowData.Numbers([.. x.Select(static v => Math.Round(v, 3))], "x").Select(rows), RowData.Numbers([.. y.Select(static v => Math.Round(v, 3))], "y").Select(rows))?.Obstacle);
    }

    [Theory]
    [InlineData("rounded")]
    [InlineData("rounded, strongly dependent")]
    [InlineData("a function of a rounded column")]
    [InlineData("whole numbers and a label")]
    [InlineData("a price and what it decides")]
    [InlineData("zeros and a label")]
    public void EqualValuesThatChanceOrRoundingExplains_AreNoCopies(string kind)
    {
        for (int sample = 0; sample < 20; sample++)
        {
            Rng rng = Rng.For(5, kind, sample);
            double[] a = RowData.Normal(800, ref rng);
            double[] b = RowData.Normal(800, ref rng);
            double[] prices = [.. RowData.Normal(40, ref rng).Select(static v => Math.Round(20 * Math.Exp(v), 2))];
            int[] bought = Array.ConvertAll(a, v => (int)(40 * Math.Pow(SpecialFunctions.NormalCdf(v), 3)));
            (double[] x, Variable y) = kind switch
            {
                "rounded" => (Rounded(a, 1), RowData.Numbers(Rounded(b, 1), "y")),
                "rounded, strongly dependent" => (Rounded(a, 1), RowData.Numbers(Rounded([.. a.Zip(b, static (v, e) => v + (0.1 * e))], 1), "y")),
                "a function of a rounded column" => (Rounded(a, 2), RowData.Numbers(Array.ConvertAll(Rounded(a, 2), static v => Math.Sin(3 * v)), "y")),
                "whole numbers and a label" => (Array.ConvertAll(a, static v => Math.Round(40 + (12 * v))), RowData.Levels(a, 2, "y")),
                "a price and what it decides" => (Array.ConvertAll(bought, i => prices[i]), RowData.Levels(Array.ConvertAll(bought, i => prices[i]), 3, "y")),
                _ => (Array.ConvertAll(a, static v => v < 1 ? 0 : v), RowData.Levels(a, 3, "y")),
            };
            Assert.Null(RowData.Look(s_check, RowData.Numbers(x, "x"), y));
        }
    }

    [Fact]
    public void Labels_AreNeverCopies()
    {
        Rng rng = Rng.For(6, "labels");
        Variable x = RowData.Levels(RowData.Normal(500, ref rng), 3, "x");
        Assert.Null(RowData.Look(s_check, x, x.Named("y")));
    }

    private static double[] Rounded(double[] values, int digits) => Array.ConvertAll(values, v => Math.Round(v, digits));

    private static (Variable X, Variable Y) Copied(int n, double share, bool isLabel, long key)
    {
        Rng rng = Rng.For(7, "copies", key);
        double[] x = RowData.Normal(n, ref rng);
        double[] y = RowData.Normal(n, ref rng);
        int kept = (int)(n * (1 - share));
        int[] rows = [.. Enumerable.Range(0, n)];
        for (int i = kept; i < n; i++)
        {
            rows[i] = rng.NextInt(kept);
        }

        return (RowData.Numbers(x, "x").Select(rows), (isLabel ? RowData.Levels(y, 2, "y") : RowData.Numbers(y, "y")).Select(rows));
    }
}
