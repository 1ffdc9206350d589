using System.CommandLine;
using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>
/// The variables of <c>infometer estimate</c>: columns of a table, arrays of files (<c>--x a.npy --y acts.npz:layer1</c>, or just
/// <c>estimate a.npy b.npy</c>), or some of each.
/// </summary>
internal sealed class EstimateInputs
{
    private EstimateInputs(List<Variable> arguments, Variable? condition, List<Note> notes, Table? table)
    {
        Arguments = arguments;
        Condition = condition;
        Notes = notes;
        Table = table;
    }

    /// <summary>The arguments of the measure.</summary>
    public IReadOnlyList<Variable> Arguments { get; }

    /// <summary>What is given; null for nothing.</summary>
    public Variable? Condition { get; }

    /// <summary>What reading arrays has to say.</summary>
    public IReadOnlyList<Note> Notes { get; }

    /// <summary>The text table that was read; null where there was none.</summary>
    public Table? Table { get; }

    /// <summary>DATA: one table, or the arrays themselves.</summary>
    public static Argument<string[]> NewArgument() => new("DATA")
    {
        Description = "Table to read: CSV, TSV, semicolon or space separated, .gz too; - is standard input. Or arrays, .npy, .npz or .safetensors: one of which --x, --y and --z name parts, or X, Y and Z themselves.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Finds and reads the variables.</summary>
    /// <param name="data">The options of reading.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">DATA.</param>
    /// <param name="measure">What is asked; measures of many variables take each column or array as one.</param>
    /// <param name="x">Columns or arrays of X.</param>
    /// <param name="y">Of Y.</param>
    /// <param name="z">Of the condition.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static EstimateInputs Read(
        DataOptions data, ParseResult parsed, string[] files, Measure measure, string[] x, string[] y, string[] z, RunContext context)
    {
        if (x.Length == 0 && y.Length == 0 && z.Length == 0)
        {
            (x, y, z) = RolesOf(files, measure);
            files = [];
        }
        else if (files.Length > 1)
        {
            throw new InvalidInputException(
                $"DATA is one file where --x, --y or --z are given, not {files.Length}; give all arrays as DATA, or all of them by these options.");
        }
        else if (x.Length == 0)
        {
            throw RequiresX(files);
        }

        using Sources sources = new(data, parsed, files.Length == 0 ? null : files[0], [("x", x), ("y", y), ("z", z)], context);
        List<Item> itemsX = sources.Find("x", x);
        List<Item> itemsY = sources.Find("y", y);
        List<Item> itemsZ = sources.Find("z", z);
        sources.RequireAllKindsUsed();
        RequireSameRows([.. itemsX, .. itemsY, .. itemsZ]);
        List<Note> notes = [];
        List<Variable> arguments = measure.MaxArguments > 2
            ? [.. itemsX.Concat(itemsY).Select(item => item.Read(notes))]
            : itemsY.Count == 0 ? [Joined(itemsX, notes)] : [Joined(itemsX, notes), Joined(itemsY, notes)];
        return new EstimateInputs(arguments, itemsZ.Count == 0 ? null : Joined(itemsZ, notes), notes, sources.Table);
    }

    // Arrays alone: X, Y and Z in this order, or all of them variables of a measure of many.
    private static (string[] X, string[] Y, string[] Z) RolesOf(string[] files, Measure measure)
    {
        if (files.Length == 0 || Array.Exists(files, file => !ArrayPath.TryParse(file, out _)))
        {
            throw RequiresX(files);
        }

        return measure.MaxArguments > 2 ? (files, [], [])
            : files.Length <= 3 ? ([files[0]], files[1..Math.Min(2, files.Length)], files[Math.Min(2, files.Length)..])
            : throw new InvalidInputException($"'{measure.Id}' takes X, Y and at most Z, and {files.Length} arrays were given; name those that belong together: --x a.npy,b.npy --y c.npy.");
    }

    private static InvalidInputException RequiresX(string[] files) => new(files.Length == 0
        ? "There is nothing to measure; name a table and its columns (infometer estimate data.csv --x a --y b), or arrays (infometer estimate a.npy b.npy)."
        : $"Option '--x' is required: name the column or columns of {files[0]} that are X, and with --y those that are Y.");

    private static void RequireSameRows(List<Item> items)
    {
        foreach (Item item in items)
        {
            if (item.Rows == items[0].Rows)
            {
                continue;
            }

            bool isRow = items[0].Rows == 1 || item.Rows == 1;
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{items[0]} and {item}; all variables need the same rows{(isRow ? ": if the one row is meant as a column, save it transposed (a.T)" : "")}."));
        }
    }

    // Several columns as one variable.
    private static Variable Joined(List<Item> items, List<Note> notes)
    {
        if (items.Count == 1)
        {
            return items[0].Read(notes);
        }

        List<Column> columns = [];
        foreach (Item item in items)
        {
            IReadOnlyList<Column> read = item.ReadColumns();
            columns.AddRange(read);
            notes.AddRange(item.IsArray ? read.SelectMany(c => c.Notes) : []);
        }

        return Variable.Of(columns).Named(string.Join(',', items.Select(item => item.Name)));
    }

