using Xunit;

namespace Infometer.Tests;

public sealed class DataQualityTests
{
    [Fact]
    public void Quality_OfASmallTable_IsCounted()
    {
        DataQuality quality = DataQuality.Of(Table.Of(
            Column.Categorical("a", ["x", "x", null, "y", "x", "x"]),
            Column.Numeric("b", new double[] { 1.5, 1.5, 2.5, double.NaN, 0.5, 1.5 }, VariableKind.Continuous),
            Column.Categorical("c", ["1", "1", null, "2", "1", "1"])));
        Assert.Equal((3L, 4, 2), (quality.MissingCells, quality.CompleteRows, quality.DuplicateRows));

        ColumnQuality a = quality.Columns[0];
        Assert.Equal((2, "x", 0.8, 2), (a.Distinct, a.MostFrequent, a.MostFrequentShare, a.RareLevels));
        Assert.Equal(1 / 6.0, a.MissingShare, 1e-12);
        Assert.Equal(-(0.8 * Math.Log(0.8)) - (0.2 * Math.Log(0.2)), a.Entropy, 1e-12);
        Assert.Null(a.Min);

        ColumnQuality b = quality.Columns[1];
        Assert.Equal((3, "1.5", 0.6), (b.Distinct, b.MostFrequent, b.MostFrequentShare));
        Assert.Equal((0.5, 1.5, 2.5), (b.Min, b.Median, b.Max));
        Assert.Equal("a", quality.Columns[2].DuplicateOf);
        Assert.Equal([ColumnTrait.Duplicate], quality.Columns[2].Flags);
    }

    [Fact]
    public void Quality_OfEmptyAndConstantColumns_IsFlagged()
    {
        DataQuality quality = DataQuality.Of(Table.Of(
            Column.Categorical("none", [null, null, null]),
            Column.Categorical("one", ["k", "k", "k"]),
            Column.Numeric("number", new double[] { 2, 2, 2 })));
        Assert.Equal((0, null, 0.0), (quality.Columns[0].Distinct, quality.Columns[0].MostFrequent, quality.Columns[0].Entropy));
        Assert.Contains(ColumnTrait.AllMissing, quality.Columns[0].Flags);
        Assert.Contains(ColumnTrait.Constant, quality.Columns[1].Flags);
        Assert.Contains(ColumnTrait.Constant, quality.Columns[2].Flags);
        Assert.Equal((2.0, 2.0, 2.0), (quality.Columns[2].Min, quality.Columns[2].Median, quality.Columns[2].Max));
        Assert.Equal((0, 2), (quality.CompleteRows, quality.DuplicateRows));
    }

    [Fact]
    public void Quality_OfAdult_IsWhatIsKnown()
    {
        DataQuality quality = DataQuality.Of(Table.Read(Repository.Sample("adult.csv.gz")));
        Assert.Equal(4_262, quality.MissingCells);
        Assert.Equal(24, quality.DuplicateRows);
        Assert.Equal("education", quality.Columns.Single(c => c.Column.Name == "education_num").DuplicateOf);
        Assert.Equal(30_162, quality.CompleteRows);
    }
}
