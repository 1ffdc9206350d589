using Xunit;

namespace Infometer.Tests;

/// <summary>Survivors of a ranking, and pairs of a matrix, measured without bins.</summary>
public class NeighborBitsTests
{
    private const int Rows = 1_000;
    private static readonly double s_truth = -0.5 * Math.Log(1 - 0.64);

    [Fact]
    public void Survivors_OfNumbers_AreMeasuredByNeighbors()
    {
        Ranking bins = Ranking.Of(Table(), "y");
        Ranking neighbors = Ranking.Of(Table(), "y", new RankOptions { NeighborColumns = 50 });
        RankedColumn binned = bins.Columns.Single(c => c.Column.Name == "x");
        RankedColumn measured = neighbors.Columns.Single(c => c.Column.Name == "x");
        Assert.Equal(("plugin", Verdict.LowerBound), (binned.Estimate.Estimator.Descriptor.Id, binned.Estimate.Verdict));
        Assert.Equal(("ksg1", Verdict.Value), (measured.Estimate.Estimator.Descriptor.Id, measured.Estimate.Verdict));
        Assert.Equal((binned.Estimate.PValue, binned.QValue), (measured.Estimate.PValue, measured.QValue));
        Assert.Equal(binned.Estimate.Interval!.Value.Level, measured.Estimate.Interval!.Value.Level);
        Assert.True(measured.Estimate.Interval.Value.Contains(s_truth));
        Assert.True(measured.Estimate.Value > binned.Estimate.Value);
        Assert.Equal(1 - Math.Exp(-2 * measured.Estimate.Value!.Value), measured.Share!.Value, 1e-12);
        Assert.DoesNotContain(measured.Estimate.Notes, n => n.Code == "binned");
        Assert.Equal("ross", neighbors.Columns.Single(c => c.Column.Name == "label").Estimate.Estimator.Descriptor.Id);
    }

    [Theory]
    [InlineData("rounded")]
    [InlineData("holes")]
    [InlineData("noise")]
    public void Columns_WithTiesOrHolesOrWithoutAnything_StayInBins(string name)
    {
        Ranking ranking = Ranking.Of(Table(), "y", new RankOptions { NeighborColumns = 50 });
        Assert.Equal("plugin", ranking.Columns.Single(c => c.Column.Name == name).Estimate.Estimator.Descriptor.Id);
    }

    [Fact]
    public void NeighborColumns_LimitsHowMany()
    {
        Ranking ranking = Ranking.Of(Table(), "y", new RankOptions { NeighborColumns = 1 });
        Assert.Equal("x", Assert.Single(ranking.Columns, c => c.Estimate.Estimator is not Plugin).Column.Name);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Ranking.Of(Table(), "y", new RankOptions { NeighborColumns = -1 }));
        Assert.Contains("-1 columns to measure by neighbours", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_DoNotChangeTheRanking()
    {
        RankOptions options = new() { NeighborColumns = 50 };
        string one = Ranking.Of(Table(), "y", options, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        Assert.Equal(one, Ranking.Of(Table(), "y", options, new RunContext { MaxDegreeOfParallelism = 4 }).ToJson());
    }

    [Fact]
    public void PairOfAMatrix_WithoutBins_HasItsOwnValue()
    {
        Table table = Table();
        InformationMatrix matrix = InformationMatrix.Of(table);
        int At(string name) => Enumerable.Range(0, matrix.Count).Single(i => matrix.Columns[i].Name == name);
        Estimate measured = matrix.EstimateWithoutBins(At("x"), At("y"));
        Assert.Equal(("ksg1", Verdict.Value), (measured.Estimator.Descriptor.Id, measured.Verdict));
        Assert.True(measured.Interval!.Value.Contains(s_truth));
        Assert.Equal(matrix.Estimate(At("rounded"), At("y")).ToJson(), matrix.EstimateWithoutBins(At("rounded"), At("y")).ToJson());
    }

    private static Table Table()
    {
        Rng rng = Rng.For(5, "neighbor bits");
        double[] x = new double[Rows];
        double[] y = new double[Rows];
        double[] noise = new double[Rows];
        string[] label = new string[Rows];
        for (int i = 0; i < Rows; i++)
        {
            x[i] = rng.NextNormal();
            y[i] = (0.8 * x[i]) + (0.6 * rng.NextNormal());
            noise[i] = rng.NextNormal();
            label[i] = y[i] + rng.NextNormal() > 0 ? "high" : "low";
        }

        return Infometer.Table.Of(
            Column.Numeric("x", x),
            Column.Numeric("rounded", Array.ConvertAll(x, v => Math.Round(v, 1))),
            Column.Numeric("holes", x.Select((v, i) => i % 50 == 0 ? double.NaN : v).ToArray()),
            Column.Numeric("noise", noise),
            Column.Categorical("label", label),
            Column.Numeric("y", y));
    }
}
