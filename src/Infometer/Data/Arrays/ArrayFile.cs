using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// A file of arrays: NumPy's <c>.npy</c> and <c>.npz</c>, <c>.safetensors</c>, or IDX as MNIST's. Opening it reads headers only, and what is read later is
/// only what is asked for. A file is data: nothing in it is ever evaluated, and no claim in it is believed that its length
/// does not bear out.
/// </summary>
/// <remarks>
/// Of an array with more than two axes the first counts the rows, and the others are laid into the columns, the last one fastest. Members of a
/// <c>.npz</c> that are packed (<c>np.savez_compressed</c>) are unpacked into memory when they are read; stored ones (<c>np.savez</c>) and the
/// other formats are read where they lie. Arrays that were read stay usable until the file is disposed; variables, columns and tables
/// made of them are copies and outlive it.
/// </remarks>
public sealed class ArrayFile : IDisposable
{
    private readonly ByteSource _source;
    private readonly IReadOnlyList<ArrayMember> _members;

    private ArrayFile(string path, ByteSource source, IReadOnlyList<ArrayMember> members)
    {
        Path = path;
        _source = source;
        _members = members;
        Arrays = [.. members.Select(m => m.Info)];
    }

    /// <summary>The path it was opened with.</summary>
    public string Path { get; }

    /// <summary>Its arrays, in the order of the file.</summary>
    public ImmutableArray<ArrayInfo> Arrays { get; }

