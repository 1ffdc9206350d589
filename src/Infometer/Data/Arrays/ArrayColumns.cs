using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>Columns of an array as columns of a table.</summary>
internal static class ArrayColumns
{
    // Columns read at once: whole cache lines of the rows of a matrix, and not too many numbers.
    private const int MostColumns = 64;
    private const int MostCells = 1 << 23;

    /// <summary>One column.</summary>
    public static Column Read(StoredArray array, int column, string name, VariableKind? kind) =>
        Read(array, [column], _ => name, _ => kind, RunContext.Default)[0];

    /// <summary>Some columns, in the order asked for.</summary>
    /// <param name="array">The array.</param>
    /// <param name="columns">Which.</param>
    /// <param name="name">The name of a column by its number.</param>
    /// <param name="kind">The kind of a column by its number; null to infer it.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="InvalidInputException">A value is NaN, infinite or beyond 2^53, or a text where numbers are wanted.</exception>
    public static Column[] Read(
        StoredArray array, IReadOnlyList<int> columns, Func<int, string> name, Func<int, VariableKind?> kind, RunContext context)
    {
        Column[] result = new Column[columns.Count];
        if (array.Format.Type == ArrayElementType.Text)
        {
            context.ForEach(columns.Count, i => result[i] = ReadTexts(array, columns[i], name(columns[i]), kind(columns[i])));
            return result;
        }

        RequireMemory((long)array.Rows * columns.Count * sizeof(double), array.Name);
        List<(int Start, int Count)> blocks = BlocksOf(columns, Math.Clamp(MostCells / array.Rows, 1, MostColumns));
        context.ForEach(blocks.Count, b =>
        {
            (int start, int count) = blocks[b];
            double[] values = new double[(long)count * array.Rows];
            array.ReadColumns(columns[start], count, values.AsSpan());
            for (int i = 0; i < count; i++)
            {
                int column = columns[start + i];
                ReadOnlyMemory<double> numbers = values.AsMemory(i * array.Rows, array.Rows);
                RequireFinite(array, column, numbers.Span);
                result[start + i] = ToColumn(array, numbers, name(column), kind(column));
            }
        });
        return result;
    }

    /// <summary>What has to be said of an array whatever is read of it.</summary>
    public static IEnumerable<Note> NotesOf(StoredArray array) => array.IsFlattened
        ?
        [
            new Note("flattened", string.Create(CultureInfo.InvariantCulture,
                $"'{array.Name}' has the shape {array.ShapeText}: its first axis is read as rows, the others as {array.Columns:N0} columns; transpose or average before saving for another view.")),
        ]
        : [];

    /// <summary>Throws where a value is no finite number.</summary>
    public static void RequireFinite<T>(StoredArray array, int column, ReadOnlySpan<T> values)
        where T : struct, System.Numerics.INumberBase<T>
    {
        int row = FiniteNumbers.IndexOfOther(values);
        if (row >= 0)
        {
            throw FiniteNumbers.Refusal(array.Name, row, array.Columns == 1 ? null : column, values[row]);
        }
    }

    /// <summary>Refuses what cannot be held, before half of it is.</summary>
    public static void RequireMemory(long bytes, string name)
    {
        if (bytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"{name} would take {bytes:N0} bytes in memory, more than there is here; read some of its columns, or save a part of it."));
        }
    }

    // Columns that stand side by side are read together.
    private static List<(int Start, int Count)> BlocksOf(IReadOnlyList<int> columns, int most)
    {
        List<(int Start, int Count)> blocks = [];
        for (int start = 0; start < columns.Count;)
        {
            int end = start + 1;
            while (end < columns.Count && end - start < most && columns[end] == columns[end - 1] + 1)
            {
                end++;
            }

            blocks.Add((start, end - start));
            start = end;
        }

        return blocks;
    }

    private static Column ToColumn(StoredArray array, ReadOnlyMemory<double> numbers, string name, VariableKind? kind)
    {
        if (array.Format.Type != ArrayElementType.Boolean || kind is VariableKind.Continuous or VariableKind.Mixed)
        {
            return NumericColumn.Create(name, numbers, kind, []);
        }

        Column codes = NumericColumn.Create(name, numbers, VariableKind.Discrete, []);
        string[] levels = [.. codes.Levels.Select(level => level == "0" ? "False" : "True")];
        return new Column(name, VariableKind.Discrete, codes.Codes, levels, -1, numbers, 0, []);
    }

    private static Column ReadTexts(StoredArray array, int column, string name, VariableKind? kind)
    {
        if (kind is VariableKind.Continuous or VariableKind.Mixed)
        {
            throw new InvalidInputException($"{array.Name} holds texts, so '{name}' cannot be {kind.Value.Word()}; save it as numbers: a.astype(float).");
        }

        TextCodes codes = new();
        Encoding encoding = array.Format.CharacterSize == 4
            ? new UTF32Encoding(!BitConverter.IsLittleEndian, false, throwOnInvalidCharacters: true)
            : new UTF8Encoding(false, throwOnInvalidBytes: true);
        array.ReadTexts(column, (row, bytes) =>
        {
            try
            {
                codes.Add(encoding.GetString(bytes).TrimEnd('\0'));
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidInputException($"'{array.Name}' holds a text in row {row} that is no valid {(array.Format.CharacterSize == 4 ? "Unicode" : "UTF-8")}; save it again as np.char.decode(a, 'latin-1').", e);
            }
        });
        return codes.ToColumn(name);
    }
}
