using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class ContingencyTableTests
{
    private static readonly int[] s_levels = [1, 2, 3, 4, 16, 17, 255, 256, 257, 4096, 65_536, 70_000];
    private static readonly int[] s_rows = [0, 1, 63, 64, 65, 1000];

    public static TheoryData<int, int, bool> LevelPairs()
    {
        TheoryData<int, int, bool> data = [];
        foreach (int rows in s_levels)
        {
            foreach (int columns in s_levels)
            {
                data.Add(rows, columns, false);
                data.Add(rows, columns, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(LevelPairs))]
    public void Count_AnyLevelsAndLength_AgreesWithOneRowAtATime(int rowLevels, int columnLevels, bool skewed)
    {
        foreach (int n in s_rows)
        {
            int[] x = CountingData.Random(n, rowLevels, 1, skewed);
            int[] y = CountingData.Random(n, columnLevels, 2, skewed);
            ContingencyTable table = ContingencyTable.Count(Codes.Create(x, rowLevels), Codes.Create(y, columnLevels));
            AssertCounts(x, y, rowLevels, columnLevels, table);
        }
    }

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 10, true)]
    [InlineData(64, 64, false)]
    [InlineData(65, 64, false)]
    [InlineData(256, 256, false)]
    [InlineData(257, 256, true)]
    [InlineData(4096, 17, false)]
    [InlineData(65_536, 70_000, false)]
    [InlineData(70_000, 3, true)]
    [InlineData(70_000, 70_000, true)]
    public void Count_ManyRows_AgreesWithOneRowAtATime(int rowLevels, int columnLevels, bool skewed)
    {
        int[] x = CountingData.Random(100_003, rowLevels, 3, skewed);
        int[] y = CountingData.Random(100_003, columnLevels, 4, skewed);
        ContingencyTable table = ContingencyTable.Count(Codes.Create(x, rowLevels), Codes.Create(y, columnLevels));
        AssertCounts(x, y, rowLevels, columnLevels, table);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(4, 4)]
    public void Count_AnyMixOfWidths_AgreesWithOneRowAtATime(int rowWidth, int columnWidth)
    {
        foreach (int levels in new[] { 2, 10, 200 })
        {
            int[] x = CountingData.Random(5003, levels, 5);
            int[] y = CountingData.Random(5003, levels, 6);
            ContingencyTable table = ContingencyTable.Count(
                CountingData.Store(x, levels, rowWidth), CountingData.Store(y, levels, columnWidth));
            AssertCounts(x, y, levels, levels, table);
        }
    }

    [Fact]
    public void Count_AnyThreadCount_GivesTheSameTable()
    {
        const int N = 1_000_003;
        foreach (int levels in new[] { 10, 300 })
        {
            int[] x = CountingData.Random(N, levels, 7);
            int[] y = CountingData.Random(N, levels, 8);
            Codes rows = Codes.Create(x, levels);
            Codes columns = Codes.Create(y, levels);
            long[] expected = new long[levels * levels];
            for (int row = 0; row < N; row++)
            {
                expected[(x[row] * levels) + y[row]]++;
            }

            foreach (int threads in new[] { 1, 2, 7 })
            {
                ContingencyTable table = ContingencyTable.Count(rows, columns, new RunContext { MaxDegreeOfParallelism = threads });
                Assert.Equal(N, table.Total);
                for (int cell = 0; cell < expected.Length; cell++)
                {
                    Assert.Equal(expected[cell], table[cell / levels, cell % levels]);
                }
            }
        }
    }

    [Fact]
    public void Count_Cancelled_Throws()
    {
        Codes codes = Codes.Wrap(new byte[1_000_000], 4);
        using CancellationTokenSource source = new();
        source.Cancel();
        RunContext context = new() { Cancellation = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => ContingencyTable.Count(codes, codes, context));
    }

    [Fact]
    public void Count_DifferentLengths_SaysBoth()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(
            () => ContingencyTable.Count(Codes.Create([0, 1], 2), Codes.Create([0], 2)));
        Assert.Equal("The row variable has 2 rows and the column variable 1; pass the same rows.", error.Message);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(70_000, 257)]
    public void Merge_OfTwoParts_EqualsTheWhole(int rowLevels, int columnLevels)
    {
        int[] x = CountingData.Random(3000, rowLevels, 9);
        int[] y = CountingData.Random(3000, columnLevels, 10);
        ContingencyTable whole = ContingencyTable.Count(Codes.Create(x, rowLevels), Codes.Create(y, columnLevels));
        ContingencyTable first = ContingencyTable.Count(
            Codes.Create(x.AsSpan(0, 1234), rowLevels), Codes.Create(y.AsSpan(0, 1234), columnLevels));
        ContingencyTable second = ContingencyTable.Count(
            Codes.Create(x.AsSpan(1234), rowLevels), Codes.Create(y.AsSpan(1234), columnLevels));
        AssertSame(whole, first.Merge(second));
        AssertSame(whole, second.Merge(first));
    }

    [Fact]
    public void Merge_OfHugeCounts_DoesNotOverflow32Bits()
    {
        ContingencyTable table = ContingencyTable.FromCounts([3_000_000_000, 1], 2);
        ContingencyTable sum = table.Merge(table);
        Assert.Equal(6_000_000_000, sum[0, 0]);
        Assert.Equal(6_000_000_002, sum.Total);
    }

    [Fact]
    public void FromCounts_OfACountedTable_GivesItBack()
    {
        ContingencyTable counted = ContingencyTable.Count(
            Codes.Create(CountingData.Random(500, 7, 11), 7), Codes.Create(CountingData.Random(500, 9, 12), 9));
        long[] dense = new long[63];
        for (int cell = 0; cell < dense.Length; cell++)
        {
            dense[cell] = counted[cell / 9, cell % 9];
        }

        AssertSame(counted, ContingencyTable.FromCounts(dense, 9));
    }

    [Fact]
    public void PluginInformation_OfKnownTables_IsTheFormula()
    {
        Assert.Equal(Math.Log(2), ContingencyTable.PluginInformation(ContingencyTable.FromCounts([5, 0, 0, 5], 2)), 1e-15);
        Assert.Equal(0, ContingencyTable.PluginInformation(ContingencyTable.FromCounts([2, 4, 3, 6], 2)), 1e-15);
        Assert.Equal(0, ContingencyTable.PluginInformation(ContingencyTable.FromCounts([7], 1)), 1e-15);
        // 0.4 ln(0.4/0.25)·2 + 0.1 ln(0.1/0.25)·2
        Assert.Equal(0.1927447570217575, ContingencyTable.PluginInformation(ContingencyTable.FromCounts([4, 1, 1, 4], 2)), 1e-15);
        Assert.True(double.IsNaN(ContingencyTable.PluginInformation(ContingencyTable.FromCounts([0, 0], 2))));
    }

    [Fact]
    public void PluginInformation_OfIdenticalColumns_IsTheirEntropy()
    {
        Codes codes = Codes.Create(CountingData.Random(10_007, 300, 13), 300);
        double entropy = new Plugin().Entropy(codes.CountLevels().Where(c => c > 0).ToArray(), 300);
        Assert.Equal(entropy, ContingencyTable.PluginInformation(ContingencyTable.Count(codes, codes)), 1e-12);
    }

    private static void AssertCounts(int[] x, int[] y, int rowLevels, int columnLevels, ContingencyTable table)
    {
        (int[] Codes, long Count)[] expected = CountingData.Naive(x, y);
        Assert.Equal(expected.Select(c => c.Codes[0]), table.CellRows.ToArray());
        Assert.Equal(expected.Select(c => c.Codes[1]), table.CellColumns.ToArray());
        Assert.Equal(expected.Select(c => c.Count), table.CellCounts.ToArray());
        Assert.Equal(x.Length, table.Total);
        Assert.Equal((rowLevels, columnLevels), (table.RowLevels, table.ColumnLevels));
        long[] rowTotals = new long[rowLevels];
        long[] columnTotals = new long[columnLevels];
        for (int row = 0; row < x.Length; row++)
        {
            rowTotals[x[row]]++;
            columnTotals[y[row]]++;
        }

        Assert.True(table.RowTotals.SequenceEqual(rowTotals));
        Assert.True(table.ColumnTotals.SequenceEqual(columnTotals));
    }

    private static void AssertSame(ContingencyTable expected, ContingencyTable actual)
    {
        Assert.Equal((expected.RowLevels, expected.ColumnLevels, expected.Total), (actual.RowLevels, actual.ColumnLevels, actual.Total));
        Assert.Equal(expected.CellRows.ToArray(), actual.CellRows.ToArray());
        Assert.Equal(expected.CellColumns.ToArray(), actual.CellColumns.ToArray());
        Assert.Equal(expected.CellCounts.ToArray(), actual.CellCounts.ToArray());
    }
}
