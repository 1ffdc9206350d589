using System.CommandLine;
using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>The argument and options of every verb that reads a table, and what they mean together.</summary>
internal sealed class DataOptions
{
    private static readonly Dictionary<string, VariableKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["discrete"] = VariableKind.Discrete,
        ["continuous"] = VariableKind.Continuous,
        ["mixed"] = VariableKind.Mixed,
    };

    private readonly Argument<string> _data = new("DATA")
    {
        Description = "Table to read: CSV, TSV, semicolon or space separated, .gz too; - is standard input. Or arrays: .npy, .npz, .safetensors, one array of a file as FILE:NAME.",
    };

    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line is data; columns are :0, :1, …" };

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "Delimiter: one character, or tab, comma, semicolon, space. Detected if not given.",
        HelpName = "CHAR",
    };

    private readonly Option<string[]> _kind = new("--kind")
    {
        Description = "Override a column's kind, e.g. --kind zip=discrete (discrete, continuous, mixed). May be repeated.",
        HelpName = "COLUMN=KIND",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _missing = new Option<string>("--missing")
    {
        Description = "Missing values: level (a category of its own; rows with missing numbers are dropped where numbers are needed), drop, or error.",
        HelpName = "level|drop|error",
        DefaultValueFactory = _ => "level",
    }.AcceptOnlyFromAmong("level", "drop", "error");

    private readonly RunOptions _run = new();

    /// <summary>Adds the data argument and the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        AddOptionsTo(command);
    }

    /// <summary>Adds the options alone, for a verb that takes its data in other ways, too.</summary>
    public void AddOptionsTo(Command command)
    {
        foreach (Option option in new Option[] { _noHeader, _delimiter, _kind, _missing })
        {
            command.Add(option);
        }

        _run.AddTo(command);
    }

    /// <summary>Adds what a verb needs that reads a table and computes nothing.</summary>
    public void AddReadingTo(Command command)
    {
        foreach (Option option in new Option[] { _noHeader, _delimiter, _kind })
        {
            command.Add(option);
        }

        _run.AddReadingTo(command);
    }

    public Unit Unit(ParseResult parsed) => _run.Unit(parsed);

    public bool IsQuiet(ParseResult parsed) => _run.IsQuiet(parsed);

    public MissingPolicy Missing(ParseResult parsed) => parsed.GetValue(_missing) switch
    {
        "drop" => MissingPolicy.Drop,
        "error" => MissingPolicy.Error,
        _ => MissingPolicy.Level,
    };

    /// <summary>Seed, threads, cancellation, and progress on standard error unless that is redirected or quiet is asked for.</summary>
    public RunContext Context(ParseResult parsed, CancellationToken cancellation) => _run.Context(parsed, cancellation);

    /// <summary>What <c>--kind</c> says, by name.</summary>
    public Dictionary<string, VariableKind> Kinds(ParseResult parsed) => ParseKinds(parsed.GetValue(_kind)!);

    /// <summary>Reads the table; only the named columns where the verb needs no others.</summary>
    public Table Read(ParseResult parsed, RunContext context, IReadOnlyList<string>? columns = null) =>
        Read(parsed.GetRequiredValue(_data), Kinds(parsed), parsed, context, columns);

    /// <summary>Reads a table from elsewhere than DATA, or with other kinds than <c>--kind</c> says.</summary>
    public Table Read(
        string path, IReadOnlyDictionary<string, VariableKind> kinds, ParseResult parsed, RunContext context, IReadOnlyList<string>? columns = null)
    {
        TableOptions options = new()
        {
            HasHeader = !parsed.GetValue(_noHeader),
            Delimiter = ParseDelimiter(parsed.GetValue(_delimiter)),
            Kinds = kinds,
            Columns = columns is null ? null : [.. columns],
        };
        return Table.Read(path, options, context);
    }

    /// <summary>DATA as it was typed.</summary>
    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <summary>Reads the table for a verb that has a target, which may also be a file of its own: <c>--target y.npy</c>.</summary>
    public Table ReadWithTarget(ParseResult parsed, RunContext context, string target) => ReadWithTarget(Path(parsed), parsed, context, target);

    /// <summary>The same for a table from elsewhere than DATA; without a target it is read as it is.</summary>
    public Table ReadWithTarget(string path, ParseResult parsed, RunContext context, string? target)
    {
        Dictionary<string, VariableKind> kinds = Kinds(parsed);
        if (target is null || !ArrayPath.TryParse(target, out _))
        {
            return Read(path, kinds, parsed, context);
        }

        Column column = ReadTarget(parsed, target);
        kinds.Remove(target);
        return Read(path, kinds, parsed, context).With(column);
    }

    /// <summary>Reads a target that is an array of its own.</summary>
    public Column ReadTarget(ParseResult parsed, string target)
    {
        _ = ArrayPath.TryParse(target, out ArrayPath named);
        using ArrayFile file = ArrayFile.Open(named.File);
        (ArrayInfo array, int? column) = file.Find(named.Selection);
        if (column is null && array.Problem is null && array.Shape.Skip(1).Any(extent => extent > 1))
        {
            throw new InvalidInputException($"--target {target} has the shape {array.ShapeText}, and a target is one column; name one: --target {target}:0.");
        }

        return file.ToColumns(named.Selection, target, Kinds(parsed).TryGetValue(target, out VariableKind kind) ? kind : null)[0];
    }

    /// <summary>Requires a number from 0 to 1, written with a point.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isOpen">Whether 0 and 1 themselves are refused.</param>
    public static void RequireShare(Option<double> option, bool isOpen = false) => option.Validators.Add(result =>
    {
        if (!result.Errors.Any() && result.Tokens.Count == 1
            && !(double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && (isOpen ? value is > 0 and < 1 : value is >= 0 and <= 1)))
        {
            result.AddError($"{option.Name} must be a number {(isOpen ? "between 0 and 1" : "from 0 to 1")}, not '{result.Tokens[0].Value}'.");
        }
    });

    /// <summary>
    /// Refuses numbers outside a range. Reads the text itself, because asking the parser for the value of a text that is no
    /// number throws.
    /// </summary>
    public static void RequireRange(Option option, int least, int most = int.MaxValue) => option.Validators.Add(result =>
    {
        if (result.Errors.Any() || result.Tokens.Count != 1)
        {
            return;
        }

        string text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value))
        {
            result.AddError($"{option.Name} must be a whole number, not '{text}'.");
        }
        else if (value < least || value > most)
        {
            result.AddError($"{option.Name} must be {(most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}")}, not {value}.");
        }
    });

    /// <summary>
    /// Requires text that is a number of the option's type; other options are left alone. Without it the parser's own message names types
    /// of .NET.
    /// </summary>
    public static void RequireNumber(Option option)
    {
        Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        (Func<string, bool> isSo, string what) = type == typeof(double) ? (IsFinite, "a number")
            : type == typeof(ulong) ? (text => ulong.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "a whole number from 0 on")
            : type == typeof(int) ? (text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "a whole number")
            : ((Func<string, bool>)(_ => true), "");
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.Tokens.Count == 1 && !isSo(result.Tokens[0].Value))
            {
                result.AddError($"{option.Name} must be {what}, not '{result.Tokens[0].Value}'.");
            }
        });
    }

    private static bool IsFinite(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static char? ParseDelimiter(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "space" => ' ',
        { Length: 1 } => text[0],
        _ => throw new InvalidInputException($"--delimiter '{text}' is not one character; give one, or tab, comma, semicolon or space."),
    };

    private static Dictionary<string, VariableKind> ParseKinds(string[] settings)
    {
        Dictionary<string, VariableKind> kinds = new(StringComparer.Ordinal);
        foreach (string setting in settings)
        {
            int at = setting.LastIndexOf('=');
            if (at < 1 || !s_kinds.TryGetValue(setting[(at + 1)..], out VariableKind kind))
            {
                throw new InvalidInputException($"--kind '{setting}' is not COLUMN=KIND with KIND one of discrete, continuous, mixed.");
            }

            kinds[setting[..at]] = kind;
        }

        return kinds;
    }
}
