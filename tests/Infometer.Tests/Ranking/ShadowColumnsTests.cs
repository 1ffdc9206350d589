using Xunit;

namespace Infometer.Tests;

public sealed class ShadowColumnsTests
{
    [Fact]
    public void Shadows_OfAdult_AreBeatenByAllThatTells()
    {
        Table table = Table.Read(Repository.Sample("adult.csv.gz"));
        Ranking ranking = Ranking.Of(table, "income", new RankOptions { ShadowRounds = 20 });
        Assert.Equal(20, ranking.Shadows!.Rounds);
        Assert.InRange(ranking.Shadows.Highest, ranking.Shadows.Median, 0.001);
        Assert.All(ranking.Columns.Take(13), column => Assert.Equal(20, column.ShadowHits));
        Assert.Null(Ranking.Of(table, "income").Shadows);
    }

    [Fact]
    public void Columns_ThatTellNothing_BeatTheBestOfManyCopiesSeldom()
    {
        Rng rng = Rng.For(1, "shadows");
        Column[] columns = new Column[41];
        for (int c = 0; c < columns.Length; c++)
        {
            double[] values = new double[300];
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = rng.NextNormal();
            }

            columns[c] = Column.Numeric(c == 0 ? "y" : $"x{c}", values);
        }

        Ranking ranking = Ranking.Of(Table.Of(columns), "y", new RankOptions { ShadowRounds = 50 });
        Assert.InRange(ranking.Columns.Average(c => c.ShadowHits!.Value / 50.0), 0, 0.1);
        Assert.Equal(
            ranking.Columns.Select(c => c.ShadowHits),
            Ranking.Of(Table.Of(columns), "y", new RankOptions { ShadowRounds = 50 }, new RunContext { MaxDegreeOfParallelism = 1 }).Columns.Select(c => c.ShadowHits));
    }
}
