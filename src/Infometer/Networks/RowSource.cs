using System.Globalization;
using System.Numerics;

namespace Infometer;

/// <summary>Rows of numbers, read in blocks in their order: from a file, or from memory.</summary>
internal sealed class RowSource
{
    /// <summary>Numbers of a block, more or less.</summary>
    public const int BlockNumbers = 1 << 18;

    private readonly Action<int, int, double[]> _read;

    private RowSource(string name, string shape, int rows, int columns, Action<int, int, double[]> read) =>
        (Name, ShapeText, Rows, Columns, _read) = (name, shape, rows, columns, read);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Its shape as people write it.</summary>
    public string ShapeText { get; }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Numbers per row.</summary>
    public int Columns { get; }

    /// <summary>Rows of a block.</summary>
    public int BlockRows => Math.Clamp(BlockNumbers / Columns, 1, Rows);

    /// <summary>An array of a file.</summary>
    public static RowSource Of(NumericArray array) => new(
        array.Name, array.ShapeText, array.Rows, array.Columns, (first, count, block) => array.CopyRows(first, count, block.AsSpan()));

    /// <summary>n × d numbers in memory, row by row.</summary>
    public static RowSource Of<T>(ReadOnlyMemory<T> values, int columns, string name)
        where T : struct, INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.IsEmpty || values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no rows of {columns}.", nameof(values));
        }

        int rows = values.Length / columns;
        return new RowSource(name, $"{rows}×{columns}", rows, columns, (first, count, block) =>
        {
            ReadOnlySpan<T> from = values.Span.Slice(first * columns, count * columns);
            for (int i = 0; i < from.Length; i++)
            {
                block[i] = double.CreateChecked(from[i]);
            }
        });
    }

    /// <summary>Reads rows, NaN and infinite numbers included.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="block">Receives count × d numbers.</param>
    public void Read(int first, int count, double[] block) => _read(first, count, block);

    /// <summary>Refuses a row that holds a number that is not finite.</summary>
    public void RequireFinite(ReadOnlySpan<double> values, int row)
    {
        int column = FiniteNumbers.IndexOfOther(values);
        if (column >= 0)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{Name}' (shape {ShapeText}) holds {values[column]} in row {row}{(Columns == 1 ? "" : $", column {column}")}; every value must be finite: drop such rows first."));
        }
    }
}
