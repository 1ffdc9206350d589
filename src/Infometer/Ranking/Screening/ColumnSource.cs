namespace Infometer;

/// <summary>
/// Many numeric columns over the same rows, read block by block: an array in memory, or whatever a derived class reads them from.
/// A number is finite, or NaN where it is missing.
/// </summary>
public abstract class ColumnSource
{
    /// <summary>Number of rows, n.</summary>
    public abstract int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>
    /// Writes some columns one after the other. Called from several threads at once, for any block, each block once or twice.
    /// </summary>
    /// <param name="first">The first column of the block.</param>
    /// <param name="count">Number of columns.</param>
    /// <param name="destination">count × n numbers: all of the first column, then all of the next.</param>
    public abstract void Read(int first, int count, Span<float> destination);

    /// <summary>A matrix in memory, row by row: <c>values[row * columns + column]</c>. Not copied.</summary>
    /// <exception cref="InvalidInputException">The length is not rows × columns.</exception>
    public static ColumnSource RowMajor(ReadOnlyMemory<float> values, int rows, int columns) => new Matrix(values, rows, columns, isRowMajor: true);

    /// <summary>A matrix in memory, column by column: <c>values[column * rows + row]</c>. Not copied.</summary>
    /// <exception cref="InvalidInputException">The length is not rows × columns.</exception>
    public static ColumnSource ColumnMajor(ReadOnlyMemory<float> values, int rows, int columns) => new Matrix(values, rows, columns, isRowMajor: false);

    private sealed class Matrix : ColumnSource
    {
        private readonly ReadOnlyMemory<float> _values;
        private readonly bool _isRowMajor;

        public Matrix(ReadOnlyMemory<float> values, int rows, int columns, bool isRowMajor)
        {
            if (rows < 1 || columns < 1 || (long)rows * columns != values.Length)
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"A matrix of {rows:N0} rows and {columns:N0} columns does not have {values.Length:N0} numbers; pass rows × columns of them."));
            }

            _values = values;
            _isRowMajor = isRowMajor;
            RowCount = rows;
            ColumnCount = columns;
        }

        public override int RowCount { get; }

        public override int ColumnCount { get; }

        public override void Read(int first, int count, Span<float> destination)
        {
            ReadOnlySpan<float> values = _values.Span;
            if (!_isRowMajor)
            {
                values.Slice(first * RowCount, count * RowCount).CopyTo(destination);
                return;
            }

            for (int row = 0; row < RowCount; row++)
            {
                ReadOnlySpan<float> line = values.Slice((row * ColumnCount) + first, count);
                for (int column = 0; column < line.Length; column++)
                {
                    destination[(column * RowCount) + row] = line[column];
                }
            }
        }
    }
}
