using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>5,966 gene expressions of 102 samples, every column with ties, rows sorted by class.</summary>
public sealed class ProstateTests
{
    private static readonly RankOptions s_fiveBins = new() { Discretizer = new EqualFrequency(5) };

    // INFOMETER_DRAWS=100 is the full measurement.
    private static int Shuffles { get; } = int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "12", CultureInfo.InvariantCulture);

    [SlowFact]
    public void Ranking_FindsTheSameColumnsInAnyOrderOfRows()
    {
        Table table = Read();
        Ranking ranking = Ranking.Of(table, "class", s_fiveBins);
        TestContext.Current.TestOutputHelper!.WriteLine($"{ranking.SurvivorCount} columns at q ≤ 0.05");
        Assert.InRange(ranking.SurvivorCount, 1_100, 1_400);

        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        Rng rng = Rng.For(1, "prostate rows");
        rng.Shuffle<int>(order);
        Ranking shuffled = Ranking.Of(Reorder(table, order, order), "class", s_fiveBins);
        Assert.Equal(
            ranking.Columns.Select(c => (c.Column.Name, c.Estimate.PValue, c.QValue)),
            shuffled.Columns.Select(c => (c.Column.Name, c.Estimate.PValue, c.QValue)));
    }

    [SlowFact]
    public void Ranking_OfAShuffledTarget_FindsNothing()
    {
        Table table = Read();
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        int found = 0;
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            int[] order = [.. rows];
            Rng rng = Rng.For(2, "prostate target", shuffle);
            rng.Shuffle<int>(order);
            found += Ranking.Of(Reorder(table, rows, order), "class", s_fiveBins).SurvivorCount > 0 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{found} of {Shuffles} shuffles with a survivor");
        Assert.True(found <= Math.Max(2, 0.05 * Shuffles), $"{found} of {Shuffles}");
    }

    private static Table Read() => Table.Read(Repository.Dataset("prostate_expression.csv"));

    private static Table Reorder(Table table, int[] rows, int[] targetRows) => Table.Of(
    [
        .. table.Columns.Select(column =>
        {
            int[] order = column.Name == "class" ? targetRows : rows;
            ReadOnlyMemory<double> values = order.Select(row => column.Values.Span[row]).ToArray();
            return Column.Numeric(column.Name, values, column.Kind);
        }),
    ]);
}
