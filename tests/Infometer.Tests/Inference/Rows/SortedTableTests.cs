using Xunit;

namespace Infometer.Tests;

/// <summary>Rows that were sorted by a label of the table that is not in the question.</summary>
public class SortedTableTests
{
    [Fact]
    public void SortedBy_IsTheColumnWhoseFewLevelsAreRuns()
    {
        Assert.Equal("species", Classes(3, 50, shuffled: false).SortedBy);
        Assert.Null(Classes(3, 50, shuffled: true).SortedBy);
        Assert.Null(Classes(30, 5, shuffled: false).SortedBy); // as may be days
        Assert.Null(Classes(1, 50, shuffled: false).SortedBy);
        Assert.Null(Classes(5, 1, shuffled: false).SortedBy);
    }

    [Fact]
    public void Numbers_OfATableSortedByALabel_AreNoSeries()
    {
        Table table = Classes(3, 50, shuffled: false);
        Variable[] pair = [table["length"], table["width"]];
        Estimate unknown = Measure.MutualInformation.Estimate(pair);
        Assert.Contains(unknown.Notes, n => n.Code is "serial" or "few-independent-rows");
        Estimate known = Measure.MutualInformation.Estimate(pair, options: new EstimateOptions { SortedBy = table.SortedBy });
        Assert.Contains(known.Notes, n => n.Code == "sorted" && n.Text.Contains("'species'", StringComparison.Ordinal));
        Assert.DoesNotContain(known.Notes, n => n.Code is "serial" or "few-independent-rows");
        Estimate exchangeable = Measure.MutualInformation.Estimate(pair, options: new EstimateOptions { Rows = RowAssumption.Exchangeable });
        Assert.Equal((exchangeable.Value, exchangeable.PValue, exchangeable.Verdict), (known.Value, known.PValue, known.Verdict));
        Estimate series = Measure.MutualInformation.Estimate(pair, options: new EstimateOptions { SortedBy = "species", Rows = RowAssumption.Serial });
        Assert.DoesNotContain(series.Notes, n => n.Code == "sorted");
    }

    private static Table Classes(int levels, int rows, bool shuffled)
    {
        Rng rng = Rng.For(4, "classes");
        int[] label = [.. Enumerable.Range(0, levels * rows).Select(i => i / rows)];
        if (shuffled)
        {
            rng.Shuffle<int>(label);
        }

        double[] length = new double[label.Length];
        double[] width = new double[label.Length];
        for (int i = 0; i < label.Length; i++)
        {
            length[i] = (3 * label[i]) + rng.NextNormal();
            width[i] = (2 * label[i]) + rng.NextNormal();
        }

        return Table.Of(
            Column.Numeric("length", length),
            Column.Numeric("width", width),
            Column.Categorical("species", [.. label.Select(l => $"class {l}")]));
    }
}
