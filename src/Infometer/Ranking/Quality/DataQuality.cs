using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>What a table holds before anything is asked of it: missing cells, distinct values, rare levels, copies of rows and columns. Immutable.</summary>
public sealed class DataQuality
{
    private const int Rare = 5;

    private DataQuality(Table table)
    {
        Table = table;
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>Missing cells of all columns.</summary>
    public long MissingCells { get; private init; }

    /// <summary>Rows without a missing cell.</summary>
    public int CompleteRows { get; private init; }

    /// <summary>Rows that equal an earlier row in every column.</summary>
    public int DuplicateRows { get; private init; }

    /// <summary>The columns in the order of the table.</summary>
    public ImmutableArray<ColumnQuality> Columns { get; private init; } = [];

    /// <summary>Looks at a table. O(n log n) per column, in parallel.</summary>
    public static DataQuality Of(Table table, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        context ??= RunContext.Default;
        int[] equal = DuplicateColumns.FirstEqual(table.Columns, context);
        ColumnQuality[] columns = new ColumnQuality[table.Columns.Count];
        context.ForEach(columns.Length, i =>
        {
            string? duplicate = equal[i] >= 0 ? table.Columns[equal[i]].Name : null;
            columns[i] = table.Columns[i].Codes is { } codes
                ? OfLevels(table.Columns[i], codes, duplicate)
                : OfNumbers(table.Columns[i], duplicate);
        });
        (int complete, int duplicates) = Rows(table);
        return new DataQuality(table)
        {
            MissingCells = table.Columns.Sum(c => (long)c.MissingCount),
            CompleteRows = complete,
            DuplicateRows = duplicates,
            Columns = [.. columns],
        };
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Table.Name}: {Table.RowCount:N0} rows, {Columns.Length:N0} columns, {MissingCells:N0} missing cells, {CompleteRows:N0} complete rows, {DuplicateRows:N0} repeated rows");

    private static ColumnQuality OfLevels(Column column, Codes codes, string? duplicate)
    {
        long[] counts = codes.CountLevels();
        if (column.MissingCode >= 0)
        {
            counts[column.MissingCode] = 0;
        }

        long most = counts.Max();
        long[] occurring = [.. counts.Where(c => c > 0)];
        ReadOnlySpan<double> values = column.Values.Span;
        double[] sorted = Sorted(values);
        return new ColumnQuality
        {
            Column = column,
            MissingShare = (double)column.MissingCount / column.Count,
            Distinct = occurring.Length,
            MostFrequent = most > 0 ? column.Levels[Array.IndexOf(counts, most)] : null,
            MostFrequentShare = most > 0 ? (double)most / occurring.Sum() : 0,
            RareLevels = occurring.Count(c => c < Rare),
            Entropy = occurring.Length > 0 ? new Plugin().Entropy(occurring, 0) : 0,
            Min = sorted.Length > 0 ? sorted[0] : null,
            Median = sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : null,
            Max = sorted.Length > 0 ? sorted[^1] : null,
            Flags = Flags(column, duplicate),
            DuplicateOf = duplicate,
        };
    }

    private static ColumnQuality OfNumbers(Column column, string? duplicate)
    {
        double[] sorted = Sorted(column.Values.Span);
        List<long> runs = [];
        double mostFrequent = double.NaN;
        long most = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            runs.Add(end - start);
            (most, mostFrequent) = end - start > most ? (end - start, sorted[start]) : (most, mostFrequent);
            start = end;
        }

        return new ColumnQuality
        {
            Column = column,
            MissingShare = (double)column.MissingCount / column.Count,
            Distinct = runs.Count,
            MostFrequent = most > 0 ? mostFrequent.ToString("R", CultureInfo.InvariantCulture) : null,
            MostFrequentShare = most > 0 ? (double)most / sorted.Length : 0,
            RareLevels = 0,
            Entropy = runs.Count > 0 ? new Plugin().Entropy(runs.ToArray(), 0) : 0,
            Min = sorted.Length > 0 ? sorted[0] : null,
            Median = sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : null,
            Max = sorted.Length > 0 ? sorted[^1] : null,
            Flags = Flags(column, duplicate),
            DuplicateOf = duplicate,
        };
    }

    private static ImmutableArray<ColumnTrait> Flags(Column column, string? duplicate) =>
        [.. ScreenedColumn.TraitsOf(column), .. duplicate is null ? ReadOnlySpan<ColumnTrait>.Empty : [ColumnTrait.Duplicate]];

    // Ascending, without NaN.
    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted); // NaN goes before all numbers
        return sorted[values.Count(double.NaN)..];
    }

    // Rows are told apart by 64-bit hashes: among ten million the chance that two different ones meet is one in a hundred thousand.
    private static (int Complete, int Duplicates) Rows(Table table)
    {
        ulong[] hashes = new ulong[table.RowCount];
        bool[] isIncomplete = new bool[table.RowCount];
        foreach (Column column in table.Columns)
        {
            Variable variable = Variable.Of(column);
            for (int row = 0; row < hashes.Length; row++)
            {
                ulong cell = column.Codes is { } codes ? (ulong)codes[row] : BitConverter.DoubleToUInt64Bits(column.Values.Span[row] + 0.0);
                hashes[row] = Mix(hashes[row] ^ Mix(cell + 0x9E3779B97F4A7C15));
                isIncomplete[row] |= column.MissingCount > 0 && variable.IsMissing(row);
            }
        }

        Array.Sort(hashes);
        int duplicates = 0;
        for (int i = 1; i < hashes.Length; i++)
        {
            duplicates += hashes[i] == hashes[i - 1] ? 1 : 0;
        }

        return (isIncomplete.Count(incomplete => !incomplete), duplicates);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
