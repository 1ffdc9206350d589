namespace Infometer;

/// <summary>
/// The columns of an array in a file for a screen. Columns that lie row by row are read in strips of many columns at once, so that the file is read
/// in large pieces and once; the latest strips are kept for the blocks of the other threads.
/// </summary>
internal sealed class ArrayColumnSource(StoredArray array) : ColumnSource
{
    private const int StripCells = 1 << 24;
    private const int BlockColumns = 64;
    private const int KeptStrips = 3;

    // A column as short as this is quickly read by itself, by whoever looks at some columns only.
    private const int ShortColumn = 1 << 20;

    private readonly int _width = WidthOf(array);
    private readonly Lock _lock = new();
    private readonly Queue<int> _order = new();
    private readonly Dictionary<int, Lazy<float[]>> _strips = [];

    /// <inheritdoc/>
    public override int RowCount => array.Rows;

    /// <inheritdoc/>
    public override int ColumnCount => array.Columns;

    /// <inheritdoc/>
    public override void Read(int first, int count, Span<float> destination)
    {
        if (count == 1 && RowCount <= ShortColumn)
        {
            array.ReadColumns(first, 1, destination);
            ArrayColumns.RequireFinite<float>(array, first, destination[..RowCount]);
            return;
        }

        for (int done = 0; done < count;)
        {
            int column = first + done;
            int strip = column / _width;
            int columns = Math.Min(count - done, ((strip + 1) * _width) - column);
            Strip(strip).AsSpan((column - (strip * _width)) * RowCount, columns * RowCount).CopyTo(destination[(done * RowCount)..]);
            done += columns;
        }

        for (int j = 0; j < count; j++)
        {
            ArrayColumns.RequireFinite<float>(array, first + j, destination.Slice(j * RowCount, RowCount));
        }
    }

    // Whole blocks of a screen where they fit, so that hardly any lies in two strips.
    private static int WidthOf(StoredArray array)
    {
        int width = Math.Clamp(StripCells / array.Rows, 1, array.Columns);
        return width > BlockColumns ? width / BlockColumns * BlockColumns : width;
    }

    private float[] Strip(int strip)
    {
        Lazy<float[]> values;
        lock (_lock)
        {
            if (!_strips.TryGetValue(strip, out values!))
            {
                values = new Lazy<float[]>(() => Load(strip));
                _strips.Add(strip, values);
                _order.Enqueue(strip);
                if (_order.Count > KeptStrips)
                {
                    _strips.Remove(_order.Dequeue());
                }
            }
        }

        return values.Value;
    }

    private float[] Load(int strip)
    {
        int first = strip * _width;
        int count = Math.Min(_width, ColumnCount - first);
        float[] values = GC.AllocateUninitializedArray<float>(count * RowCount);
        array.ReadColumns(first, count, values);
        return values;
    }
}
