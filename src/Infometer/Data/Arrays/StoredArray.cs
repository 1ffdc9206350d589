using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;

namespace Infometer;

/// <summary>
/// An array where it lies in its file, seen as rows × columns: the first axis counts the rows, the others are one after the other the columns
/// of a row, the last one fastest. Only what is asked for is read. Immutable.
/// </summary>
internal sealed class StoredArray
{
    private const int ChunkBytes = 1 << 18;

    // Pieces of rows are read one by one where at least so many bytes lie between them; else whole rows are, and more is thrown away.
    private const int WorthSkipping = 1 << 11;

    private readonly Lazy<ByteSource> _source;
    private readonly long _offset;
    private readonly ImmutableArray<long> _shape;
    private readonly ArrayOrder _order;

    /// <param name="source">Opens the bytes; called when they are first asked for.</param>
    /// <param name="offset">Where the first element begins.</param>
    /// <param name="format">How an element lies there.</param>
    /// <param name="shape">A shape without zeros, of at least one axis, that was checked against the length of the source.</param>
    /// <param name="order">The order of the elements.</param>
    /// <param name="name">What messages call it.</param>
    public StoredArray(Func<ByteSource> source, long offset, ElementFormat format, ImmutableArray<long> shape, ArrayOrder order, string name)
    {
        _source = new Lazy<ByteSource>(source);
        _offset = offset;
        _shape = shape;
        _order = order;
        Format = format;
        Name = name;
        Rows = (int)shape[0];
        Columns = (int)shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>How an element lies in the file.</summary>
    public ElementFormat Format { get; }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Numbers per row, d.</summary>
    public int Columns { get; }

    /// <summary>Whether axes beyond the second were laid into the columns.</summary>
    public bool IsFlattened => _shape.Length > 2;

    /// <summary>The extent along each axis.</summary>
    public ImmutableArray<long> Shape => _shape;

    /// <summary>The shape as people write it.</summary>
    public string ShapeText => string.Join('×', _shape);

    /// <inheritdoc cref="NumericArray.AsRowsOfLastAxis"/>
    public StoredArray AsRowsOfLastAxis()
    {
        if (_order != ArrayOrder.RowMajor && _shape.Length > 1)
        {
            throw new InvalidInputException($"'{Name}' (shape {ShapeText}) lies in Fortran order, in which its rows are scattered; save np.ascontiguousarray(a).");
        }

        long rows = Rows * (long)Columns / _shape[^1];
        return rows <= int.MaxValue
            ? new StoredArray(() => _source.Value, _offset, Format, [rows, _shape[^1]], ArrayOrder.RowMajor, Name)
            : throw new InvalidInputException($"'{Name}' (shape {ShapeText}) has {rows} rows, more than {int.MaxValue}; save a part of the batch.");
    }

    /// <summary>Reads rows, one after the other: <paramref name="count"/> × d numbers.</summary>
    public void ReadRows<T>(int first, int count, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        if (_order == ArrayOrder.RowMajor || Columns == 1)
        {
            ReadRun((long)first * Columns, destination[..(count * Columns)]);
            return;
        }

        // A column of a few thousand rows at a time, so that what is written stays in the cache.
        const int Strip = 4_096;
        T[] run = ArrayPool<T>.Shared.Rent(Math.Min(Strip, count));
        for (int start = 0; start < count; start += Strip)
        {
            int rows = Math.Min(Strip, count - start);
            for (int j = 0; j < Columns; j++)
            {
                ReadRun((StoredColumn(j) * Rows) + first + start, run.AsSpan(0, rows));
                for (int i = 0; i < rows; i++)
                {
                    destination[((start + i) * Columns) + j] = run[i];
                }
            }
        }

        ArrayPool<T>.Shared.Return(run);
    }

    /// <summary>Reads columns, one after the other: <paramref name="count"/> × n numbers.</summary>
    public void ReadColumns<T>(int first, int count, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        if (_order == ArrayOrder.ColumnMajor || Columns == 1)
        {
            for (int j = 0; j < count; j++)
            {
                ReadRun(StoredColumn(first + j) * Rows, destination.Slice(j * Rows, Rows));
            }

            return;
        }

        bool inPieces = (long)(Columns - count) * Format.Size >= WorthSkipping;
        (int start, int width) = inPieces ? (first, count) : (0, Columns);
        int rowsAtOnce = inPieces ? 1 : (int)Math.Clamp(ChunkBytes / ((long)Columns * Format.Size), 1, Rows);
        T[] rows = ArrayPool<T>.Shared.Rent(rowsAtOnce * width);
        for (int row = 0; row < Rows; row += rowsAtOnce)
        {
            int height = Math.Min(rowsAtOnce, Rows - row);
            ReadRun(((long)row * Columns) + start, rows.AsSpan(0, height * width));
            for (int j = 0; j < count; j++)
            {
                Span<T> column = destination.Slice(j * Rows, Rows);
                for (int i = 0; i < height; i++)
                {
                    column[row + i] = rows[(i * width) + first - start + j];
                }
            }
        }

        ArrayPool<T>.Shared.Return(rows);
    }

    /// <summary>Reads the bytes of one column of texts.</summary>
    public void ReadTexts(int column, Action<int, ReadOnlySpan<byte>> take)
    {
        bool isTogether = _order == ArrayOrder.ColumnMajor || Columns == 1;
        int rowsAtOnce = isTogether ? Math.Clamp(ChunkBytes / Format.Size, 1, Rows) : 1;
        byte[] bytes = new byte[rowsAtOnce * Format.Size];
        for (int row = 0; row < Rows; row += rowsAtOnce)
        {
            Span<byte> texts = bytes.AsSpan(0, Math.Min(rowsAtOnce, Rows - row) * Format.Size);
            ReadBytes(isTogether ? (StoredColumn(column) * Rows) + row : ((long)row * Columns) + column, texts);
            Format.ToNativeOrder(texts);
            for (int i = 0; i * Format.Size < texts.Length; i++)
            {
                take(row + i, texts.Slice(i * Format.Size, Format.Size));
            }
        }
    }

    // Elements that lie one after the other.
    private void ReadRun<T>(long first, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        int most = Math.Max(1, Math.Min(ChunkBytes / Format.Size, destination.Length));
        byte[] bytes = ArrayPool<byte>.Shared.Rent(most * Format.Size);
        try
        {
            for (int done = 0; done < destination.Length; done += most)
            {
                int count = Math.Min(most, destination.Length - done);
                Span<byte> chunk = bytes.AsSpan(0, count * Format.Size);
                ReadBytes(first + done, chunk);
                int inexact = Format.Decode(chunk, destination.Slice(done, count));
                if (inexact >= 0)
                {
                    throw Inexact(first + done + inexact, Format.IntegerAt(chunk, inexact));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void ReadBytes(long element, Span<byte> bytes)
    {
        try
        {
            _source.Value.Read(_offset + (element * Format.Size), bytes);
        }
        catch (IOException e)
        {
            throw new InvalidInputException($"{Name} cannot be read any more ({e.Message}); was the file changed while it was read? Run again.", e);
        }
    }

    private InvalidInputException Inexact(long element, string value)
    {
        (long row, long column) = _order == ArrayOrder.RowMajor ? Math.DivRem(element, Columns) : (element % Rows, LogicalColumn(element / Rows));
        string cell = Columns == 1 ? $"row {row}" : $"row {row}, column {column}";
        return new InvalidInputException(
            $"'{Name}' holds {value} in {cell}; beyond 2^53 not every integer is a number here: if these are identifiers, save codes instead "
            + "(np.unique(a, return_inverse=True)[1]), else convert them (a.astype(float)).");
    }

    // In column-major order the axes behind the first lie the other way round than columns are numbered.
    private long StoredColumn(int column)
    {
        if (_shape.Length <= 2)
        {
            return column;
        }

        long stored = 0;
        long stride = Columns;
        long rest = column;
        for (int axis = _shape.Length - 1; axis > 0; axis--)
        {
            stride /= _shape[axis];
            stored += rest % _shape[axis] * stride;
            rest /= _shape[axis];
        }

        return stored;
    }

    private long LogicalColumn(long stored)
    {
        long column = 0;
        for (int axis = 1; axis < _shape.Length; axis++)
        {
            column = (column * _shape[axis]) + (stored % _shape[axis]);
            stored /= _shape[axis];
        }

        return column;
    }
}
