using System.Collections.Concurrent;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class CountingTests
{
    private static readonly int[] s_lengths = [0, 1, 15, 16, 31, 32, 63, 64, 65, 1000, 2048];

    [Fact]
    public void Append_AnyWidthAndLength_AgreesWithArithmetic()
    {
        foreach (int n in s_lengths)
        {
            int[] first = CountingData.Random(n, 15, 1);
            int[] second = CountingData.Random(n, 17, 2);
            int[] expected = new int[n];
            for (int row = 0; row < n; row++)
            {
                expected[row] = (first[row] * 17) + second[row];
            }

            byte[] bytes = [.. first.Select(c => (byte)c)];
            CountingKernels.Append(bytes, Array.ConvertAll(second, c => (byte)c), 17);
            Assert.Equal(expected, bytes.Select(b => (int)b));

            ushort[] shorts = [.. first.Select(c => (ushort)c)];
            CountingKernels.Append(shorts, Array.ConvertAll(second, c => (byte)c), 17);
            Assert.Equal(expected, shorts.Select(s => (int)s));

            foreach (int width in new[] { 1, 2, 4 })
            {
                uint[] ints = [.. first.Select(c => (uint)c)];
                CountingKernels.Append(ints, CountingData.Store(second, 17, width), 0, 17);
                Assert.Equal(expected, ints.Select(i => (int)i));
            }
        }
    }

    [Fact]
    public void Append_WithoutLevels_StartsANewIndex()
    {
        ushort[] index = [.. Enumerable.Repeat((ushort)999, 100)];
        CountingKernels.Append(index, Enumerable.Repeat((byte)200, 100).ToArray(), 0);
        Assert.All(index, i => Assert.Equal(200, i));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Increment_SpreadOverCopies_SumsToTheCounts(int copies)
    {
        foreach (int n in s_lengths)
        {
            int[] cells = CountingData.Random(n, 70, 3, skewed: true);
            ushort[] shorts = Array.ConvertAll(cells, c => (ushort)c);
            uint[] ints = Array.ConvertAll(cells, c => (uint)c);
            uint[] shortCounters = new uint[70 * copies];
            uint[] intCounters = new uint[70 * copies];
            CountingKernels.Spread(shorts, copies);
            CountingKernels.Increment(shorts, shortCounters);
            CountingKernels.Spread(ints, copies);
            CountingKernels.Increment(ints, intCounters);
            for (int cell = 0; cell < 70; cell++)
            {
                long expected = cells.LongCount(c => c == cell);
                Assert.Equal(expected, shortCounters.AsSpan(cell * copies, copies).ToArray().Sum(c => c));
                Assert.Equal(expected, intCounters.AsSpan(cell * copies, copies).ToArray().Sum(c => c));
            }
        }
    }

    [Fact]
    public void Increment_CellOutsideTheTable_Throws() =>
        Assert.Throws<IndexOutOfRangeException>(() => CountingKernels.Increment([(ushort)0, 1, 2, 3], new uint[3]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void CreateCodes_AnyLength_KeepsEveryCodeInTheNarrowestStore(int levels)
    {
        foreach (int n in s_lengths)
        {
            int[] values = CountingData.Random(n, levels, 4);
            Codes codes = Codes.Create(values, levels);
            Assert.Equal(CountingData.NarrowestWidth(levels), codes.Width);
            Assert.Equal(values, codes.ToArray());
        }
    }

    [Theory]
    [InlineData(4, -1)]
    [InlineData(4, 4)]
    [InlineData(4, 256)]
    [InlineData(4, int.MinValue)]
    [InlineData(300, 300)]
    [InlineData(300, 65_536)]
    [InlineData(300, -1)]
    [InlineData(100_000, 100_000)]
    [InlineData(100_000, -1)]
    [InlineData(0, 0)]
    public void CreateCodes_OneBadCodeAnywhere_NamesTheFirstRow(int levels, int bad)
    {
        foreach (int row in new[] { 0, 7, 16, 63, 99 })
        {
            int[] values = new int[100];
            values[row] = bad;
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Codes.Create(values, levels));
            Assert.StartsWith($"The code of row {(levels == 0 ? 0 : row)} must lie in", error.Message);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(256, 1)]
    [InlineData(300, 2)]
    [InlineData(5, 2)]
    [InlineData(70_000, 4)]
    [InlineData(5, 4)]
    [InlineData(5_000_000, 4)]
    public void CountLevels_AnyStore_AgreesWithOneRowAtATime(int levels, int width)
    {
        int[] values = CountingData.Random(10_003, levels, 5);
        long[] expected = new long[levels];
        foreach (int value in values)
        {
            expected[value]++;
        }

        Assert.True(CountingData.Store(values, levels, width).CountLevels().AsSpan().SequenceEqual(expected));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 2)]
    [InlineData(30_001, 1)]
    [InlineData(200_003, 2)]
    [InlineData(200_003, 7)]
    public void CountAllPairs_ColumnsOfAllSizes_GivesEachPairOnceAsCountedAlone(int n, int threads)
    {
        int[] levels = [2, 70_000, 3, 2, 2, 16, 17, 1, 255, 256, 4, 257, 2, 5, 70_000, 32, 2, 2];
        Codes[] columns = [.. levels.Select((l, i) => CountingData.Store(
            CountingData.Random(n, l, 30 + i, skewed: i % 3 == 0), l, i == 4 ? 4 : CountingData.NarrowestWidth(l)))];
        ConcurrentDictionary<(int, int), ContingencyTable> seen = [];
        CountingPairs.CountAllPairs(
            columns,
            pair =>
            {
                Assert.True(pair.First < pair.Second);
                double information = ContingencyTable.PluginInformation(pair.ToTable());
                Assert.Equal(information, pair.PluginInformation(), 1e-10);
                Assert.True(seen.TryAdd((pair.First, pair.Second), pair.ToTable()));
            },
            new RunContext { MaxDegreeOfParallelism = threads });
        Assert.Equal(levels.Length * (levels.Length - 1) / 2, seen.Count);
        foreach (((int first, int second), ContingencyTable table) in seen)
        {
            ContingencyTable alone = ContingencyTable.Count(columns[first], columns[second]);
            Assert.Equal((levels[first], levels[second]), (table.RowLevels, table.ColumnLevels));
            Assert.Equal(alone.CellRows.ToArray(), table.CellRows.ToArray());
            Assert.Equal(alone.CellColumns.ToArray(), table.CellColumns.ToArray());
            Assert.Equal(alone.CellCounts.ToArray(), table.CellCounts.ToArray());
        }
    }

    [Fact]
    public void CountAllPairs_OneColumn_VisitsNothing() =>
        CountingPairs.CountAllPairs([Codes.Create([0, 1], 2)], _ => Assert.Fail("There is no pair."));

    [Fact]
    public void CountAllPairs_DifferentLengths_Throws() => Assert.Throws<ArgumentException>(
        () => CountingPairs.CountAllPairs([Codes.Create([0, 1], 2), Codes.Create([0], 2)], _ => { }));

    [Fact]
    public void CountAllPairs_Watched_ReportsToTheEnd()
    {
        Progress progress = new();
        Codes[] columns = [.. Enumerable.Range(0, 9).Select(i => Codes.Create(CountingData.Random(1000, 5, i), 5))];
        CountingPairs.CountAllPairs(columns, _ => { }, new RunContext { Progress = progress });
        Assert.Equal(progress.Reports.Max(r => r.Done), progress.Reports.First().Total);
    }

    private sealed class Progress : IProgress<RunProgress>
    {
        internal ConcurrentBag<RunProgress> Reports { get; } = [];

        public void Report(RunProgress value) => Reports.Add(value);
    }
}