    /// <summary>Opens a file and reads its headers.</summary>
    /// <exception cref="InvalidInputException">There is no such file, it is damaged, or of a format that is not read.</exception>
    public static ArrayFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"'{path}' is a directory; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new InvalidInputException($"There is no file '{path}'; check the name, or the directory it is relative to.");
        }

        try
        {
            return Open(new FileSource(File.OpenHandle(path)), path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InvalidInputException($"'{path}' may not be read by this user; change its permissions or copy it.", e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new InvalidInputException($"'{path}' cannot be read ({e.Message}); check the disk or copy the file.", e);
        }
    }

    /// <summary>Reads the headers of bytes that are at hand; the file then owns them.</summary>
    internal static ArrayFile Open(ByteSource source, string path)
    {
        try
        {
            return new ArrayFile(path, source, ArrayFormats.MembersOf(source, path));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Finds what a selection names: an array by its name, <c>name:3</c> for a column of it, and where the file has just one array <c>:3</c> (or
    /// <c>3</c>) for a column of that, and null or nothing for the whole of it.
    /// </summary>
    /// <returns>The array, and the column from 0; null for all of its columns.</returns>
    /// <exception cref="InvalidInputException">There is no such array; the message lists those that exist.</exception>
    public (ArrayInfo Array, int? Column) Find(string? selection)
    {
        (ArrayMember member, int? column) = Select(selection);
        return (member.Info, column);
    }

    /// <summary>An array of numbers, not yet read.</summary>
    /// <param name="name">Its name; null where the file has just one array.</param>
    /// <exception cref="InvalidInputException">There is no such array, or it holds what is no number: objects, records, texts (which <see cref="ToVariable"/> and
    /// <see cref="ToColumns"/> read as labels).</exception>
    public NumericArray Read(string? name = null)
    {
        ArrayMember member = name is null ? Only() : _members.FirstOrDefault(m => m.Info.Name == name) ?? throw Unknown(name);
        StoredArray stored = member.Open();
        return stored.Format.Type == ArrayElementType.Text
            ? throw new InvalidInputException($"{stored.Name} (shape {stored.ShapeText}) holds texts, and numbers are expected; save a whole number for each text instead.")
            : new NumericArray(stored);
    }

    /// <summary>What a selection names, as one variable; see <see cref="NumericArray.ToVariable"/>. Texts become labels.</summary>
    /// <param name="selection">See <see cref="Find"/>.</param>
    /// <param name="name">The variable's name; null for the name of file and selection.</param>
    /// <param name="kind">Its kind; null to infer it.</param>
    /// <param name="notes">Hears what was inferred or rearranged.</param>
    /// <exception cref="InvalidInputException">There is no such array, or a number in it is NaN, infinite or beyond 2^53.</exception>
    public Variable ToVariable(string? selection = null, string? name = null, VariableKind? kind = null, ICollection<Note>? notes = null)
    {
        (ArrayMember member, int? column) = Select(selection);
        StoredArray stored = member.Open();
        if (column is null && stored.Format.Type != ArrayElementType.Text)
        {
            return new NumericArray(stored).ToVariable(name, kind, notes);
        }

        Column[] columns = ColumnsOf(stored, column, name, kind);
        foreach (Note note in ArrayColumns.NotesOf(stored).Concat(columns.SelectMany(c => c.Notes)))
        {
            notes?.Add(note);
        }

        return columns.Length == 1 ? Variable.Of(columns[0]) : Variable.Of(columns).Named(name ?? stored.Name);
    }

    /// <summary>
    /// What a selection names, as columns; the kind of each is inferred as in a text table. The columns of a whole array of several are
    /// called <c>name:0</c>, <c>name:1</c>, …
    /// </summary>
    /// <param name="selection">See <see cref="Find"/>.</param>
    /// <param name="name">What columns are named by; null for the name of file and selection.</param>
    /// <param name="kind">The kind of all of them; null to infer each.</param>
    /// <exception cref="InvalidInputException">There is no such array, or a number in it is NaN, infinite or beyond 2^53.</exception>
    public IReadOnlyList<Column> ToColumns(string? selection = null, string? name = null, VariableKind? kind = null)
    {
        (ArrayMember member, int? column) = Select(selection);
        return ColumnsOf(member.Open(), column, name, kind);
    }

    /// <summary>
    /// The file as a table. One array of several columns gives columns <c>:0</c>, <c>:1</c>, …; of several arrays those of one column are columns
    /// under their names, and those of more give <c>name:0</c>, <c>name:1</c>, … All must have as many rows.
    /// </summary>
    /// <param name="options">Which columns to read and their kinds; delimiter, header and missing tokens have no meaning here.</param>
    /// <param name="context">Threads and cancellation; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Row counts differ, or a number is NaN, infinite or beyond 2^53.</exception>
    public Table ToTable(TableOptions? options = null, RunContext? context = null) =>
        ArrayTable.Read(Path, _members, hasNames: _members.Count > 1 || _members[0].HasColumnName, options ?? TableOptions.Default, context ?? RunContext.Default);

    /// <summary>The same of what a selection names.</summary>
    internal Table ToTable(string? selection, TableOptions options, RunContext context)
    {
        if (selection is null)
        {
            return ToTable(options, context);
        }

        (ArrayMember member, int? column) = Select(selection);
        return ArrayTable.Read($"{Path}:{selection}", [member], hasNames: false, options, context, column);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {string.Join(", ", Arrays)}";

    private static Column[] ColumnsOf(StoredArray stored, int? column, string? name, VariableKind? kind)
    {
        name ??= column is null ? stored.Name : $"{stored.Name}:{column}";
        return column is { } one ? [ArrayColumns.Read(stored, one, name, kind)]
            : stored.Columns == 1 ? [ArrayColumns.Read(stored, 0, name, kind)]
            : ArrayColumns.Read(stored, [.. Enumerable.Range(0, stored.Columns)], j => $"{name}:{j}", _ => kind, RunContext.Default);
    }

    private (ArrayMember Member, int? Column) Select(string? selection)
    {
        if (string.IsNullOrEmpty(selection))
        {
            return (Only(), null);
        }

        if (_members.FirstOrDefault(m => m.Info.Name == selection) is { } named)
        {
            return (named, null);
        }

        int colon = selection.LastIndexOf(':');
        if (!int.TryParse(selection.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int column))
        {
            throw Unknown(selection);
        }

        ArrayMember member = colon <= 0 ? Only(selection) : _members.FirstOrDefault(m => m.Info.Name == selection[..colon]) ?? throw Unknown(selection[..colon]);
        int columns = member.Open().Columns;
        return column < columns
            ? (member, column)
            : throw new InvalidInputException($"There is no column {column} in {member.Label}, which has {columns} columns; they are counted from 0 to {columns - 1}.");
    }

    private ArrayMember Only(string? selection = null) => _members.Count == 1
        ? _members[0]
        : throw new InvalidInputException(
            $"{Path} has {_members.Count} arrays ({Listed()}); name one: {Path}:{_members[0].Info.Name}{(selection is null ? "" : $", or a column of one: {_members[0].Info.Name}:{selection.TrimStart(':')}")}.");

    private InvalidInputException Unknown(string name)
    {
        string[] near = [.. _members.Select(m => m.Info.Name).Where(n => EditDistance.Between(name, n, (name.Length + 2) / 4) >= 0).Take(3).Select(n => $"'{n}'")];
        return new InvalidInputException(
            $"There is no array '{name}' in {Path}, which has {Listed()}{(near.Length > 0 ? $"; did you mean {string.Join(" or ", near)}?" : "; names are case-sensitive.")}");
    }

    private string Listed()
    {
        const int Most = 8;
        string shown = string.Join(", ", _members.Take(Most).Select(m => $"'{m.Info.Name}'"));
        return _members.Count > Most ? $"{shown} and {_members.Count - Most} more" : shown;
    }
}
