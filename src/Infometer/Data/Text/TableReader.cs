namespace Infometer;

/// <summary>
/// Reads a text table: the beginning tells the layout; one sequential pass cuts the text into blocks of records; the blocks
/// are then read in parallel, every column as plain numbers until a cell says otherwise, and the columns for which one does as
/// text. Only bytes of the blocks at work are in memory, beside the columns asked for.
/// </summary>
internal sealed class TableReader
{
    private readonly TextInput _input;
    private readonly TableOptions _options;
    private readonly RunContext _context;
    private readonly ReadSettings _settings;
    private readonly MissingTokens _missing;
    private readonly Layout _layout;
    private readonly List<RecordBlock> _blocks;
    private readonly int _threads;
    private readonly int _rows;

    private TableReader(TextInput input, TableOptions options, RunContext context, ReadSettings settings)
    {
        _input = input;
        _options = options;
        _context = context;
        _settings = settings;
        _missing = new MissingTokens(options.MissingTokens);
        _layout = LayoutDetector.Detect(input, options);
        _blocks = RecordIndex.Build(input, _layout.Dialect, _layout.DataOffset, _layout.DataLine, settings, context.Cancellation);
        _threads = Math.Clamp(context.MaxDegreeOfParallelism, 1, Math.Max(1, _blocks.Count));
        _rows = _blocks.Sum(b => b.Records);
    }

    /// <summary>Reads the whole table.</summary>
    public static Table Read(TextInput input, TableOptions options, RunContext context, ReadSettings settings)
    {
        CheckOptions(options);
        try
        {
            return new TableReader(input, options, context, settings).Read();
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidInputException(CellBlock.Changed(input.Name), e);
        }
        catch (IOException e)
        {
            throw new InvalidInputException($"{input.Name} cannot be read ({e.Message}); check the disk or copy the file.", e);
        }
    }

    private static void CheckOptions(TableOptions options)
    {
        if (options.Delimiter is { } d && (d > 126 || (d < ' ' && d != '\t') || d == '"' || char.IsAsciiLetterOrDigit(d) || d == '.'))
        {
            throw new InvalidInputException(
                $"'{d}' (U+{(int)d:X4}) cannot be the delimiter; use a comma, semicolon, tab, space, or another ASCII mark other "
                    + $"than quote and point.");
        }
    }

    private Table Read()
    {
        ColumnSelection selection = ColumnSelection.Choose(_input.Name, _layout, _options);
        BlockOutcome[] outcomes = new BlockOutcome[_blocks.Count];
        if (_blocks.Count == 0)
        {
            throw NoRows();
        }

        NumberCells[] numbers = [.. selection.Positions.Select(p => new NumberCells(p, _missing))];
        Probe(numbers);
        TextCells?[] texts = new TextCells?[numbers.Length];
        int[] threadOfBlock = new int[_blocks.Count];
        NumberCells[] plain = Split(numbers, texts, threadOfBlock);
        foreach (NumberCells column in plain)
        {
            column.Allocate(_rows);
        }

        ForEachBlock(outcomes, plain, [.. texts.OfType<TextCells>()], threadOfBlock);
        int rows = CountRows(outcomes);
        if (plain.Any(c => c.Other is not null))
        {
            int[] threadOfBlockAgain = new int[_blocks.Count];
            Split(numbers, texts, threadOfBlockAgain);
            TextCells[] late = [.. texts.OfType<TextCells>().Where(t => t.ThreadOfBlock == threadOfBlockAgain)];
            ForEachBlock(outcomes, [], late, threadOfBlockAgain);
        }

        return new Table(_input.Name, Finish(selection, numbers, texts, rows), TableNotes());
    }

    // What the first block shows to be text is read as text at once; what turns out later is read again.
    private void Probe(NumberCells[] numbers)
    {
        CellBlock block = new(_input, _layout);
        block.Load(_blocks[0], 0);
        if (block.Fault is null)
        {
            double[] scratch = new double[block.Rows];
            foreach (NumberCells column in numbers)
            {
                column.Read(block, scratch);
            }
        }
    }

