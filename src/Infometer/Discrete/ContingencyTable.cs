namespace Infometer;

/// <summary>
/// How often each pair of levels of two discrete variables occurs, with both margins. Only cells that occur are kept,
/// so memory follows the data and not rows × columns. Immutable and mergeable: the table of two parts of the data is
/// the <see cref="Merge"/> of their tables.
/// </summary>
public sealed class ContingencyTable
{
    private readonly int[] _rowStarts;
    private readonly int[] _cellRows;
    private readonly int[] _cellColumns;
    private readonly long[] _cellCounts;
    private readonly long[] _rowTotals;
    private readonly long[] _columnTotals;

    /// <summary>Takes over the occurring cells, ordered by row and then column.</summary>
    internal ContingencyTable(int rowLevels, int columnLevels, int[] cellRows, int[] cellColumns, long[] cellCounts)
    {
        RowLevels = rowLevels;
        ColumnLevels = columnLevels;
        _cellRows = cellRows;
        _cellColumns = cellColumns;
        _cellCounts = cellCounts;
        _rowTotals = new long[rowLevels];
        _columnTotals = new long[columnLevels];
        _rowStarts = new int[rowLevels + 1];
        for (int cell = 0; cell < cellCounts.Length; cell++)
        {
            _rowTotals[cellRows[cell]] += cellCounts[cell];
            _columnTotals[cellColumns[cell]] += cellCounts[cell];
            _rowStarts[cellRows[cell] + 1]++;
            Total += cellCounts[cell];
        }

        for (int row = 0; row < rowLevels; row++)
        {
            _rowStarts[row + 1] += _rowStarts[row];
        }
    }

    /// <summary>Number of levels of the row variable, occurring or not.</summary>
    public int RowLevels { get; }

    /// <summary>Number of levels of the column variable, occurring or not.</summary>
    public int ColumnLevels { get; }

    /// <summary>Number of rows of data counted, n.</summary>
    public long Total { get; }

    /// <summary>How often each level of the row variable occurs.</summary>
    public ReadOnlySpan<long> RowTotals => _rowTotals;

    /// <summary>How often each level of the column variable occurs.</summary>
    public ReadOnlySpan<long> ColumnTotals => _columnTotals;

    /// <summary>Number of pairs of levels that occur.</summary>
    public int CellCount => _cellCounts.Length;

    /// <summary>The row level of each occurring cell, ascending.</summary>
    public ReadOnlySpan<int> CellRows => _cellRows;

    /// <summary>The column level of each occurring cell, ascending within a row.</summary>
    public ReadOnlySpan<int> CellColumns => _cellColumns;

    /// <summary>The count of each occurring cell, all above zero.</summary>
    public ReadOnlySpan<long> CellCounts => _cellCounts;

    /// <summary>The count of a pair of levels.</summary>
    public long this[int row, int column]
    {
        get
        {
            int start = _rowStarts[row];
            int at = Array.BinarySearch(_cellColumns, start, _rowStarts[row + 1] - start, column);
            return at < 0 ? 0 : _cellCounts[at];
        }
    }

    /// <summary>
    /// Counts the pairs of levels of two variables over the same rows, in O(rows + levels); on several threads where rows
    /// are many and cells few.
    /// </summary>
    /// <exception cref="InvalidInputException">The variables differ in length.</exception>
    public static ContingencyTable Count(Codes rows, Codes columns, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        if (rows.Count != columns.Count)
        {
            throw new InvalidInputException(
                $"The row variable has {rows.Count} rows and the column variable {columns.Count}; pass the same rows.");
        }

        Codes[] variables = [rows, columns];
        int cells = CountingTable.CellsOf(variables);
        return cells < 0
            ? FromGroups(rows, columns)
            : FromDense(CountingTable.Count(variables, cells, context), rows.LevelCount, columns.LevelCount);
    }

    /// <summary>A table from its counts, row by row.</summary>
    /// <param name="counts">rowLevels × columnLevels counts, none negative.</param>
    /// <param name="columnLevels">Number of columns.</param>
    public static ContingencyTable FromCounts(ReadOnlySpan<long> counts, int columnLevels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnLevels, 1);
        if (counts.Length % columnLevels != 0)
        {
            throw new ArgumentException($"{counts.Length} counts are no multiple of {columnLevels} columns.", nameof(counts));
        }

