namespace Infometer;

/// <summary>φ² = χ²/n = Σ n_ij²/(a_i b_j) − 1 of a table of counts n_ij with row totals a and column totals b, and its law.</summary>
internal sealed class ChiSquareStatistic
{
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly long[] _rowTotals;
    private readonly long[] _columnTotals;

    /// <summary>Counts the pairs of levels of two variables.</summary>
    public ChiSquareStatistic(Codes rows, Codes columns, RunContext context)
    {
        ContingencyTable table = ContingencyTable.Count(rows, columns, context);
        _rowTotals = table.RowTotals.ToArray();
        _columnTotals = table.ColumnTotals.ToArray();
        _rows = rows.ToArray();
        _columns = columns.ToArray();
        Rows = _rowTotals.Count(static total => total > 0);
        Columns = _columnTotals.Count(static total => total > 0);
        LeastExpected = (double)_rowTotals.Where(static t => t > 0).Min() * _columnTotals.Where(static t => t > 0).Min() / table.Total;
        MeanSquare = MeanSquareOf(table);
        FirstOrderVariance = VarianceOf(table);
    }

    /// <summary>Levels of the row variable that occur, r.</summary>
    public int Rows { get; }

    /// <summary>Levels of the column variable that occur, c.</summary>
    public int Columns { get; }

    /// <summary>The least count expected under independence.</summary>
    public double LeastExpected { get; }

    /// <summary>φ².</summary>
    public double MeanSquare { get; }

    /// <summary>The variance of φ² where the variables depend on each other, by the delta method; 0 under independence.</summary>
    public double FirstOrderVariance { get; }

    /// <summary>(r − 1)(c − 1).</summary>
    public double Freedom => (Rows - 1.0) * (Columns - 1);

    /// <summary>φ² of the rows of the table against the columns in any order; one function per thread.</summary>
    public PermutationTest.PermutedStatistic NewPermuted()
    {
        int[] byRow = new int[_rows.Length];
        int[] starts = new int[_rowTotals.Length + 1];
        for (int level = 0; level < _rowTotals.Length; level++)
        {
            starts[level + 1] = starts[level] + (int)_rowTotals[level];
        }

        int[] next = starts[..^1];
        for (int row = 0; row < _rows.Length; row++)
        {
            byRow[next[_rows[row]]++] = row;
        }

        int[] counts = new int[_columnTotals.Length];
        return order =>
        {
            double sum = 0;
            for (int level = 0; level < _rowTotals.Length; level++)
            {
                ReadOnlySpan<int> members = byRow.AsSpan(starts[level], starts[level + 1] - starts[level]);
                foreach (int row in members)
                {
                    counts[_columns[order[row]]]++;
                }

                foreach (int row in members)
                {
                    ref int count = ref counts[_columns[order[row]]];
                    sum += (double)count * count / _columnTotals[_columns[order[row]]] / members.Length;
                    count = 0; // the level's other rows add nothing
                }
            }

            return sum - 1;
        };
    }

    private static double MeanSquareOf(ContingencyTable table)
    {
        double sum = 0;
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            double count = table.CellCounts[cell];
            sum += count / table.RowTotals[table.CellRows[cell]] * count / table.ColumnTotals[table.CellColumns[cell]];
        }

        return sum - 1;
    }

    // φ² + 1 = Σ p_ij²/(p_i q_j); what a row of data in cell ij adds to it: 2 p_ij/(p_i q_j) − Σ_l p_il²/(p_i² q_l) − Σ_k p_kj²/(p_k q_j²).
    private static double VarianceOf(ContingencyTable table)
    {
        double n = table.Total;
        double[] ofRow = new double[table.RowLevels];
        double[] ofColumn = new double[table.ColumnLevels];
        double[] ratios = new double[table.CellCount];
        for (int cell = 0; cell < ratios.Length; cell++)
        {
            (int row, int column) = (table.CellRows[cell], table.CellColumns[cell]);
            double count = table.CellCounts[cell];
            ratios[cell] = n * count / table.RowTotals[row] / table.ColumnTotals[column];
            ofRow[row] += ratios[cell] * count / table.RowTotals[row];
            ofColumn[column] += ratios[cell] * count / table.ColumnTotals[column];
        }

        double mean = 0;
        double square = 0;
        for (int cell = 0; cell < ratios.Length; cell++)
        {
            double share = table.CellCounts[cell] / n;
            double influence = (2 * ratios[cell]) - ofRow[table.CellRows[cell]] - ofColumn[table.CellColumns[cell]];
            mean += share * influence;
            square += share * influence * influence;
        }

        return Math.Max(0, square - (mean * mean)) / n;
    }
}
