using System.Globalization;

namespace Infometer;

/// <summary>
/// Cuts a text into blocks of whole records in one sequential pass. Blocks depend on the text and the block size alone, so that
/// whatever is read from them does not depend on the number of threads.
/// </summary>
internal static class RecordIndex
{
    private const int LongestRecord = 1 << 30;

    /// <summary>The blocks of the text from <paramref name="offset"/> on; blank lines count as records.</summary>
    public static List<RecordBlock> Build(
        TextInput input, Dialect dialect, long offset, long firstLine, ReadSettings settings, CancellationToken cancellation)
    {
        long end = input.Source.Length;
        List<RecordBlock> blocks = [];
        byte[] buffer = new byte[(int)Math.Min(settings.BlockSize, end - offset)];
        int[] ends = [];
        int filled = 0;
        long row = 0;
        long line = firstLine;
        while (offset < end)
        {
            cancellation.ThrowIfCancellationRequested();
            int more = (int)Math.Min(buffer.Length - filled, end - offset - filled);
            input.Source.Read(offset + filled, buffer.AsSpan(filled, more));
            filled += more;
            bool last = offset + filled == end;
            ReadOnlySpan<byte> text = buffer.AsSpan(0, filled);
            (int records, int length) = Count(text, dialect, last, ref ends, out int openQuote);
            if (last && openQuote >= 0)
            {
                throw new InvalidInputException(Unterminated(input.Name, line + text[..openQuote].Count(dialect.NewLine)));
            }

            if (length == 0)
            {
                Grow(ref buffer, input.Name, line, openQuote >= 0, end - offset);
                continue;
            }

            if (row + records > settings.MaxRows)
            {
                throw new InvalidInputException(
                    string.Create(CultureInfo.InvariantCulture, $"{input.Name} has more than {settings.MaxRows:N0} rows; read a "
                        + $"sample of it, or split it."));
            }

            blocks.Add(new RecordBlock(offset, length, (int)row, records, line));
            row += records;
            line += text[..length].Count(dialect.NewLine);
            offset += length;
            text[length..].CopyTo(buffer);
            filled -= length;
        }

        return blocks;
    }

    // How many whole records the text holds, and how many bytes they take; the last line of the file need not be ended.
    private static (int Records, int Length) Count(
        ReadOnlySpan<byte> text, Dialect dialect, bool last, ref int[] ends, out int openQuote)
    {
        openQuote = -1;
        int records;
        int length;
        if (!text.Contains(Dialect.Quote))
        {
            records = text.Count(dialect.NewLine);
            length = text.LastIndexOf(dialect.NewLine) + 1;
        }
        else
        {
            if (ends.Length <= text.Length)
            {
                ends = new int[text.Length + 1];
            }

            records = 0;
            length = 0;
            int cells = CellScanner.FindCells(text, dialect, ends, out openQuote);
            foreach (int at in ends.AsSpan(0, cells))
            {
                if (at < text.Length && text[at] == dialect.NewLine)
                {
                    records++;
                    length = at + 1;
                }
            }
        }

        return last && length < text.Length ? (records + 1, text.Length) : (records, length);
    }

    private static void Grow(ref byte[] buffer, string name, long line, bool quoted, long remaining)
    {
        if (buffer.Length >= LongestRecord)
        {
            throw new InvalidInputException(quoted
                ? Unterminated(name, line)
                : $"{name}, line {line}: the line is longer than 1 GB; check that the file is a table with one record per line.");
        }

        Array.Resize(ref buffer, (int)Math.Min(Math.Max(buffer.Length * 2L, 16), Math.Min(remaining, LongestRecord)));
    }

    public static string Unterminated(string name, long line) =>
        $"{name}, line {line}: a quoted cell that begins here is never closed; close it with a quote (write a quote inside a "
            + $"quoted cell twice).";
}
