using Xunit;

namespace Infometer.Tests;

public class RankingTests
{
    [Fact]
    public void Adult_TheKnownOrder()
    {
        Ranking ranking = Ranking.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income");
        Assert.Equal(["relationship", "marital_status"], ranking.Columns.Take(2).Select(c => c.Column.Name));
        Assert.Equal(32_561, ranking.RowCount);
        Assert.Equal(0.7964, ranking.TargetEntropy / Math.Log(2), 4);

        RankedColumn education = ranking.Columns.Single(c => c.Column.Name == "education");
        RankedColumn years = ranking.Columns.Single(c => c.Column.Name == "education_num");
        Assert.Equal(education.Estimate.Value!.Value, years.Estimate.Value!.Value, 1e-12);
        Assert.Equal(0.0936, education.Estimate.Raw / Math.Log(2), 4);
        Assert.Equal(0.1654, ranking.Columns[0].Estimate.Raw / Math.Log(2), 4);

        RankedColumn weight = ranking.Columns.Single(c => c.Column.Name == "fnlwgt");
        Assert.True(weight.Rank >= ranking.Columns.Length - 2);
        Assert.InRange(weight.Estimate.Value!.Value / Math.Log(2), 0.0005, 0.002);
        Assert.InRange(weight.Estimate.PValue!.Value, 1e-13, 1e-6);
        Assert.All(ranking.Columns, c => Assert.NotEqual(Verdict.Unreliable, c.Estimate.Verdict));
    }

    [Fact]
    public void Titanic_IdentifiersAreFlaggedAndLast()
    {
        Ranking ranking = Ranking.Of(Table.Read(Repository.Sample("titanic.csv")), "Survived");
        Assert.Equal("Sex", ranking.Columns[0].Column.Name);
        Assert.Equal(
            ["Name", "PassengerId", "Ticket"],
            ranking.Columns.TakeLast(3).Select(c => c.Column.Name).Order(StringComparer.Ordinal));
        Assert.All(ranking.Columns.TakeLast(3), c => Assert.Equal([ColumnTrait.Identifier], c.Flags));
        Assert.All(ranking.Columns.TakeLast(3), c => Assert.Null(c.QValue));
        Assert.Equal(Verdict.Unreliable, ranking.Columns.Single(c => c.Column.Name == "Name").Estimate.Verdict);
    }

    [Fact]
    public void Ranking_AnyThreadCount_IsTheSameText()
    {
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        string one = Ranking.Of(table, "Survived", null, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        string many = Ranking.Of(table, "Survived", null, new RunContext { MaxDegreeOfParallelism = 7 }).ToJson();
        Assert.Equal(one, many);
    }

    [Fact]
    public void NumericTarget_IsCutAndSharesAreThoseOfAGaussian()
    {
        double[] y = [.. Enumerable.Range(0, 2_000).Select(i => Math.Sin(i * 12.9898) * 43758.5453 % 1)];
        Table table = Table.Of(Column.Numeric("x", y.Select(v => v * v * v).ToArray()), Column.Numeric("y", y));
        Ranking ranking = Ranking.Of(table, "y");
        RankedColumn x = Assert.Single(ranking.Columns);
        Assert.Equal(Verdict.LowerBound, x.Estimate.Verdict);
        Assert.Null(x.Estimate.Interval!.Value.High);
        Assert.Equal(1 - Math.Exp(-2 * x.Estimate.Value!.Value), x.Share!.Value, 1e-12);
        Assert.Contains(ranking.Notes, n => n.Code == "target-binned");
    }

    [Fact]
    public void MissingNumbers_AreACodeOfTheirOwn_OrDropped()
    {
        int n = 400;
        double[] x = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? double.NaN : i)];
        string[] y = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? "gone" : "here")];
        Table table = Table.Of(Column.Numeric("x", x), Column.Categorical("y", y));
        RankedColumn level = Ranking.Of(table, "y").Columns[0];
        Assert.Equal(Math.Log(2), level.Estimate.Raw, 1e-9);
        Assert.Equal(n, level.Estimate.Count);
        RankedColumn dropped = Ranking.Of(table, "y", new RankOptions { Missing = MissingPolicy.Drop }).Columns[0];
        Assert.Equal(n / 2, dropped.Estimate.Count);
        Assert.Equal(Verdict.NotDetected, dropped.Estimate.Verdict);
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => Ranking.Of(table, "y", new RankOptions { Missing = MissingPolicy.Error }));
        Assert.Contains("'x' has 200 missing cells", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantTarget_IsRefused()
    {
        Table table = Table.Of(Column.Numeric("x", new double[] { 1, 2, 3 }), Column.Categorical("y", ["a", "a", "a"]));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Ranking.Of(table, "y"));
        Assert.Contains("one and the same value", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowOrder_ChangesNothing()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        int[] shuffled = [.. Enumerable.Range(0, table.RowCount)];
        Rng rng = Rng.For(3, "row order");
        rng.Shuffle<int>(shuffled);
        Table other = Table.Of([.. table.Columns.Select(c => Reordered(c, shuffled))]);
        Ranking expected = Ranking.Of(table, "creditability");
        Ranking actual = Ranking.Of(other, "creditability");
        Assert.Equal(expected.Columns.Select(c => c.Column.Name), actual.Columns.Select(c => c.Column.Name));
        for (int i = 0; i < expected.Columns.Length; i++)
        {
            Assert.Equal(expected.Columns[i].Estimate.Raw, actual.Columns[i].Estimate.Raw, 1e-9);
        }
    }

    [Theory]
    [InlineData("adult", "income")]
    [InlineData("german_credit", "creditability")]
    [InlineData("breast_cancer", "diagnosis")]
    [InlineData("digits", "digit")]
    [InlineData("diabetes", "progression")]
    [InlineData("wine", "cultivar")]
    [InlineData("iris", "species")]
    [InlineData("titanic", "Survived")]
    [InlineData("diamonds", "price")]
    [InlineData("prostate_expression", "class")]
    [InlineData("madelon", "class")]
    public void EveryDataSet_Ranks(string name, string target)
    {
        Table table = Table.Read(Repository.Dataset(name + ".csv"));
        Ranking ranking = Ranking.Of(table, target);
        Assert.Equal(table.Columns.Count - 1, ranking.Columns.Length);
        Assert.All(ranking.Columns, c => Assert.True(c.Estimate.PValue is > 0 and <= 1));
        Assert.All(ranking.Columns.Where(c => c.Flags.IsEmpty), c => Assert.NotNull(c.QValue));
    }

    private static Column Reordered(Column column, int[] rows) => column.Kind == VariableKind.Discrete
        ? Column.Categorical(column.Name, [.. rows.Select(r => column.Codes![r] == column.MissingCode ? null : column.Levels[column.Codes![r]])])
        : Column.Numeric(column.Name, rows.Select(r => column.Values.Span[r]).ToArray());
}
