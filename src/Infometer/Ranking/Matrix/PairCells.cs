namespace Infometer;

/// <summary>The cells of the table of one pair of columns, dense or only those that occur.</summary>
/// <param name="counts">The counts, row by row; empty where <paramref name="sparse"/> is given.</param>
/// <param name="columnLevels">Levels of the column variable.</param>
/// <param name="sparse">The table where it is too large to be dense.</param>
internal readonly ref struct PairCells(ReadOnlySpan<uint> counts, int columnLevels, ContingencyTable? sparse)
{
    private readonly ReadOnlySpan<uint> _counts = counts;

    /// <summary>The cells of a pair that was counted; valid as long as that.</summary>
    public static PairCells Of(CountingPair pair) => new(pair.Counts, pair.ColumnLevels, pair.Sparse);

    /// <summary>
    /// The plug-in mutual information, ln n + (Σ c ln c − Σ a ln a − Σ b ln b)/n. Where each level goes with one level of the
    /// other column that is the entropy, to the last bit.
    /// </summary>
    public double Information(MatrixMargin rows, MatrixMargin columns, double n)
    {
        if (IsOneToOne(rows, columns))
        {
            return rows.Entropy;
        }

        double sum = 0;
        if (sparse is not null)
        {
            foreach (long count in sparse.CellCounts)
            {
                sum += CountTables.XLogX(count);
            }
        }
        else
        {
            foreach (uint count in _counts)
            {
                sum += CountTables.XLogX(count);
            }
        }

        return Math.Log(n) + ((sum - rows.SumXLogX - columns.SumXLogX) / n);
    }

    /// <summary>Whether each level goes with one level of the other column.</summary>
    public bool IsOneToOne(MatrixMargin rows, MatrixMargin columns) =>
        rows.Levels == columns.Levels && (sparse?.CellCount ?? _counts.Length - _counts.Count(0u)) == rows.Levels;

    /// <summary>The variance of the local values ln(c n / (a b)) around their mean <paramref name="information"/>.</summary>
    public double LocalVariance(MatrixMargin rows, MatrixMargin columns, double information, double n)
    {
        double shift = Math.Log(n) - information;
        double sum = 0;
        if (sparse is not null)
        {
            for (int cell = 0; cell < sparse.CellCount; cell++)
            {
                sum += Square(
                    sparse.CellCounts[cell], shift - rows.LogTotals[sparse.CellRows[cell]] - columns.LogTotals[sparse.CellColumns[cell]]);
            }

            return sum / n;
        }

        int at = 0;
        for (int row = 0; row < rows.LogTotals.Length; row++)
        {
            double rowShift = shift - rows.LogTotals[row];
            for (int column = 0; column < columnLevels; column++)
            {
                uint count = _counts[at++];
                sum += count > 0 ? Square(count, rowShift - columns.LogTotals[column]) : 0;
            }
        }

        return sum / n;
    }

    /// <summary>Adds the counts up by pooled levels.</summary>
    public void PoolInto(Span<uint> pooled, int[] poolOfRow, int[] poolOfColumn, int pooledColumns)
    {
        pooled.Clear();
        if (sparse is not null)
        {
            for (int cell = 0; cell < sparse.CellCount; cell++)
            {
                int row = poolOfRow[sparse.CellRows[cell]];
                pooled[(row * pooledColumns) + poolOfColumn[sparse.CellColumns[cell]]] += (uint)sparse.CellCounts[cell];
            }

            return;
        }

        int at = 0;
        foreach (int pool in poolOfRow)
        {
            Span<uint> line = pooled.Slice(pool * pooledColumns, pooledColumns);
            for (int column = 0; column < columnLevels; column++)
            {
                line[poolOfColumn[column]] += _counts[at++];
            }
        }
    }

    private static double Square(long count, double shift)
    {
        double deviation = (CountTables.XLogX(count) / count) + shift;
        return count * deviation * deviation;
    }
}
