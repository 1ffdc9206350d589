namespace Infometer;

/// <summary>
/// A matrix of single-precision numbers, row by row. Reshaping keeps the storage where it is large enough, so that a training step
/// allocates nothing.
/// </summary>
internal sealed class FloatMatrix
{
    private float[] _values;

    /// <summary>A matrix of zeros.</summary>
    public FloatMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _values = new float[checked(rows * columns)];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; private set; }

    /// <summary>All numbers, row by row.</summary>
    public Span<float> Values => _values.AsSpan(0, Rows * Columns);

    /// <summary>The matrix as a factor of a product.</summary>
    public MatrixView View => new(Values, Rows, Columns);

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>The same storage as a matrix of another shape, whose numbers are whatever they are.</summary>
    public FloatMatrix Reshape(int rows, int columns)
    {
        int length = checked(rows * columns);
        if (_values.Length < length)
        {
            _values = new float[length];
        }

        (Rows, Columns) = (rows, columns);
        return this;
    }

    /// <summary>The columns of two matrices side by side.</summary>
    public static FloatMatrix Beside(FloatMatrix left, FloatMatrix right)
    {
        FloatMatrix result = new(left.Rows, left.Columns + right.Columns);
        for (int row = 0; row < left.Rows; row++)
        {
            left.Row(row).CopyTo(result.Row(row));
            right.Row(row).CopyTo(result.Row(row)[left.Columns..]);
        }

        return result;
    }

    /// <summary>Takes rows of another matrix.</summary>
    public FloatMatrix Gather(FloatMatrix source, ReadOnlySpan<int> rows)
    {
        Reshape(rows.Length, source.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            source.Row(rows[i]).CopyTo(Row(i));
        }

        return this;
    }

    /// <summary>Takes the shape and the numbers of another matrix.</summary>
    public FloatMatrix CopyFrom(FloatMatrix source)
    {
        Reshape(source.Rows, source.Columns);
        source.Values.CopyTo(Values);
        return this;
    }

    /// <summary>The columns, each an array of its own.</summary>
    public double[][] ToColumns()
    {
        double[][] columns = new double[Columns][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[Rows];
            for (int row = 0; row < Rows; row++)
            {
                columns[j][row] = _values[(row * Columns) + j];
            }
        }

        return columns;
    }
}
