namespace Infometer;

/// <summary>
/// Reads one column as plain numbers until a cell turns out to be something else; then the column has to be read as text. Keeps
/// the first such cell and the first infinite one in the order of the file, whichever thread meets it.
/// </summary>
internal sealed class NumberCells(int column, MissingTokens missing)
{
    private readonly Lock _lock = new();
    private double[] _values = [];
    private volatile int _otherBlock = int.MaxValue;
    private volatile int _infiniteBlock = int.MaxValue;

    /// <summary>The column's position in the file.</summary>
    public int Column => column;

    /// <summary>The numbers, NaN where missing.</summary>
    public double[] Values => _values;

    /// <summary>The first cell that is no number, or null.</summary>
    public OddCell? Other { get; private set; }

    /// <summary>The first cell that is infinite, or null.</summary>
    public OddCell? Infinite { get; private set; }

    /// <summary>Makes room for the rows.</summary>
    public void Allocate(int rows) => _values = GC.AllocateUninitializedArray<double>(rows);

    /// <summary>Reads the rows of a block to their place among all rows.</summary>
    public void Read(CellBlock block)
    {
        if (block.Index < _otherBlock)
        {
            Read(block, _values.AsSpan(block.FirstRow, block.Rows));
        }
    }

    /// <summary>Reads the rows of a block; stops at the first cell that is no number.</summary>
    public void Read(CellBlock block, Span<double> destination)
    {
        bool isShort = ShortNumber.IsSupported;
        bool hasNumericTokens = missing.Numbers.Length > 0;
        int columns = block.Columns;
        bool carriageReturns = column == columns - 1 && block.HasCarriageReturns;
        ReadOnlySpan<int> ends = block.Ends;
        ReadOnlySpan<byte> text = block.Windowed;
        int cell = column;
        for (int row = 0; row < destination.Length; row++)
        {
            int start = ends[cell] + 1 + Utf8Dictionary.Window;
            int end = ends[cell + 1] + Utf8Dictionary.Window;
            cell += columns;
            if (carriageReturns && end > start && text[end - 1] == (byte)'\r')
            {
                end--;
            }

            bool isNumber = (isShort && ShortNumber.TryParse(text, start, end, out double value))
                || (NumberParser.TryParse(text[start..end], out value) && double.IsFinite(value));
            if (!isNumber || (hasNumericTokens && missing.Numbers.Contains(value)))
            {
                if (!TryReadUnusual(block, row, out value))
                {
                    return;
                }
            }

            destination[row] = value;
        }
    }

    private bool TryReadUnusual(CellBlock block, int row, out double value)
    {
        value = double.NaN;
        ReadOnlySpan<byte> content = block.Content(row, column);
        if (missing.Contains(content))
        {
            return true;
        }

        bool number = NumberParser.TryParse(CellContent.Trim(content, default), out value);
        if (number && double.IsFinite(value))
        {
            return true;
        }

        if (number || NumberParser.IsInfinity(content))
        {
            value = double.PositiveInfinity;
            NoteInfinite(block, row, content);
            return true;
        }

        NoteOther(block, row, content);
        return false;
    }

    private void NoteOther(CellBlock block, int row, ReadOnlySpan<byte> content)
    {
        lock (_lock)
        {
            if (block.Index < _otherBlock)
            {
                _otherBlock = block.Index;
                Other = OddCell.Of(content, block.LineOf(row, column));
            }
        }
    }

    private void NoteInfinite(CellBlock block, int row, ReadOnlySpan<byte> content)
    {
        lock (_lock)
        {
            if (block.Index < _infiniteBlock)
            {
                _infiniteBlock = block.Index;
                Infinite = OddCell.Of(content, block.LineOf(row, column));
            }
        }
    }
}
