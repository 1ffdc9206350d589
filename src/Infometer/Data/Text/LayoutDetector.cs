using System.Text;
using System.Text.Unicode;

namespace Infometer;

/// <summary>
/// Reads the beginning of a text: comments, line ends, delimiter, header. Takes as much of the text as that needs, which is two
/// records at least.
/// </summary>
internal sealed class LayoutDetector
{
    private const int FirstPeek = 1 << 16;
    private const int LongestPeek = 1 << 30;
    private const int Records = 200;
    private const double NearlyConsistent = 0.9;

    private readonly TextInput _input;
    private readonly TableOptions _options;
    private readonly byte[] _head;
    private readonly bool _whole;
    private readonly byte _newLine;

    private LayoutDetector(TextInput input, TableOptions options, byte[] head)
    {
        _input = input;
        _options = options;
        _head = head;
        _whole = input.Start + head.Length == input.Source.Length;
        _newLine = !head.Contains((byte)'\n') && head.Contains((byte)'\r') ? (byte)'\r' : (byte)'\n';
    }

    /// <summary>The layout of a text.</summary>
    public static Layout Detect(TextInput input, TableOptions options)
    {
        long available = input.Source.Length - input.Start;
        for (long size = FirstPeek; ; size *= 4)
        {
            byte[] head = new byte[(int)Math.Min(Math.Min(size, LongestPeek), available)];
            input.Source.Read(input.Start, head);
            if (new LayoutDetector(input, options, head).TryDetect() is { } layout)
            {
                return layout;
            }

            if (head.Length == LongestPeek)
            {
                throw new InvalidInputException(
                    $"{input.Name} has fewer than two records in its first GB; check its line ends and quotes.");
            }
        }
    }

    // Null where more of the text is needed.
    private Layout? TryDetect()
    {
        int nul = _head.AsSpan().IndexOf((byte)0);
        if (nul >= 0)
        {
            throw new InvalidInputException(
                $"{_input.Name}, line {LineAt(nul)} holds a NUL byte: this is binary data or a damaged file; write it again as "
                    + $"UTF-8 text.");
        }

        if (!_whole && _head[^1] == (byte)'\r' && _newLine == (byte)'\r')
        {
            // The next byte may be the LF of a CRLF.
            return null;
        }

        int start = SkipComments(out Range comment);
        if (start == _head.Length)
        {
            return !_whole
                ? null
                : throw new InvalidInputException($"{_input.Name} holds only comments and blank lines; a table needs a header "
                    + $"and at least one row.");
        }

        ReadOnlySpan<byte> body = _head.AsSpan(start);
        Dialect dialect = Choose(body, out int complete);
        if (complete < 2 && !_whole)
        {
            return null;
        }

        return Describe(dialect, start, comment);
    }

    private long LineAt(int position) => 1 + _head.AsSpan(0, position).Count(_newLine);

    // Where the data or their header begin; the last comment line that starts with # may be a header.
    private int SkipComments(out Range comment)
    {
        comment = default;
        int start = 0;
        while (start < _head.Length)
        {
            int length = _head.AsSpan(start).IndexOf(_newLine);
            int end = length < 0 ? _head.Length : start + length;
            ReadOnlySpan<byte> line = _head.AsSpan(start..end).Trim(" \t\r"u8);
            if (line.Length > 0 && line[0] != (byte)'%' && line[0] != (byte)'#')
            {
                return start;
            }

            if (line.Length > 0 && line[0] == (byte)'#')
            {
                comment = start..end;
            }

            start = Math.Min(end + 1, _head.Length);
        }

        return start;
    }

    private Dialect Choose(ReadOnlySpan<byte> body, out int complete)
    {
        if (_options.Delimiter is { } given)
        {
            Dialect dialect = given == ' ' ? new Dialect((byte)' ', true, _newLine) : new Dialect((byte)given, false, _newLine);
            complete = CountCells(body, dialect).Count;
            return dialect;
        }

        return Detect(body, out complete);
    }

    // Tabs before semicolons before commas: decimal commas make commas look consistent in a file of semicolons, hardly ever the
    // other way round.
    private Dialect Detect(ReadOnlySpan<byte> body, out int complete)
    {
        Dialect best = new((byte)',', false, _newLine);
        double bestShare = 0;
        complete = 0;
        foreach (byte delimiter in "\t;,"u8)
        {
            Dialect dialect = new(delimiter, false, _newLine);
            List<int> cells = CountCells(body, dialect);
            complete = cells.Count;
            double share = Consistency(cells);
            if (share > bestShare)
            {
                best = dialect;
                bestShare = share;
            }
        }

        Dialect spaces = new((byte)' ', true, _newLine);
        if (bestShare < NearlyConsistent && Consistency(CountCells(body, spaces)) == 1)
        {
            return spaces;
        }

        return best;
    }

