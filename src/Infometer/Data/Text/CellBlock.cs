namespace Infometer;

/// <summary>
/// One block of records in memory with the ends of its cells. Each thread has one and loads block after block into it.
/// </summary>
internal sealed class CellBlock
{
    private readonly TextInput _input;
    private readonly Layout _layout;
    private readonly int _columns;
    private readonly Dialect _dialect;

    // The text lies behind a window of bytes, so that the bytes before any cell can be read; _ends[cell] is where the cell
    // before ends, _ends[0] = −1.
    private byte[] _buffer = [];
    private int[] _ends = [];
    private byte[] _scratch = [];
    private int _length;
    private RecordBlock _block;
    private int _faultRow;
    private int _faultColumn;

    public CellBlock(TextInput input, Layout layout)
    {
        _input = input;
        _layout = layout;
        _columns = layout.ColumnCount;
        _dialect = layout.Dialect;
    }

    /// <summary>The place of the loaded block among the blocks.</summary>
    public int Index { get; private set; }

    /// <summary>The row number of the block's first row.</summary>
    public int FirstRow => _block.FirstRow;

    /// <summary>Rows of the block, without blank lines at its end; in a table of one column those are rows too.</summary>
    public int Rows { get; private set; }

    /// <summary>Blank lines at the end of the block.</summary>
    public int TrailingBlanks { get; private set; }

    /// <summary>The sentence about the first thing wrong in the block, by row and then by column; null while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads a block and finds its cells; what is wrong with their number is in <see cref="Fault"/>.</summary>
    public void Load(RecordBlock block, int index)
    {
        _block = block;
        Index = index;
        Fault = null;
        _length = block.Length;
        if (_buffer.Length < block.Length + Utf8Dictionary.Window)
        {
            _buffer = new byte[block.Length + Utf8Dictionary.Window];
            _ends = new int[block.Length + 2];
            _ends[0] = -1;
        }

        Span<byte> text = _buffer.AsSpan(Utf8Dictionary.Window, _length);
        _input.Source.Read(block.Offset, text);
        int cells = CellScanner.FindCells(text, _dialect, _ends.AsSpan(1), out _);
        TrailingBlanks = 0;
        Rows = block.Records;
        if (_columns == 1 && cells == block.Records)
        {
            CountTrailingBlanks();
        }
        else if (cells != (long)block.Records * _columns || !RowsEndWithLines())
        {
            CheckRows(cells);
        }

        FindOtherLineEnds(text);
    }

    /// <summary>The block's bytes behind a window of other bytes, for parsers that look back.</summary>
    public ReadOnlySpan<byte> Windowed => _buffer.AsSpan(0, Utf8Dictionary.Window + _length);

    /// <summary>
    /// Where cells end: cell c, counted row by row, takes the bytes between end c and end c + 1 of the text, both exclusive.
    /// </summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, (Rows * _columns) + 1);

    /// <summary>Cells per row.</summary>
    public int Columns => _columns;

    /// <summary>Whether the last cell of a row may have a carriage return behind it.</summary>
    public bool HasCarriageReturns { get; private set; }

    /// <summary>Whether cells may hold a carriage return or line feed that ends no row.</summary>
    public bool HasStrayLineEnds { get; private set; }

    private ReadOnlySpan<byte> Text => _buffer.AsSpan(Utf8Dictionary.Window, _length);

    /// <summary>All bytes of a cell: padding and quotes are still there.</summary>
    public ReadOnlySpan<byte> Raw(int row, int column)
    {
        int cell = (row * _columns) + column;
        int start = _ends[cell] + 1;
        int end = _ends[cell + 1];
        if (column == _columns - 1 && end > start && Text[end - 1] == (byte)'\r')
        {
            end--;
        }

        return Text[start..end];
    }

    /// <summary>
    /// What a cell holds, without padding and quotes. A cell that is damaged is empty and noted as a fault. Valid until the
    /// next call.
    /// </summary>
    public ReadOnlySpan<byte> Content(int row, int column)
    {
        ReadOnlySpan<byte> raw = Raw(row, column);
        if (!CellContent.TryGet(raw, _dialect, ref _scratch, out ReadOnlySpan<byte> content))
        {
            Fail(row, column, $"text follows the closing quote of a cell in column '{_layout.NameOf(column)}'; "
                + "write a quote inside a quoted cell twice, or set a delimiter behind the closing quote.");
            return default;
        }

        if (HasStrayLineEnds && HoldsLineEnd(CellContent.Trim(raw, _dialect)))
        {
            Fail(row, column, $"a lone {(_dialect.NewLine == (byte)'\n' ? "carriage return" : "line feed")} stands within a line (column "
                + $"'{_layout.NameOf(column)}'); save the file with one kind of line end.");
            return default;
        }

        return content;
    }

