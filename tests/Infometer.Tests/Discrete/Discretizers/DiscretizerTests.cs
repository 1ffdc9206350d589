using Xunit;

namespace Infometer.Tests;

/// <summary>What holds of every discretiser.</summary>
[Trait("Kernels", "Vector")]
public class DiscretizerTests
{
    private const int Rows = 600;

    private static readonly Dictionary<string, Discretizer> s_rules = new()
    {
        ["equal-width"] = new EqualWidth(7),
        ["equal-frequency"] = new EqualFrequency(7),
        ["mdlp"] = new Mdlp(),
        ["birge-rozenholc"] = new BirgeRozenholc(),
    };

    private static readonly Dictionary<string, Func<Random, double>> s_columns = new()
    {
        ["normal"] = Normal,
        ["counts"] = random => Math.Floor(Math.Exp(2 * Normal(random))),
        ["zero-inflated"] = random => random.NextDouble() < 0.6 ? 0 : Normal(random),
        ["two-values"] = random => random.Next(2),
        ["rounded"] = random => Math.Round(Normal(random), 1),
        ["heavy-tail"] = random => Math.Exp(4 * Normal(random)),
    };

    public static MatrixTheoryData<string, string> Cases => new(s_rules.Keys, s_columns.Keys);

    public static TheoryData<string> Rules => [.. s_rules.Keys];

