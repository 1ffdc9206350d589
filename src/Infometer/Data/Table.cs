using System.Data;

namespace Infometer;

/// <summary>
/// Named columns of equal length: the data that questions are asked of. Immutable. Columns cost one object each and cells only
/// their bytes (8 per number, 1, 2 or 4 per category), so tables may be very wide or very long.
/// </summary>
public sealed class Table
{
    private const int MostSortingLevels = 10;
    private readonly ColumnNames _names;

    internal Table(string name, IReadOnlyList<Column> columns, IReadOnlyList<Note> notes)
    {
        Name = name;
        Columns = columns;
        Notes = notes;
        RowCount = columns[0].Count;
        string[] names = new string[columns.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = columns[i].Name;
        }

        _names = new ColumnNames(name, names);
    }

    /// <summary>What messages call the data: the file's path, or the name given.</summary>
    public string Name { get; }

    /// <summary>The columns, in the order of the file or as asked for.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows; at least one.</summary>
    public int RowCount { get; }

    /// <summary>What the reader noticed about the table as a whole; what it noticed about a column is among the column's notes.</summary>
    public IReadOnlyList<Note> Notes { get; }

    /// <summary>
    /// The first column of labels by which the rows are sorted: 2 to 10 levels, each of which is one run of rows, as species are in many tables. Null where there is
    /// none. Many runs, such as days, may as well be a record in time. O(rows) for each column of labels.
    /// </summary>
    public string? SortedBy => Columns.FirstOrDefault(static c => c.Codes?.LevelsInRuns() is >= 2 and <= MostSortingLevels)?.Name;

    /// <summary>A column as a variable, by name or <c>:index</c>.</summary>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public Variable this[string nameOrIndex] => Variable.Of(Column(nameOrIndex));