        List<int> rows = [];
        List<int> columns = [];
        List<long> cells = [];
        for (int i = 0; i < counts.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[i], nameof(counts));
            if (counts[i] > 0)
            {
                rows.Add(i / columnLevels);
                columns.Add(i % columnLevels);
                cells.Add(counts[i]);
            }
        }

        return new ContingencyTable(counts.Length / columnLevels, columnLevels, [.. rows], [.. columns], [.. cells]);
    }

    /// <summary>The table of the data of both tables together; the level numbers must mean the same in both.</summary>
    public ContingencyTable Merge(ContingencyTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int rowLevels = Math.Max(RowLevels, other.RowLevels);
        int columnLevels = Math.Max(ColumnLevels, other.ColumnLevels);
        List<int> rows = [];
        List<int> columns = [];
        List<long> counts = [];
        int a = 0;
        int b = 0;
        while (a < CellCount || b < other.CellCount)
        {
            long keyA = a < CellCount ? ((long)_cellRows[a] * columnLevels) + _cellColumns[a] : long.MaxValue;
            long keyB = b < other.CellCount ? ((long)other._cellRows[b] * columnLevels) + other._cellColumns[b] : long.MaxValue;
            long key = Math.Min(keyA, keyB);
            rows.Add((int)(key / columnLevels));
            columns.Add((int)(key % columnLevels));
            counts.Add((keyA == key ? _cellCounts[a++] : 0) + (keyB == key ? other._cellCounts[b++] : 0));
        }

        return new ContingencyTable(rowLevels, columnLevels, [.. rows], [.. columns], [.. counts]);
    }

    /// <summary>
    /// The plug-in mutual information of a table in nats: ln n + (Σ n_ij ln n_ij − Σ a_i ln a_i − Σ b_j ln b_j) / n with
    /// row totals a and column totals b. Nothing is clipped: rounding may leave a tiny negative number. NaN for an empty table.
    /// </summary>
    internal static double PluginInformation(ContingencyTable table)
    {
        double sum = SumOfLogs(table._cellCounts) - SumOfLogs(table._rowTotals) - SumOfLogs(table._columnTotals);
        return Math.Log(table.Total) + (sum / table.Total);
    }

    /// <summary>The same for dense 32-bit counts, row by row, without a table of their own.</summary>
    internal static double PluginInformation(ReadOnlySpan<uint> counts, int columnLevels)
    {
        const int OnStack = 256;
        Span<long> columnTotals = columnLevels <= OnStack ? stackalloc long[OnStack] : new long[columnLevels];
        columnTotals.Clear();
        long total = 0;
        double sum = 0;
        for (int start = 0; start < counts.Length; start += columnLevels)
        {
            long rowTotal = 0;
            for (int column = 0; column < columnLevels; column++)
            {
                uint count = counts[start + column];
                rowTotal += count;
                columnTotals[column] += count;
                sum += CountTables.XLogX(count);
            }

            sum -= CountTables.XLogX(rowTotal);
            total += rowTotal;
        }

        return Math.Log(total) + ((sum - SumOfLogs(columnTotals)) / total);
    }

    /// <summary>A table from dense 32-bit counts, row by row.</summary>
    internal static ContingencyTable FromDense(ReadOnlySpan<uint> counts, int rowLevels, int columnLevels)
    {
        int used = counts.Length - counts.Count(0u);
        int[] rows = new int[used];
        int[] columns = new int[used];
        long[] cells = new long[used];
        int cell = 0;
        for (int row = 0; row < rowLevels; row++)
        {
            ReadOnlySpan<uint> line = counts.Slice(row * columnLevels, columnLevels);
            for (int column = 0; column < line.Length; column++)
            {
                if (line[column] > 0)
                {
                    rows[cell] = row;
                    columns[cell] = column;
                    cells[cell++] = line[column];
                }
            }
        }

        return new ContingencyTable(rowLevels, columnLevels, rows, columns, cells);
    }

    private static ContingencyTable FromGroups(Codes rows, Codes columns)
    {
        JointCounts joint = JointCounts.OfGroups([rows, columns]);
        return new ContingencyTable(
            rows.LevelCount, columns.LevelCount, joint.CodesOf(0).ToArray(), joint.CodesOf(1).ToArray(), joint.Counts.ToArray());
    }

    private static double SumOfLogs(ReadOnlySpan<long> counts)
    {
        double sum = 0;
        foreach (long count in counts)
        {
            sum += CountTables.XLogX(count);
        }

        return sum;
    }
}