    // The share of records that have the most common number of cells, if that is two or more.
    private static double Consistency(List<int> cells)
    {
        if (cells.Count == 0)
        {
            return 0;
        }

        IGrouping<int, int> common = cells.GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        return common.Key >= 2 ? (double)common.Count() / cells.Count : 0;
    }

    // Cells of each of the first records; blank lines do not count, and neither does a record that the head cuts off.
    private List<int> CountCells(ReadOnlySpan<byte> body, Dialect dialect)
    {
        int[] ends = new int[body.Length + 1];
        int total = CellScanner.FindCells(body, dialect, ends, out int openQuote);
        List<int> counts = [];
        int first = 0;
        for (int cell = 0; cell < total && counts.Count < Records; cell++)
        {
            int end = ends[cell];
            bool ended = end < body.Length && body[end] == dialect.NewLine;
            if (ended || (end == body.Length && _whole && (openQuote < 0 || counts.Count == 0)))
            {
                int start = first == 0 ? 0 : ends[first - 1] + 1;
                if (!body[start..end].Trim(" \t\r"u8).IsEmpty)
                {
                    counts.Add(cell - first + 1);
                }

                first = cell + 1;
            }
        }

        return counts;
    }

    private Layout Describe(Dialect dialect, int start, Range comment)
    {
        ReadOnlySpan<byte> body = _head.AsSpan(start);
        string[] firstRecord = Cells(body, dialect, start, out int length);
        if (!_options.HasHeader)
        {
            return new Layout(dialect, null, firstRecord.Length, 0, _input.Start + start, LineAt(start));
        }

        if (comment.End.Value > 0 && firstRecord.Length > 1)
        {
            int hash = comment.Start.Value + _head.AsSpan(comment).IndexOf((byte)'#') + 1;
            string[] names = Cells(_head.AsSpan(hash..comment.End.Value), dialect, hash, out _);
            if (names.Length == firstRecord.Length && !LooksLikeHeader(firstRecord, body[length..], dialect, start + length))
            {
                return new Layout(dialect, names, names.Length, LineAt(hash), _input.Start + start, LineAt(start));
            }
        }

        int data = start + length;
        return new Layout(dialect, firstRecord, firstRecord.Length, LineAt(start), _input.Start + data, LineAt(data));
    }

    // No number in it, and a number in the record below it.
    private bool LooksLikeHeader(string[] record, ReadOnlySpan<byte> below, Dialect dialect, int offset) =>
        !record.Any(IsNumber) && below.Length > 0 && Cells(below, dialect, offset, out _).Any(IsNumber);

    private static bool IsNumber(string cell) => NumberParser.TryParse(Encoding.UTF8.GetBytes(cell), out _);

    // The cells of the record that text begins with, and how many bytes it takes.
    private string[] Cells(ReadOnlySpan<byte> text, Dialect dialect, int offset, out int length)
    {
        int[] ends = new int[text.Length + 1];
        int total = CellScanner.FindCells(text, dialect, ends, out int openQuote);
        List<string> cells = [];
        byte[] scratch = [];
        int start = 0;
        for (int cell = 0; cell < total; cell++)
        {
            int end = ends[cell];
            bool last = end == text.Length || text[end] == dialect.NewLine;
            if (end == text.Length && openQuote >= 0)
            {
                throw new InvalidInputException(RecordIndex.Unterminated(_input.Name, LineAt(offset + openQuote)));
            }

            ReadOnlySpan<byte> raw = text[start..end];
            raw = last && raw.Length > 0 && raw[^1] == (byte)'\r' ? raw[..^1] : raw;
            cells.Add(Name(raw, dialect, ref scratch, offset + start));
            start = end + 1;
            if (last)
            {
                break;
            }
        }

        length = Math.Min(start, text.Length);
        return [.. cells];
    }

    private string Name(ReadOnlySpan<byte> raw, Dialect dialect, ref byte[] scratch, int offset)
    {
        if (!CellContent.TryGet(raw, dialect, ref scratch, out ReadOnlySpan<byte> content))
        {
            throw new InvalidInputException(
                $"{_input.Name}, line {LineAt(offset)}: text follows the closing quote of '{OddCell.Show(raw)}'; "
                + "write a quote inside a quoted cell twice, or set a delimiter behind the closing quote.");
        }

        if (!Utf8.IsValid(content))
        {
            throw new InvalidInputException(
                $"{_input.Name}, line {LineAt(offset)}: '{OddCell.Show(content)}' holds bytes that are not UTF-8; save the file as UTF-8.");
        }

        return Encoding.UTF8.GetString(content).Trim();
    }
}
