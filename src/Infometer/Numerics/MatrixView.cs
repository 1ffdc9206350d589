namespace Infometer;

/// <summary>
/// A matrix of floats that lie row by row in memory, each row <c>stride</c> places after the one before, or its transpose: what a
/// product reads. Entry (i, j) is <c>Values[i·RowStride + j·ColumnStride]</c>; one of the strides is 1.
/// </summary>
internal readonly ref struct MatrixView
{
    /// <summary>The matrix that fills a span.</summary>
    public MatrixView(ReadOnlySpan<float> values, int rows, int columns) : this(values, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose rows start <paramref name="stride"/> places apart.</summary>
    /// <exception cref="ArgumentException">The span is too short, or the stride shorter than a row.</exception>
    public MatrixView(ReadOnlySpan<float> values, int rows, int columns, int stride)
    {
        CheckExtent(values.Length, rows, columns, stride);
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = stride;
        ColumnStride = 1;
    }

    private MatrixView(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The numbers from entry (0, 0) on.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>How many places a row starts after the one before.</summary>
    public int RowStride { get; }

    /// <summary>How many places a column starts after the one before.</summary>
    public int ColumnStride { get; }

    /// <summary>The transpose, over the same numbers.</summary>
    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The block of <paramref name="rows"/> × <paramref name="columns"/> entries from (row, column) on.</summary>
    public MatrixView Block(int row, int column, int rows, int columns) =>
        new(Values[((row * RowStride) + (column * ColumnStride))..], rows, columns, RowStride, ColumnStride);

    /// <summary>Throws unless a matrix of this shape has room in so many numbers.</summary>
    internal static void CheckExtent(int length, int rows, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns);
        if (rows > 0 && ((rows - 1L) * stride) + columns > length)
        {
            throw new ArgumentException($"{rows} rows of {columns} numbers, {stride} apart, do not fit into {length} numbers.");
        }
    }
}