    /// <summary>Several columns as one variable: all discrete, or all numeric.</summary>
    /// <exception cref="InvalidInputException">There is no such column, or discrete and numeric ones are mixed.</exception>
    public Variable this[params string[] namesOrIndexes]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(namesOrIndexes);
            return Variable.Of([.. namesOrIndexes.Select(Column)]);
        }
    }

    /// <summary>The column with a name, or at a 0-based position written <c>:3</c>; a name goes before a position.</summary>
    /// <exception cref="InvalidInputException">There is none; the message suggests names that are near.</exception>
    public Column Column(string nameOrIndex) => Columns[_names.Find(nameOrIndex)];

    /// <summary>
    /// Reads a text table from a file, or from standard input where <paramref name="path"/> is <c>-</c>: CSV and its kin, plain or
    /// gzip (told by its first bytes), UTF-8 or UTF-16 with a byte order mark. A path that ends in <c>.npy</c>, <c>.npz</c> or
    /// <c>.safetensors</c>, or goes on with the name of an array (<c>acts.npz:layer1</c>), is read as <see cref="ArrayFile"/> says.
    /// <para>Cells are RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes; spaces around unquoted cells do not
    /// count. Comment lines (<c>%</c>, <c>#</c>) before the data are skipped, except that a last <c>#</c> line with as many
    /// cells as the data is their header. Blank lines at the end are skipped; in a table of one column a blank line
    /// between others is a missing cell.</para>
    /// <para>Kinds come from the whole column. A column is numeric if every cell that is not missing is a number; numbers with decimal
    /// commas, thousands marks, percent or currency signs, and dates (days since 1970-01-01) are recognised where the whole column
    /// agrees, and a note says so; else it is text, and discrete. Integers with at most 20 distinct values are discrete, and a
    /// numeric column of which one value holds more than half is mixed; notes say both. A column without any value is discrete,
    /// with the missing level alone.</para>
    /// <para>A table of one row loads: what can be asked of it is for the measures to say. Cost: two reads of the bytes (plain
    /// files) or one and a copy in memory (streams, gzip); columns that stop being numeric late are read once more.
    /// Memory: the columns asked for, and for streams and gzip the text. The result does not depend on the number of threads.</para>
    /// </summary>
    /// <exception cref="InvalidInputException">The data cannot be read; the sentence names file, line, column and value.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public static Table Read(string path, TableOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        context ??= RunContext.Default;
        if (ArrayPath.TryParse(path, out ArrayPath arrays))
        {
            using ArrayFile file = ArrayFile.Open(arrays.File);
            return file.ToTable(arrays.Selection, options ?? TableOptions.Default, context);
        }

        using TextInput input = TextInput.Open(path, context.Cancellation);
        return TableReader.Read(input, options ?? TableOptions.Default, context, ReadSettings.Default);
    }

    /// <summary>Reads a text table from a stream to its end, as <see cref="Read(string, TableOptions?, RunContext?)"/> does from a
    /// file; the stream stays open.</summary>
    /// <param name="stream">The bytes of the text, or of its gzip.</param>
    /// <param name="name">What messages call the data.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="context">Threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The data cannot be read; the sentence names the line, column and value.</exception>
    public static Table Read(Stream stream, string name, TableOptions? options = null, RunContext? context = null) =>
        Read(stream, name, options, context, ReadSettings.Default);

    /// <summary>Reads all rows of a query's result.</summary>
    /// <param name="reader">The result; it is read to its end and stays open.</param>
    /// <param name="name">What messages call the data.</param>
    /// <param name="options">Columns and kinds as for a text; its delimiter, header and missing tokens do not apply: only a null is
    /// missing.</param>
    /// <param name="context">Cancellation; null for the defaults.</param>
    /// <remarks>
    /// Numbers and decimals become double; dates and times become days since 1970-01-01; time spans become days; booleans,
    /// strings, characters and GUIDs are discrete. A type beyond these is refused.
    /// </remarks>
    /// <exception cref="InvalidInputException">A column's type has no place in a table, a number is infinite, or there are no
    /// rows.</exception>
    public static Table From(IDataReader reader, string name = "query", TableOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return DataReaderTable.Read(reader, name, options ?? TableOptions.Default, context ?? RunContext.Default);
    }

    /// <summary>A table of columns made in memory.</summary>
    /// <exception cref="InvalidInputException">There are none, they differ in length, or two share a name.</exception>
    public static Table Of(params IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns[0].Count == 0)
        {
            throw new InvalidInputException("A table needs at least one column with at least one row.");
        }

        HashSet<string> names = [];
        foreach (Column column in columns)
        {
            if (column.Count != columns[0].Count)
            {
                throw new InvalidInputException(
                    $"Column '{columns[0].Name}' has {columns[0].Count} rows and '{column.Name}' {column.Count}; columns of one "
                        + $"table need the same rows.");
            }

            if (!names.Add(column.Name))
            {
                throw new InvalidInputException($"Two columns are called '{column.Name}'; rename one.");
            }
        }

        return new Table("table", [.. columns], []);
    }

    /// <summary>The same table with one more column, its last.</summary>
    /// <exception cref="InvalidInputException">The column has other rows, or a name that the table has already.</exception>
    public Table With(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Count != RowCount
                ? throw new InvalidInputException(FormattableString.Invariant(
                    $"{Name} has {RowCount:N0} rows and '{column.Name}' {column.Count:N0}; both need the same rows."))
            : Columns.Any(c => c.Name == column.Name) ? throw new InvalidInputException($"Two columns are called '{column.Name}'; rename one.")
            : new Table(Name, [.. Columns, column], Notes);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string rows = RowCount == 1 ? "row" : "rows";
        string columns = Columns.Count == 1 ? "column" : "columns";
        return FormattableString.Invariant($"{Name} ({RowCount:N0} {rows}, {Columns.Count:N0} {columns})");
    }

    internal static Table Read(Stream stream, string name, TableOptions? options, RunContext? context, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        context ??= RunContext.Default;
        using TextInput input = TextInput.Open(stream, name, context.Cancellation);
        return TableReader.Read(input, options ?? TableOptions.Default, context, settings);
    }
}
