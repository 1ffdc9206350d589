using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ScreenedRankingTests : IDisposable
{
    private const int Rows = 300;

    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Array_ListsTheBestOfTheScreenByBits()
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("x.npy", Matrix(2_500)));
        Column y = Column.Numeric("y", Target());
        Ranking ranking = Ranking.Of(file.Read(), y, most: 5);
        Screening screening = Screening.Of(file.Read().ToColumnSource(), Variable.Of(y));
        Assert.Equal((Rows, 2_500, screening.SurvivorCount), (ranking.RowCount, ranking.TestedCount, ranking.SurvivorCount));
        Assert.Equal([":7", ":2000"], ranking.Columns.Take(2).Select(c => c.Column.Name));
        Assert.Equal(screening.Order[..5].ToArray().Select(j => $":{j}").Order(StringComparer.Ordinal), ranking.Columns.Select(c => c.Column.Name).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3, 4, 5], ranking.Columns.Select(c => c.Rank));
        Assert.Equal(screening.Estimate(7).ToJson(), ranking.Columns[0].Estimate.ToJson());
        Assert.Equal(screening.Scores[7].QValue, ranking.Columns[0].QValue);
        Assert.Equal(["target-binned", "screened"], ranking.Notes.Select(n => n.Code));
        Assert.Equal("2,500 columns were screened one by one, and the 5 with the smallest p are listed; what they add to each other, groups, pairs and all columns together were not looked at.",
            ranking.Notes[1].Text);
    }

    [Fact]
    public void Of_Array_DoesNotDependOnThreads()
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("x.npy", Matrix(1_000)));
        Column y = Column.Numeric("y", Target());
        string Json(int threads) => Ranking.Of(file.Read(), y, 20, null, new RunContext { MaxDegreeOfParallelism = threads, Seed = 3 }).ToJson();
        Assert.Equal(Json(1), Json(4));
    }

    [Fact]
    public void Of_ArrayOfOtherRows_IsRefused()
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("x.npy", Matrix(3)));
        Assert.EndsWith("The columns have 300 rows and the target 'y' 2; pass the same rows.",
            Assert.Throws<InvalidInputException>(() => Ranking.Of(file.Read(), Column.Numeric("y", new double[] { 1, 2 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rank_ManyColumns_AreScreened()
    {
        string x = _folder.Write("x.npy", Matrix(20_001));
        string y = _folder.Write("y.npy", ArrayBytes.Npy<double>("<f8", $"({Rows},)", Target()));
        CommandRun run = await CommandRun.OfAsync("rank", x, "--target", y, "--json", "--top", "3");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Empty(JsonSchemaCheck.Violations("ranking.schema.json", run.Output));
        Assert.Equal(3, json.GetProperty("columns").GetArrayLength());
        Assert.Equal(":7", json.GetProperty("columns")[0].GetProperty("name").GetString());
        Assert.Equal(20_001, json.GetProperty("settings").GetProperty("tested").GetInt32());

        CommandRun grouped = await CommandRun.OfAsync("rank", x, "--target", y, "--blocks", "10");
        Assert.Equal(1, grouped.ExitCode);
        Assert.Contains("x.npy has 20,001 columns, and more than 20,000 are screened in strips, which does not know --blocks; leave it out, or rank fewer columns.", grouped.Error, StringComparison.Ordinal);
        CommandRun own = await CommandRun.OfAsync("rank", x, "--target", ":7");
        Assert.Contains("for which the target has to be an array of its own: --target y.npy.", own.Error, StringComparison.Ordinal);
    }

    // Noise, in which columns 7 and 2000 (where there is one) are what the target is made of.
    private static byte[] Matrix(int columns)
    {
        Random random = new(17);
        double[] target = Target();
        float[] values = new float[Rows * columns];
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % columns;
            values[i] = (float)random.NextDouble() + (column == 7 ? 3 * (float)target[i / columns] : column == 2000 ? 2 * (float)target[i / columns] : 0);
        }

        return ArrayBytes.Npy<float>("<f4", $"({Rows},{columns})", values);
    }

    private static double[] Target()
    {
        Random random = new(4);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
    }
}