    // Columns that are no numbers get a text reader; the others are returned.
    private NumberCells[] Split(NumberCells[] numbers, TextCells?[] texts, int[] threadOfBlock)
    {
        List<NumberCells> plain = [];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i].Other is null)
            {
                plain.Add(numbers[i]);
            }
            else
            {
                texts[i] ??= new TextCells(numbers[i].Column, numbers[i].Other, _rows, _threads, threadOfBlock);
            }
        }

        return [.. plain];
    }

    // Threads take blocks in order, so that below the first block at fault every block is read, whatever the threads do.
    private void ForEachBlock(BlockOutcome[] outcomes, NumberCells[] numbers, TextCells[] texts, int[] threadOfBlock)
    {
        int next = -1;
        int stop = int.MaxValue;
        long done = 0;
        void Work(int thread)
        {
            CellBlock block = new(_input, _layout);
            int index;
            while ((index = Interlocked.Increment(ref next)) < _blocks.Count && index < Volatile.Read(ref stop))
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                threadOfBlock[index] = thread;
                outcomes[index] = ReadBlock(block, index, thread, numbers, texts);
                if (outcomes[index].Fault is not null)
                {
                    LowerTo(ref stop, index);
                }

                long bytes = Interlocked.Add(ref done, _blocks[index].Length);
                _context.Progress?.Report(new RunProgress("reading", bytes, _input.Source.Length));
            }
        }

        if (_threads == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, _threads, _context.ParallelOptions, Work);
        }

        RefuseFaults(outcomes);
    }

    private static void LowerTo(ref int location, int value)
    {
        int seen;
        while (value < (seen = Volatile.Read(ref location)))
        {
            Interlocked.CompareExchange(ref location, value, seen);
        }
    }

    private BlockOutcome ReadBlock(CellBlock block, int index, int thread, NumberCells[] numbers, TextCells[] texts)
    {
        try
        {
            block.Load(_blocks[index], index);
            if (block.Fault is null)
            {
                foreach (NumberCells column in numbers)
                {
                    column.Read(block);
                }

                foreach (TextCells column in texts)
                {
                    column.Read(block, thread);
                }
            }
        }
        catch (EndOfStreamException)
        {
            return new BlockOutcome(0, 0, 0, CellBlock.Changed(_input.Name));
        }
        catch (InvalidInputException e)
        {
            return new BlockOutcome(0, 0, 0, e.Message);
        }

        long blankLine = block.TrailingBlanks > 0 && block.Fault is null && _layout.ColumnCount > 1 ? block.FirstBlankLine() : 0;
        return new BlockOutcome(block.Rows, block.TrailingBlanks, blankLine, block.Fault);
    }

    private void RefuseFaults(BlockOutcome[] outcomes)
    {
        long blankLine = 0;
        foreach (BlockOutcome outcome in outcomes)
        {
            bool allBlank = outcome.Fault is null && outcome.Rows == (_layout.ColumnCount == 1 ? outcome.TrailingBlanks : 0);
            if (blankLine > 0 && !allBlank)
            {
                throw new InvalidInputException(CellBlock.BlankLine(_input.Name, blankLine));
            }

            if (outcome.Fault is not null)
            {
                throw new InvalidInputException(outcome.Fault);
            }

            if (blankLine == 0)
            {
                blankLine = outcome.FirstBlankLine;
            }
        }
    }

    // Blank lines at the end of the file are no rows.
    private int CountRows(BlockOutcome[] outcomes)
    {
        int rows = _rows;
        for (int i = outcomes.Length - 1; i >= 0; i--)
        {
            rows -= outcomes[i].TrailingBlanks;
            if (outcomes[i].TrailingBlanks < _blocks[i].Records)
            {
                break;
            }
        }

        return rows > 0 ? rows : throw NoRows();
    }

    private InvalidInputException NoRows() => new(_layout.Names is null
        ? $"{_input.Name} has no rows; a table needs at least one."
        : $"{_input.Name} has a header (line {_layout.HeaderLine}) but no rows below it; if that line is data, say that there is "
            + $"no header (--no-header).");

    private Column[] Finish(ColumnSelection selection, NumberCells[] numbers, TextCells?[] texts, int rows)
    {
        Column[] columns = new Column[numbers.Length];
        TextColumn?[] open = new TextColumn?[numbers.Length];
        InvalidInputException?[] errors = new InvalidInputException?[numbers.Length];
        ForEachColumn(errors, i =>
        {
            if (texts[i] is { } text)
            {
                open[i] = Merge(text, selection.Names[i], selection.Kinds[i], rows);
                texts[i] = null;
            }
            else
            {
                columns[i] = FinishNumbers(numbers[i], selection.Names[i], selection.Kinds[i], rows);
            }
        });

        bool? decimalComma = DecimalMark(open);
        ForEachColumn(errors, i =>
        {
            if (open[i] is { } text)
            {
                columns[i] = text.Create(decimalComma);
                open[i] = null;
            }
        });
        return columns;
    }

    private void ForEachColumn(InvalidInputException?[] errors, Action<int> finish)
    {
        void Guarded(int i)
        {
            try
            {
                finish(i);
            }
            catch (InvalidInputException e)
            {
                errors[i] = e;
            }
        }

        if (_threads == 1)
        {
            for (int i = 0; i < errors.Length; i++)
            {
                Guarded(i);
            }
        }
        else
        {
            Parallel.For(0, errors.Length, _context.ParallelOptions, Guarded);
        }

        if (errors.FirstOrDefault(e => e is not null) is { } first)
        {
            throw first;
        }
    }

    private Column FinishNumbers(NumberCells numbers, string name, VariableKind? kind, int rows)
    {
        if (numbers.Infinite is { } cell)
        {
            throw new InvalidInputException(
                $"{_input.Name}, line {cell.Line}: '{cell.Text}' in column '{name}' is infinite or beyond the range of numbers; "
                + "correct the cell, or add it to the missing tokens.");
        }

        return NumericColumn.Create(name, numbers.Values.AsMemory(0, rows), kind, []);
    }

    private TextColumn Merge(TextCells text, string name, VariableKind? kind, int rows)
    {
        DistinctTexts distinct = DistinctTexts.Merge(text.Dictionaries, _missing, out int[][] maps);
        int[] codes = text.Codes;
        for (int b = 0; b < _blocks.Count; b++)
        {
            int[] map = maps[text.ThreadOfBlock[b]];
            int first = Math.Min(_blocks[b].FirstRow, rows);
            foreach (ref int code in codes.AsSpan(first, Math.Min(_blocks[b].Records, rows - first)))
            {
                code = map[code];
            }
        }

        return new TextColumn(_input.Name, name, distinct, rows == codes.Length ? codes : codes[..rows], kind, text.FirstText);
    }

    // What other columns, or the delimiter, say about a number such as 1,234.
    private bool? DecimalMark(TextColumn?[] columns)
    {
        if (_layout.Dialect.Delimiter == (byte)',')
        {
            return false;
        }

        bool comma = columns.Any(c => c is { WithComma.Format.DecimalComma: true, WithPoint: null });
        bool point = columns.Any(c => c is { WithPoint: not null, WithComma: null });
        return comma == point ? null : comma;
    }

    private List<Note> TableNotes()
    {
        List<Note> notes = [];
        if (_layout.Names is { } names && names.All(n => NumberParser.TryParse(System.Text.Encoding.UTF8.GetBytes(n), out _)))
        {
            notes.Add(new Note("numeric-header",
                $"Every name in the header of {_input.Name} is a number; if its first line is data, say that there is no header "
                    + $"(--no-header)."));
        }

        return notes;
    }

    private readonly record struct BlockOutcome(int Rows, int TrailingBlanks, long FirstBlankLine, string? Fault);
}
