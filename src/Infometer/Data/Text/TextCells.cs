using System.Text.Unicode;

namespace Infometer;

/// <summary>
/// Reads one column as texts: each thread numbers the texts it meets, and the numberings are merged at the end. As levels
/// are sorted then, the result does not show which thread read what.
/// </summary>
internal sealed class TextCells(int column, OddCell? firstText, int rows, int threads, int[] threadOfBlock)
{
    private readonly Utf8Dictionary?[] _dictionaries = new Utf8Dictionary?[threads];

    /// <summary>The column's position in the file.</summary>
    public int Column => column;

    /// <summary>The first cell that is no number.</summary>
    public OddCell? FirstText => firstText;

    /// <summary>Which thread reads which block; shared by the columns that are read together.</summary>
    public int[] ThreadOfBlock => threadOfBlock;

    /// <summary>Each row's number in the dictionary of the thread that read it.</summary>
    public int[] Codes { get; } = GC.AllocateUninitializedArray<int>(rows);

    /// <summary>The dictionary of each thread; null where it read nothing.</summary>
    public IReadOnlyList<Utf8Dictionary?> Dictionaries => _dictionaries;

    /// <summary>Reads the rows of a block to their place among all rows.</summary>
    public void Read(CellBlock block, int thread)
    {
        Utf8Dictionary dictionary = _dictionaries[thread] ??= new Utf8Dictionary();
        Span<int> codes = Codes.AsSpan(block.FirstRow, block.Rows);
        bool plainLineEnds = !block.HasStrayLineEnds;
        int columns = block.Columns;
        bool carriageReturns = column == columns - 1 && block.HasCarriageReturns;
        ReadOnlySpan<int> ends = block.Ends;
        ReadOnlySpan<byte> text = block.Windowed;
        int cell = column;
        for (int row = 0; row < codes.Length; row++)
        {
            int start = ends[cell] + 1 + Utf8Dictionary.Window;
            int end = ends[cell + 1] + Utf8Dictionary.Window;
            cell += columns;
            if (carriageReturns && end > start && text[end - 1] == (byte)'\r')
            {
                end--;
            }

            int before = dictionary.Count;
            if (plainLineEnds && IsPlain(text, ref start, ref end))
            {
                codes[row] = dictionary.GetOrAdd(text, start, end);
            }
            else
            {
                codes[row] = dictionary.GetOrAdd(block.Content(row, column));
            }

            if (dictionary.Count > before)
            {
                Check(block, row, dictionary[before]);
            }
        }
    }

    // Most cells have no padding, and no quotes but the ones around them, which are taken off.
    private static bool IsPlain(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (end <= start || text[start] <= (byte)' ' || text[end - 1] <= (byte)' ')
        {
            return false;
        }

        if (text[start] != Dialect.Quote)
        {
            return true;
        }

        bool isSimple = end - start >= 2 && text[end - 1] == Dialect.Quote && !text[(start + 1)..(end - 1)].Contains(Dialect.Quote);
        start++;
        end--;
        return isSimple;
    }

    // Only a new text needs looking at.
    private void Check(CellBlock block, int row, ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content))
        {
            block.Fail(row, column, $"a cell holds bytes that are not UTF-8 ('{OddCell.Show(content)}'); save the file as UTF-8.");
        }
        else if (content.Contains((byte)0))
        {
            block.Fail(row, column, "a cell holds a NUL byte; this is binary data or a damaged file: write it again as UTF-8 text.");
        }
    }
}
