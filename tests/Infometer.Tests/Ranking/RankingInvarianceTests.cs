using Xunit;

namespace Infometer.Tests;

/// <summary>What must not matter to a ranking does not: the order of rows, names of levels, monotone maps of numbers, threads.</summary>
public sealed class RankingInvarianceTests
{
    private static readonly Table s_table = Table.Read(Repository.Sample("german_credit.csv"));

    [Fact]
    public void Rows_InAnyOrder_GiveTheSameRanking()
    {
        int[] order = [.. Enumerable.Range(0, s_table.RowCount)];
        Rng rng = Rng.For(1, "ranking rows");
        rng.Shuffle<int>(order);
        AssertSame(Map(s_table, (column, row) => column.Values.Span[order[row]], (column, row) => column.Levels[column.Codes![order[row]]]), exactP: true);
    }

    [Fact]
    public void Rows_SortedByTheTarget_GiveTheSameRanking()
    {
        Codes target = s_table.Column("creditability").Codes!;
        int[] order = [.. Enumerable.Range(0, s_table.RowCount).OrderBy(row => target[row])];
        AssertSame(Map(s_table, (column, row) => column.Values.Span[order[row]], (column, row) => column.Levels[column.Codes![order[row]]]), exactP: true);
    }

    [Fact]
    public void Numbers_MappedMonotonely_GiveTheSameRanking() =>
        AssertSame(Map(s_table, (column, row) => Math.Exp(column.Values.Span[row] / 1e3) - 7, (column, row) => column.Levels[column.Codes![row]]), exactP: true);

    [Fact]
    public void Levels_UnderOtherNames_GiveTheSameRanking() =>
        AssertSame(
            Map(s_table, (column, row) => column.Values.Span[row], (column, row) => $"{(column.Codes![row] * 7) % 11:00} {column.Levels[column.Codes![row]]}"),
            exactP: false);

    [Fact]
    public void Threads_DoNotMatter()
    {
        RankOptions options = RankOptions.Full with { ShadowRounds = 5 };
        Table titanic = Table.Read(Repository.Sample("titanic.csv"));
        string one = Ranking.Of(titanic, "Survived", options, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        string four = Ranking.Of(titanic, "Survived", options, new RunContext { MaxDegreeOfParallelism = 4 }).ToJson();
        Assert.Equal(one, four);
    }

    private static void AssertSame(Table table, bool exactP)
    {
        RankOptions options = RankOptions.Default with { Adds = true, PathLength = 10, GroupDistance = 0.5, Pairs = SynergyOptions.Default };
        Ranking expected = Ranking.Of(s_table, "creditability", options);
        Ranking ranking = Ranking.Of(table, "creditability", options);
        Assert.Equal(expected.Columns.Select(c => c.Column.Name), ranking.Columns.Select(c => c.Column.Name));
        Assert.Equal(expected.Path.Select(s => s.Column.Name), ranking.Path.Select(s => s.Column.Name));
        Assert.Equal(expected.Groups.Select(g => string.Join(' ', g.Members)), ranking.Groups.Select(g => string.Join(' ', g.Members)));
        foreach ((RankedColumn a, RankedColumn b) in expected.Columns.Zip(ranking.Columns))
        {
            Assert.Equal(a.Estimate.Value!.Value, b.Estimate.Value!.Value, 1e-9);
            Assert.Equal(a.Adds!.Value, b.Adds!.Value, 1e-9);
            double p = a.Estimate.PValue!.Value;
            Assert.InRange(b.Estimate.PValue!.Value, exactP ? p * (1 - 1e-9) : (0.5 * p) - 1e-9, exactP ? p * (1 + 1e-9) : (2 * p) + 1e-9);
            Assert.Equal(a.Flags, b.Flags);
        }
    }

    private static Table Map(Table table, Func<Column, int, double> number, Func<Column, int, string> level) => Table.Of(
    [
        .. table.Columns.Select(column => !column.Values.IsEmpty
            ? Column.Numeric(column.Name, Enumerable.Range(0, column.Count).Select(row => number(column, row)).ToArray(), column.Kind)
            : Column.Categorical(column.Name, [.. Enumerable.Range(0, column.Count).Select(row => level(column, row))])),
    ]);
}