    /// <summary>Notes what is wrong with a cell; the earliest in the block counts.</summary>
    public void Fail(int row, int column, string what)
    {
        if (Fault is null || row < _faultRow || (row == _faultRow && column < _faultColumn))
        {
            _faultRow = row;
            _faultColumn = column;
            Fault = $"{_input.Name}, line {LineOf(row, column)}: {what}";
        }
    }

    /// <summary>The line number, from 1, on which a cell begins.</summary>
    public long LineOf(int row, int column) => LineAt(_ends[(row * _columns) + column] + 1);

    /// <summary>The line number of the first blank line behind the block's rows.</summary>
    public long FirstBlankLine() => LineOf(Rows, 0);

    private static bool HoldsLineEnd(ReadOnlySpan<byte> raw) =>
        (raw.Length == 0 || raw[0] != Dialect.Quote) && raw.ContainsAny((byte)'\r', (byte)'\n');

    private long LineAt(int position) => _block.FirstLine + Text[..position].Count(_dialect.NewLine);

    private bool EndsLine(int cell) => _ends[cell + 1] == _length || Text[_ends[cell + 1]] == _dialect.NewLine;

    // With the right number of cells in all, rows that end where lines end are the right rows.
    private bool RowsEndWithLines()
    {
        for (int row = 0; row < _block.Records; row++)
        {
            if (!EndsLine((row * _columns) + _columns - 1))
            {
                return false;
            }
        }

        return true;
    }

    // Carriage returns are no strays where every one stands before the line end of a row.
    private void FindOtherLineEnds(ReadOnlySpan<byte> text)
    {
        bool isLineFeed = _dialect.NewLine == (byte)'\n';
        int others = text.Count(isLineFeed ? (byte)'\r' : (byte)'\n');
        HasCarriageReturns = isLineFeed && others > 0;
        for (int row = 0; row < Rows && HasCarriageReturns; row++)
        {
            int end = _ends[(row + 1) * _columns];
            others -= end > 0 && text[end - 1] == (byte)'\r' ? 1 : 0;
        }

        HasStrayLineEnds = others > 0;
    }

    private bool IsBlank(int start, int end)
    {
        foreach (byte b in Text[start..end])
        {
            if (b != (byte)'\r' && !_dialect.IsPadding(b))
            {
                return false;
            }
        }

        return true;
    }

    private void CountTrailingBlanks()
    {
        for (int row = Rows - 1; row >= 0 && IsBlank(_ends[row] + 1, _ends[row + 1]); row--)
        {
            TrailingBlanks++;
        }
    }

    // Some line has another number of cells: it is blank, which is fine at the end, or wrong.
    private void CheckRows(int cells)
    {
        int row = 0;
        int first = 0;
        for (int cell = 0; cell < cells && Fault is null; cell++)
        {
            if (!EndsLine(cell))
            {
                continue;
            }

            int start = _ends[first] + 1;
            int found = cell - first + 1;
            if (found == 1 && IsBlank(start, _ends[cell + 1]))
            {
                TrailingBlanks++;
            }
            else if (TrailingBlanks > 0)
            {
                _faultRow = row;
                Fault = BlankLine(_input.Name, LineAt(start) - TrailingBlanks);
            }
            else if (found != _columns)
            {
                _faultRow = row;
                Fault = Ragged(LineAt(start), found);
            }
            else
            {
                row++;
            }

            first = cell + 1;
        }

        Rows = row;
        if (Fault is null && row + TrailingBlanks != _block.Records)
        {
            Fault = Changed(_input.Name);
        }
    }

    /// <summary>The sentence about a file that is not what it was a moment ago.</summary>
    public static string Changed(string name) => $"{name} changed while it was read; read it again when it is complete.";

    /// <summary>The sentence about a blank line between rows.</summary>
    public static string BlankLine(string name, long line) =>
        $"{name}, line {line} is blank but rows follow it; delete the blank line, or everything from there on.";

    private string Ragged(long line, int found)
    {
        string cells = found == 1 ? "1 cell" : $"{found} cells";
        string expected = _layout.Names is null
            ? $"the first row (line {_layout.DataLine}) has {_columns}"
            : $"the header (line {_layout.HeaderLine}) has {_columns}";
        return $"{_input.Name}, line {line} has {cells} but {expected} (cells are separated by {_dialect.DelimiterName}); "
            + "correct the line, and quote cells that contain the delimiter.";
    }
}
