namespace Infometer;

/// <summary>
/// The columns as bytes below 64, column by column, over the training rows of a fold followed by its test rows. How a
/// column is coded is learnt from the training rows alone.
/// </summary>
internal sealed class FoldCodes
{
    /// <summary>Codes of one column: a set of them is one 64-bit mask.</summary>
    public const int MostCodes = 64;

    private const int MostBins = 48;
    private const int RowsPerBin = 8;
    private const int FewestBins = 4;

    // Cuts need no more rows than these: the cuts of 48 bins are then right within half a bin.
    private const int RowsForCuts = 2_048;

    // A level of a text column with fewer training rows is pooled with the other rare ones.
    private const int RowsPerLevel = 5;

    private readonly byte[] _codes;
    private readonly int[] _codeCounts;
    private readonly ColumnOrder[] _orders;

    private FoldCodes(int columns, int trainCount, int rowCount)
    {
        TrainCount = trainCount;
        RowCount = rowCount;
        _codes = new byte[columns * rowCount];
        _codeCounts = new int[columns];
        _orders = new ColumnOrder[columns];
    }

    /// <summary>What the codes of a column mean to each other.</summary>
    private enum ColumnOrder
    {
        Ordered,
        OrderedThenMissing,
        Unordered,
    }

    /// <summary>Training rows, which come first.</summary>
    public int TrainCount { get; }

    /// <summary>Training and test rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => _codeCounts.Length;

    /// <summary>The codes of all columns, <see cref="RowCount"/> bytes per column.</summary>
    public ReadOnlySpan<byte> All => _codes;

    /// <summary>The codes of a column.</summary>
    public ReadOnlySpan<byte> Column(int column) => _codes.AsSpan(column * RowCount, RowCount);

    /// <summary>How many codes a column has.</summary>
    public int CodeCount(int column) => _codeCounts[column];

    /// <summary>Whether a column's codes have an order, the missing one apart.</summary>
    public bool IsOrdered(int column) => _orders[column] != ColumnOrder.Unordered;

    /// <summary>Whether the last code of an ordered column stands for missing cells.</summary>
    public bool HasMissing(int column) => _orders[column] == ColumnOrder.OrderedThenMissing;

    /// <summary>Codes the columns.</summary>
    /// <param name="columns">The columns, over all rows of their table.</param>
    /// <param name="train">The training rows, as rows of the table.</param>
    /// <param name="test">The test rows, as rows of the table.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FoldCodes Of(IReadOnlyList<Column> columns, ReadOnlySpan<int> train, ReadOnlySpan<int> test, CancellationToken cancellation)
    {
        FoldCodes codes = new(columns.Count, train.Length, train.Length + test.Length);
        int[] rows = [.. train, .. test];
        double[] values = new double[rows.Length];
        double[] sorted = new double[Math.Min(train.Length, RowsForCuts)];
        for (int j = 0; j < columns.Count; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            Column column = columns[j];
            if (column.Codes is { } levels && (column.Values.IsEmpty || levels.LevelCount <= MostCodes))
            {
                codes.AddLevels(j, column, levels, rows);
            }
            else
            {
                codes.AddNumbers(j, column.Values.Span, rows, values, sorted);
            }
        }

        return codes;
    }

    private Span<byte> Target(int column) => _codes.AsSpan(column * RowCount, RowCount);

    private void AddNumbers(int column, ReadOnlySpan<double> source, int[] rows, double[] values, double[] sorted)
    {
        bool isMissing = false;
        for (int i = 0; i < rows.Length; i++)
        {
            values[i] = source[rows[i]];
            isMissing |= double.IsNaN(values[i]);
        }

        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double value = values[(int)((long)i * TrainCount / sorted.Length)];
            sorted[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        Span<double> present = sorted.AsSpan(0, count);
        present.Sort();
        int bins = Math.Clamp(TrainCount / RowsPerBin, FewestBins, MostBins);
        double[] cuts = new EqualFrequency(bins).Cut(present);
        BinCoder.Encode(values, cuts, Target(column));
        _codeCounts[column] = cuts.Length + (isMissing ? 2 : 1);
        _orders[column] = isMissing ? ColumnOrder.OrderedThenMissing : ColumnOrder.Ordered;
    }

    private void AddLevels(int column, Column source, Codes levels, int[] rows)
    {
        int[] counts = new int[levels.LevelCount];
        for (int i = 0; i < TrainCount; i++)
        {
            counts[levels[rows[i]]]++;
        }

        bool isNumeric = !source.Values.IsEmpty;
        byte[] codeOf = isNumeric ? [.. Enumerable.Range(0, counts.Length).Select(c => (byte)c)] : Frequent(counts);
        Span<byte> target = Target(column);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = codeOf[levels[rows[i]]];
        }

        _codeCounts[column] = codeOf.Length == 0 ? 1 : codeOf.Max() + 1;
        _orders[column] = !isNumeric ? ColumnOrder.Unordered
            : source.MissingCode == counts.Length - 1 ? ColumnOrder.OrderedThenMissing
            : ColumnOrder.Ordered;
    }

    // The most frequent levels from 1 on; 0 is the pool of those that are rare or unseen in training.
    private static byte[] Frequent(int[] counts)
    {
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