    // A column or an array, found but not yet read.
    private sealed record Item(string Name, long Rows, string Shape, Func<ICollection<Note>, Variable> Read, Func<IReadOnlyList<Column>> ReadColumns)
    {
        public bool IsArray => Shape.Length > 0;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"'{Name}' has {Rows:N0} {(Rows == 1 ? "row" : "rows")}{(Shape.Length > 0 ? $" (shape {Shape})" : "")}");
    }

    // The files that variables come from, each opened once.
    private sealed class Sources : IDisposable
    {
        private readonly Dictionary<string, ArrayFile> _open = new(StringComparer.Ordinal);
        private readonly Dictionary<string, VariableKind> _kinds;
        private readonly HashSet<string> _unused;
        private readonly HashSet<string> _tokens;
        private readonly ArrayPath? _arrays;

        public Sources(DataOptions data, ParseResult parsed, string? path, (string Role, string[] Texts)[] roles, RunContext context)
        {
            _kinds = data.Kinds(parsed);
            _tokens = [.. roles.SelectMany(r => r.Texts), .. roles.SelectMany(r => r.Texts.SelectMany(Split))];
            _unused = [.. _kinds.Keys];
            if (path is null)
            {
                return;
            }

            if (ArrayPath.TryParse(path, out ArrayPath arrays))
            {
                _arrays = arrays;
                return;
            }

            // Of a text table the kinds are for the reader, but for those of arrays beside it.
            HashSet<string> ofArrays =
            [
                .. roles.SelectMany(r => r.Texts.SelectMany(Split).Where(text => ArrayPath.TryParse(text, out _)).SelectMany(text => new[] { r.Role, text })),
            ];
            Dictionary<string, VariableKind> ofColumns = _kinds.Where(k => !ofArrays.Contains(k.Key)).ToDictionary(StringComparer.Ordinal);
            _unused.ExceptWith(ofColumns.Keys);
            Table = data.Read(path, ofColumns, parsed, context);
        }

        public Table? Table { get; }

        public void Dispose()
        {
            foreach (ArrayFile file in _open.Values)
            {
                file.Dispose();
            }
        }

        public List<Item> Find(string role, string[] texts)
        {
            if (Table is not null)
            {
                return [.. ColumnNames.Split(texts, Table).Select(name => OfTable(role, name))];
            }

            bool IsWhole(string text) => File.Exists(text) || (_arrays is not null && Open(_arrays.File).Arrays.Any(a => a.Name == text));
            return [.. texts.SelectMany(text => IsWhole(text) ? [text] : Split(text)).Select(name => OfArrays(role, name))];
        }

        public void RequireAllKindsUsed()
        {
            if (_unused.Count > 0)
            {
                throw new InvalidInputException($"--kind {_unused.First()}: nothing is called so here; write x, y or z, or an array or column as it was named.");
            }
        }

        private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        private Item OfTable(string role, string name)
        {
            if (!Table!.Columns.Any(c => c.Name == name) && ArrayPath.TryParse(name, out ArrayPath path))
            {
                return OfFile(role, name, path.File, path.Selection);
            }

            Column column = Table.Column(name);
            return new Item(column.Name, Table.RowCount, "", _ => Variable.Of(column), () => [column]);
        }

        private Item OfArrays(string role, string name)
        {
            bool isPath = ArrayPath.TryParse(name, out ArrayPath path);
            if (_arrays is null)
            {
                return isPath
                    ? OfFile(role, name, path.File, path.Selection)
                    : throw new InvalidInputException($"'{name}' is no array file (.npy, .npz, .safetensors), and there is no DATA that has a column of this name; name the data: infometer estimate DATA --x {name}.");
            }

            bool isNamed = Open(_arrays.File).Arrays.Any(a => a.Name == name);
            string selection = _arrays.Selection is { Length: > 0 } of && name.StartsWith(':') ? of + name : name;
            return isPath && !isNamed ? OfFile(role, name, path.File, path.Selection) : OfFile(role, name, _arrays.File, selection);
        }

        private Item OfFile(string role, string name, string path, string? selection)
        {
            ArrayFile file = Open(path);
            (ArrayInfo array, int? column) = file.Find(selection);
            if (array.Problem is { } problem)
            {
                throw new InvalidInputException(problem);
            }

            // Columns of one array that are joined with others are of one kind, as those of an array alone are.
            VariableKind? kind = KindOf(role, name);
            bool isMatrix = column is null && array.Shape.Length > 1 && array.ElementType is not (ArrayElementType.Boolean or ArrayElementType.Text);
            return new Item(
                name,
                array.Shape[0],
                array.ShapeText,
                notes => file.ToVariable(selection, name, kind, notes),
                () => file.ToColumns(selection, name, kind ?? (isMatrix ? VariableKind.Continuous : null)));
        }

        // By the name as it was typed; by the role where nothing is called like it.
        private VariableKind? KindOf(string role, string name)
        {
            string key = _kinds.ContainsKey(name) || _tokens.Contains(role) ? name : role;
            _unused.Remove(key);
            return _kinds.TryGetValue(key, out VariableKind kind) ? kind : null;
        }

        private ArrayFile Open(string path)
        {
            if (!_open.TryGetValue(path, out ArrayFile? file))
            {
                file = ArrayFile.Open(path);
                _open.Add(path, file);
            }

            return file;
        }
    }
}
