namespace Infometer;

/// <summary>The columns as bytes below 64, column by column, over some rows, coded as the training rows of a fold teach.</summary>
internal sealed class FoldCodes
{
    private readonly ColumnCoder[] _coders;
    private readonly byte[] _codes;

    private FoldCodes(ColumnCoder[] coders, int rowCount)
    {
        _coders = coders;
        RowCount = rowCount;
        _codes = GC.AllocateUninitializedArray<byte>(coders.Length * rowCount);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => _coders.Length;

    /// <summary>The codes of all columns, <see cref="RowCount"/> bytes per column.</summary>
    public ReadOnlySpan<byte> All => _codes;

    /// <summary>Learns from the training rows how to code the columns, and codes these rows.</summary>
    /// <param name="columns">The columns, over all rows of their table.</param>
    /// <param name="train">The training rows, as rows of the table.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FoldCodes Of(IReadOnlyList<Column> columns, ReadOnlySpan<int> train, CancellationToken cancellation)
    {
        FoldCodes codes = new(new ColumnCoder[columns.Count], train.Length);
        for (int j = 0; j < columns.Count; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            codes._coders[j] = ColumnCoder.Learn(columns[j], train);
            codes._coders[j].Encode(train, codes._codes.AsSpan(j * train.Length, train.Length));
        }

        return codes;
    }

    /// <summary>Other rows, coded alike.</summary>
    /// <param name="rows">The rows, as rows of the table.</param>
    /// <param name="isUsed">The columns that will be looked at; the others are left undefined.</param>
    public FoldCodes Like(ReadOnlySpan<int> rows, bool[] isUsed)
    {
        FoldCodes codes = new(_coders, rows.Length);
        for (int j = 0; j < _coders.Length; j++)
        {
            if (isUsed[j])
            {
                _coders[j].Encode(rows, codes._codes.AsSpan(j * rows.Length, rows.Length));
            }
        }

        return codes;
    }

    /// <summary>The codes of a column.</summary>
    public ReadOnlySpan<byte> Column(int column) => _codes.AsSpan(column * RowCount, RowCount);

    /// <inheritdoc cref="ColumnCoder.CodeCount"/>
    public int CodeCount(int column) => _coders[column].CodeCount;

    /// <inheritdoc cref="ColumnCoder.IsOrdered"/>
    public bool IsOrdered(int column) => _coders[column].IsOrdered;

    /// <inheritdoc cref="ColumnCoder.HasMissing"/>
    public bool HasMissing(int column) => _coders[column].HasMissing;
}
