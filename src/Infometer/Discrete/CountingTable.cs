using System.Numerics;

namespace Infometer;

/// <summary>
/// A dense table of counts under construction: one cell per combination of levels, the last variable varying fastest.
/// Counts are 32 bits wide, which always holds them: an array, and so a column, has fewer than 2³¹ rows. Sums over
/// several tables are taken in 64 bits.
/// </summary>
internal sealed class CountingTable
{
    /// <summary>The most cells a dense table may have: 16 MB, beyond which sorting the rows is no slower.</summary>
    internal const int MaxCells = 1 << 22;

    // Rows that one worker counts at a time; enough to make the cost of handing them out vanish.
    private const int ChunkRows = 1 << 18;

    // What a 16-bit index can name; so many counters take 256 KB.
    private const int MaxCounters = 1 << 16;

    // Equal neighbours in a block of 2,048 rows; 100 equally frequent cells have 20.
    private const int FewRepeats = 10;

    private uint[] _counts = [];
    private int _cells;
    private int _copies;

    internal CountingTable(int cells)
    {
        Reset(cells);
    }

    /// <summary>
    /// Number of cells of a dense table of these variables, or −1 where it would be too large in itself or for the
    /// number of rows, so that the rows had better be sorted.
    /// </summary>
    internal static int CellsOf(IReadOnlyList<Codes> variables)
    {
        long limit = Math.Clamp(4L * variables[0].Count, 4096, MaxCells);
        long cells = 1;
        foreach (Codes variable in variables)
        {
            cells *= variable.LevelCount;
            if (cells > limit)
            {
                return -1;
            }
        }

        return (int)cells;
    }

    /// <summary>Counts all rows of the variables on as many threads as the context allows.</summary>
    internal static uint[] Count(IReadOnlyList<Codes> variables, int cells, RunContext? context)
    {
        context ??= RunContext.Default;
        int rows = variables[0].Count;
        int chunks = (int)(((long)rows + ChunkRows - 1) / ChunkRows);
        if (chunks <= 1 || cells > rows / 4)
        {
            // One chunk, or so many cells that clearing and adding up a table per thread would cost what it saves.
            CountingTable table = new(cells);
            table.CountRows(variables, 0, rows);
            return table.Sum().ToArray();
        }

        uint[] total = new uint[cells];
        Parallel.For(
            0,
            chunks,
            context.ParallelOptions,
            () => new CountingTable(cells),
            (chunk, _, table) =>
            {
                int start = chunk * ChunkRows;
                table.CountRows(variables, start, Math.Min(ChunkRows, rows - start));
                return table;
            },
            table =>
            {
                Span<uint> part = table.Sum();
                lock (total)
                {
                    CountingKernels.Add(total, part);
                }
            });
        return total;
    }

    /// <summary>Adds the rows from <paramref name="start"/> on.</summary>
    internal void CountRows(IReadOnlyList<Codes> variables, int start, int count)
    {
        if (_copies == 0)
        {
            Allocate(CopiesFor(variables, start, count));
        }

        bool narrow = _cells <= MaxCounters;
        for (int i = 0; i < variables.Count && narrow; i++)
        {
            narrow = variables[i].Width == 1;
        }

        if (narrow)
        {
            CountNarrow(variables, start, count);
        }
        else
        {
            CountWide(variables, start, count);
        }
    }

    /// <summary>The counts of all rows added since the last reset, one per cell; reset the table before adding more.</summary>
    internal Span<uint> Sum()
    {
        if (_copies == 0)
        {
            Allocate(1);
        }

        for (; _copies > 1; _copies /= 2)
        {
            for (int i = 0; i < _cells * _copies / 2; i++)
            {
                _counts[i] = _counts[2 * i] + _counts[(2 * i) + 1];
            }
        }

        return _counts.AsSpan(0, _cells);
    }

    /// <summary>Starts a new table, all zero, in the memory of the old one.</summary>
    internal void Reset(int cells)
    {
        _cells = cells;
        _copies = 0; // decided when the first rows are seen
    }

    // Where neighbouring rows often share a cell, in skewed, dependent or sorted data, several counters per cell pay; else one
    // does, and takes the least cache. The counts are the same either way.
    private int CopiesFor(IReadOnlyList<Codes> variables, int start, int count)
    {
        if (count < CountingKernels.BlockRows || _cells > MaxCounters)
        {
            return 1;
        }

        Span<uint> index = stackalloc uint[CountingKernels.BlockRows];
        Combine(index, variables, start);
        int repeats = 0;
        for (int row = 1; row < index.Length; row++)
        {
            repeats += index[row] == index[row - 1] ? 1 : 0;
        }

        return repeats <= FewRepeats ? 1 : 1 << Math.Min(3, BitOperations.Log2((uint)(MaxCounters / _cells)));
    }

    private void Allocate(int copies)
    {
        _copies = copies;
        int length = _cells * _copies;
        if (_counts.Length < length)
        {
            _counts = new uint[length];
        }
        else
        {
            Array.Clear(_counts, 0, length);
        }
    }

    private void CountNarrow(IReadOnlyList<Codes> variables, int start, int count)
    {
        Span<ushort> scratch = stackalloc ushort[CountingKernels.BlockRows];
        while (count > 0)
        {
            Span<ushort> index = scratch[..Math.Min(count, scratch.Length)];
            for (int i = 0; i < variables.Count; i++)
            {
                CountingKernels.Append(index, variables[i].Bytes.Slice(start, index.Length), i == 0 ? 0 : variables[i].LevelCount);
            }

            if (_copies > 1)
            {
                CountingKernels.Spread(index, _copies);
            }

            CountingKernels.Increment(index, _counts);
            start += index.Length;
            count -= index.Length;
        }
    }

    private void CountWide(IReadOnlyList<Codes> variables, int start, int count)
    {
        Span<uint> scratch = stackalloc uint[CountingKernels.BlockRows];
        while (count > 0)
        {
            Span<uint> index = scratch[..Math.Min(count, scratch.Length)];
            Combine(index, variables, start);
            if (_copies > 1)
            {
                CountingKernels.Spread(index, _copies);
            }

            CountingKernels.Increment(index, _counts);
            start += index.Length;
            count -= index.Length;
        }
    }

    private static void Combine(Span<uint> index, IReadOnlyList<Codes> variables, int start)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            CountingKernels.Append(index, variables[i], start, i == 0 ? 0 : variables[i].LevelCount);
        }
    }
}