    [Theory]
    [InlineData(0, 4)]
    [InlineData(500, 4)]
    [InlineData(1_000, 5)]
    [InlineData(10_000, 11)]
    [InlineData(30_000, 16)]
    [InlineData(1_000_000, 16)]
    public void DefaultBins_Rows_GrowWithCubeRoot(int n, int bins) => Assert.Equal(bins, Discretizer.DefaultBins(n));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_AnyColumn_CodeCountsCutsNotAboveTheValue(string rule, string column)
    {
        (double[] x, Codes y) = Draw(column, 1);
        Discretization bins = s_rules[rule].Fit(x, y);
        Assert.Equal(bins.Edges.Order().Distinct(), bins.Edges);
        Assert.All(bins.Edges, edge => Assert.InRange(edge, x.Min() + double.Epsilon, x.Max()));
        Assert.Equal(x.Select(v => bins.Edges.Count(edge => edge <= v)), bins.Codes.ToArray());
        Assert.Equal(bins.BinCount, bins.Codes.LevelCount);
        Assert.Equal(bins.BinCount, bins.Levels.Length);
        Assert.Equal(-1, bins.MissingCode);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_RowsReordered_GivesTheSameCutsToTheBit(string rule, string column)
    {
        (double[] x, Codes y) = Draw(column, 2);
        int[] order = [.. Enumerable.Range(0, Rows)];
        new Random(3).Shuffle(order);
        Discretization original = s_rules[rule].Fit(x, y);
        Discretization reordered = s_rules[rule].Fit(order.Select(row => x[row]).ToArray(), y.Select(order));
        Assert.Equal(original.Edges, reordered.Edges);
        Assert.Equal(order.Select(row => original.Codes[row]), reordered.Codes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_FittedValues_GivesTheirCodes(string rule, string column)
    {
        (double[] x, Codes y) = Draw(column, 4);
        Discretization bins = s_rules[rule].Fit(x, y);
        Assert.Equal(bins.Codes.ToArray(), bins.Apply(x).ToArray());
    }

    [Theory]
    [InlineData("equal-frequency")]
    [InlineData("mdlp")]
    public void Fit_IncreasingTransformation_GivesTheSameCodes(string rule)
    {
        foreach (string column in s_columns.Keys)
        {
            (double[] x, Codes y) = Draw(column, 5);
            double[] transformed = [.. x.Select(v => v + (3 * Math.Cbrt(v)) - 100)];
            Assert.Equal(s_rules[rule].Fit(x, y).Codes.ToArray(), s_rules[rule].Fit(transformed, y).Codes.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fit_MissingValues_GetTheLastCodeAndMoveNoCut(string rule)
    {
        (double[] x, Codes y) = Draw("rounded", 6);
        Discretization complete = s_rules[rule].Fit(x, y);
        double[] holed = [double.NaN, .. x, double.NaN, double.NaN];
        Discretization bins = s_rules[rule].Fit(holed, Codes.Create([0, .. y.ToArray(), 1, 2], y.LevelCount));
        Assert.Equal(complete.Edges, bins.Edges);
        Assert.Equal(bins.BinCount, bins.MissingCode);
        Assert.Equal(bins.BinCount + 1, bins.Codes.LevelCount);
        Assert.Equal([.. complete.Levels, "(missing)"], bins.Levels);
        Assert.Equal([bins.MissingCode, .. complete.Codes.ToArray(), bins.MissingCode, bins.MissingCode], bins.Codes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fit_ConstantOrNothingPresent_IsOneBin(string rule)
    {
        Discretization constant = s_rules[rule].Fit([2.5, 2.5, 2.5], Codes.Create([0, 1, 0], 2));
        Assert.Equal(["all"], constant.Levels);
        Assert.Equal([0, 0, 0], constant.Codes.ToArray());
        Discretization missing = s_rules[rule].Fit([double.NaN, double.NaN], Codes.Create([0, 1], 2));
        Assert.Equal(["all", "(missing)"], missing.Levels);
        Assert.Equal([1, 1], missing.Codes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fit_InfiniteValue_NamesItsRow(string rule)
    {
        Exception error = Assert.Throws<InvalidInputException>(
            () => s_rules[rule].Fit([1, double.NegativeInfinity, 3], Codes.Create([0, 1, 0], 2)));
        Assert.Equal("Row 1 is infinite and fits into no bin; drop such rows or replace the value first.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fit_NoRows_SaysSo(string rule)
    {
        Exception error = Assert.Throws<InvalidInputException>(() => s_rules[rule].Fit([], Codes.Create([], 1)));
        Assert.Equal("There are no values to put into bins; pass at least one row.", error.Message);
    }

    [Fact]
    public void Bins_BelowOne_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EqualWidth(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EqualFrequency(3) with { Bins = -1 });
    }

    [Fact]
    public void Apply_OtherValues_UsesTheSameCuts()
    {
        Discretization bins = new EqualWidth(4).Fit([0, 1, 2, 3, 4]);
        Codes codes = bins.Apply([-50, 0.999, 1, 3, 1e9, double.NaN]);
        Assert.Equal([0, 0, 1, 3, 3, 4], codes.ToArray());
        Assert.Equal(5, codes.LevelCount);
        Assert.Equal(["< 1", "[1, 2)", "[2, 3)", "≥ 3"], bins.Levels);
    }

    [Fact]
    public void Levels_AwkwardNumbers_RoundTrip() =>
        Assert.Equal(["< 0.1", "[0.1, 0.30000000000000004)", "≥ 0.30000000000000004"], new EqualFrequency(3).Fit([0, 0.1, 0.1 + 0.2]).Levels);

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(700)]
    public void Fit_AnyNumberOfCuts_VectorsAgreeWithCounting(int cuts)
    {
        Random random = new(cuts);
        double[] x = [.. Enumerable.Range(0, 1003).Select(_ => random.NextDouble()), 0, 1, double.NaN];
        Discretization bins = new EqualWidth(cuts + 1).Fit(x);
        Assert.Equal(cuts, bins.Edges.Length);
        int[] expected = [.. x.Select(v => double.IsNaN(v) ? cuts + 1 : bins.Edges.Count(edge => edge <= v))];
        Assert.Equal(expected, bins.Codes.ToArray());
        Assert.Equal(expected, x.Select(v => BinCoder.Code(v, bins.Edges.AsSpan())));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Cut_SortedValues_GivesTheCutsOfFit(string rule)
    {
        (double[] x, Codes y) = Draw("counts", 8);
        int[] levels = y.ToArray();
        double[] sorted = [.. x];
        Array.Sort(sorted, levels);
        Assert.Equal(s_rules[rule].Fit(x, y).Edges, s_rules[rule].Cut(sorted, levels));
    }

    // A column and a target of three levels that depends on it.
    private static (double[] X, Codes Y) Draw(string column, int seed)
    {
        Random random = new(seed);
        double[] x = [.. Enumerable.Range(0, Rows).Select(_ => s_columns[column](random))];
        double low = x.Order().ElementAt(Rows / 3);
        int[] y = [.. x.Select(v => (v > low ? 1 : 0) + (random.NextDouble() < 0.2 ? 1 : 0))];
        return (x, Codes.Create(y, 3));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
