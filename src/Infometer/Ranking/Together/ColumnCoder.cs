namespace Infometer;

/// <summary>How one column becomes bytes below 64; learnt from the training rows of a fold alone.</summary>
internal sealed class ColumnCoder
{
    /// <summary>Codes of one column, at most: a set of them is one 64-bit mask.</summary>
    public const int MostCodes = 64;

    private const int MostBins = 48;
    private const int RowsPerBin = 8;
    private const int FewestBins = 4;

    // Cuts need no more rows than these: the cuts of 48 bins are then right within half a bin.
    private const int RowsForCuts = 2_048;

    // A level of a text column with fewer training rows is pooled with the other rare ones.
    private const int RowsPerLevel = 5;

    // Rows that are coded at once.
    private const int BlockRows = 1_024;

    private readonly Column _column;
    private readonly double[] _cuts;
    private readonly byte[] _codeOfLevel;

    private ColumnCoder(Column column, double[] cuts, byte[] codeOfLevel)
    {
        _column = column;
        _cuts = cuts;
        _codeOfLevel = codeOfLevel;
        IsOrdered = !column.Values.IsEmpty;
        HasMissing = IsOrdered && column.MissingCount > 0;
        CodeCount = ByLevel(column) ? codeOfLevel.Max() + 1 : cuts.Length + (HasMissing ? 2 : 1);
    }

    /// <summary>How many codes there are.</summary>
    public int CodeCount { get; }

    /// <summary>Whether the codes have an order, the missing one apart.</summary>
    public bool IsOrdered { get; }

    /// <summary>Whether the last code stands for missing cells, apart from the order.</summary>
    public bool HasMissing { get; }

    /// <summary>Learns how to code a column.</summary>
    /// <param name="column">The column, over all rows of its table.</param>
    /// <param name="train">The training rows.</param>
    public static ColumnCoder Learn(Column column, ReadOnlySpan<int> train) => !ByLevel(column) ? new(column, Cuts(column, train), [])
        : column.Values.IsEmpty ? new(column, [], Frequent(column.Codes!, train))
        : new(column, [], [.. Enumerable.Range(0, column.Codes!.LevelCount).Select(level => (byte)level)]);

    /// <summary>Codes the given rows.</summary>
    public void Encode(ReadOnlySpan<int> rows, Span<byte> codes)
    {
        if (ByLevel(_column))
        {
            Codes levels = _column.Codes!;
            for (int i = 0; i < rows.Length; i++)
            {
                codes[i] = _codeOfLevel[levels[rows[i]]];
            }

            return;
        }

        ReadOnlySpan<double> source = _column.Values.Span;
        Span<double> values = stackalloc double[BlockRows];
        for (int first = 0; first < rows.Length; first += BlockRows)
        {
            ReadOnlySpan<int> block = rows.Slice(first, Math.Min(BlockRows, rows.Length - first));
            for (int i = 0; i < block.Length; i++)
            {
                values[i] = source[block[i]];
            }

            BinCoder.Encode(values[..block.Length], _cuts, codes.Slice(first, block.Length));
        }
    }

    // Few numbers are levels in their order; the levels of a text have none.
    private static bool ByLevel(Column column) => column.Codes is { } codes && (column.Values.IsEmpty || codes.LevelCount <= MostCodes);

    private static double[] Cuts(Column column, ReadOnlySpan<int> train)
    {
        ReadOnlySpan<double> source = column.Values.Span;
        double[] sample = new double[Math.Min(train.Length, RowsForCuts)];
        int count = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            double value = source[train[(int)((long)i * train.Length / sample.Length)]];
            sample[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        Span<double> present = sample.AsSpan(0, count);
        present.Sort();
        return new EqualFrequency(Math.Clamp(train.Length / RowsPerBin, FewestBins, MostBins)).Cut(present);
    }

    // The most frequent levels from 1 on; 0 is the pool of those that are rare or unseen in training.
    private static byte[] Frequent(Codes levels, ReadOnlySpan<int> train)
    {
        int[] counts = new int[levels.LevelCount];
        foreach (int row in train)
        {
            counts[levels[row]]++;
        }

        byte[] codeOf = new byte[counts.Length];
        int next = 1;
        foreach (int level in Enumerable.Range(0, counts.Length)
            .Where(level => counts[level] >= RowsPerLevel)
            .OrderByDescending(level => counts[level])
            .ThenBy(level => level)
            .Take(MostCodes - 1))
        {
            codeOf[level] = (byte)next++;
        }

        return codeOf;
    }
}
