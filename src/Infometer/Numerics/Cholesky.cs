namespace Infometer;

/// <summary>The factor L of a positive definite matrix C = LLᵀ, in the order of its columns. O(d³).</summary>
internal sealed class Cholesky
{
    // Rows that are treated together: their columns stay in the cache.
    private const int RowsPerChunk = 512;

    private readonly double[][] _rows;

    private Cholesky(double[][] rows) => _rows = rows;

    /// <summary>Factors a matrix; null where it is not positive definite (<see cref="PivotedCholesky"/> says which columns are).</summary>
    /// <param name="matrix">The matrix row by row.</param>
    /// <param name="size">Its number of rows.</param>
    public static Cholesky? Of(ReadOnlySpan<double> matrix, int size)
    {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            double[] row = new double[i + 1];
            rows[i] = row;
            for (int j = 0; j < i; j++)
            {
                row[j] = (matrix[(i * size) + j] - CrossProducts.Dot(row.AsSpan(0, j), rows[j].AsSpan(0, j))) / rows[j][j];
            }

            double left = matrix[(i * size) + i] - CrossProducts.Dot(row.AsSpan(0, i), row.AsSpan(0, i));
            if (!(left > PivotedCholesky.Tolerance * matrix[(i * size) + i]))
            {
                return null;
            }

            row[i] = Math.Sqrt(left);
        }

        return new Cholesky(rows);
    }

    /// <summary>ln|C|.</summary>
    public double LogDeterminant => 2 * _rows.Sum(static row => Math.Log(row[^1]));

    /// <summary>Brings rows with this covariance to unit covariance, in place: L⁻¹x for each row x of the columns. O(n d²).</summary>
    public void Whiten(double[][] columns) => ForEachChunk(columns, (start, length) =>
    {
        for (int k = 0; k < _rows.Length; k++)
        {
            Span<double> target = columns[k].AsSpan(start, length);
            for (int t = 0; t < k; t++)
            {
                CrossProducts.AddScaled(target, -_rows[k][t], columns[t].AsSpan(start, length));
            }

            CrossProducts.Scale(target, 1 / _rows[k][k]);
        }
    });

    /// <summary>Gives rows of unit covariance this one, in place: Lx for each row x of the columns. O(n d²).</summary>
    public void Correlate(double[][] columns) => ForEachChunk(columns, (start, length) =>
    {
        for (int k = _rows.Length - 1; k >= 0; k--)
        {
            Span<double> target = columns[k].AsSpan(start, length);
            CrossProducts.Scale(target, _rows[k][k]);
            for (int t = 0; t < k; t++)
            {
                CrossProducts.AddScaled(target, _rows[k][t], columns[t].AsSpan(start, length));
            }
        }
    });

    private static void ForEachChunk(double[][] columns, Action<int, int> body)
    {
        int n = columns.Length == 0 ? 0 : columns[0].Length;
        for (int start = 0; start < n; start += RowsPerChunk)
        {
            body(start, Math.Min(RowsPerChunk, n - start));
        }
    }
}
