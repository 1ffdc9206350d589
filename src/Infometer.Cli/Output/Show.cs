using System.Globalization;
using Spectre.Console;

namespace Infometer.Cli.Output;

/// <summary>Tables and numbers as people read them.</summary>
internal static class Show
{
    private const int RedirectedWidth = 200;

    /// <summary>A console that writes to <paramref name="writer"/>; plain and wide where that is not the terminal.</summary>
    public static IAnsiConsole On(TextWriter writer)
    {
        bool isTerminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = RedirectedWidth;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }

    /// <summary>An empty table in the house style, with text columns left and number columns right.</summary>
    public static Spectre.Console.Table Grid(params (string Header, bool IsNumber)[] columns)
    {
        Spectre.Console.Table grid = new() { Border = TableBorder.Simple };
        foreach ((string header, bool isNumber) in columns)
        {
            grid.AddColumn(new TableColumn(new Text(header)) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = isNumber });
        }

        return grid;
    }

    /// <summary>Adds a row of plain texts; nothing in them is markup.</summary>
    public static void AddPlainRow(this Spectre.Console.Table grid, params string[] cells) => grid.AddRow([.. cells.Select(cell => new Text(cell))]);

    /// <summary>An amount of information: four decimals; a dash where there is none.</summary>
    public static string Amount(double? value) =>
        value is not { } v ? "–" : Math.Abs(v) < 0.00005 ? "0.0000" : v.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A number of any size: four decimals, or five digits where that is too many or too few.</summary>
    public static string Significant(double value) =>
        value == 0 || Math.Abs(value) is >= 0.001 and < 100_000 ? Amount(value) : value.ToString("0.####E+0", CultureInfo.InvariantCulture);

    /// <summary>A number without trailing zeros: three decimals at most.</summary>
    public static string Rounded(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>An interval, open above where nothing bounds it.</summary>
    public static string Range(Interval? interval) => interval is not { } i ? "–" : $"[{Amount(i.Low)}, {(i.High is { } high ? Amount(high) : "…")}]";

    /// <summary>A p- or q-value: three decimals, or a power of ten below 0.001.</summary>
    public static string Probability(double? p) => p switch
    {
        null => "–",
        < 1e-300 => "<1e-300",
        < 0.001 => p.Value.ToString("0e-0", CultureInfo.InvariantCulture),
        _ => p.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A p-value as a statement: <c>p = 0.012</c>, or <c>p &lt; 1e-300</c> below what numbers hold.</summary>
    public static string Statement(double p) => Probability(p) is var text && text.StartsWith('<') ? $"p < {text[1..]}" : $"p = {text}";

    /// <summary>A share in per cent with one decimal.</summary>
    public static string Percent(double? share) =>
        share is not { } s ? "–" : (Math.Abs(s) < 0.0005 ? "0.0" : (100 * s).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A count with thousands marks.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// What the reader could not make out of the named columns, or did with the header: the notes that change an answer. Their
    /// other notes are in the JSON.
    /// </summary>
    public static void ReaderRemarks(IAnsiConsole console, Infometer.Table table, IEnumerable<string> columns)
    {
        const int Most = 5;
        HashSet<string> names = [.. columns];
        Note[] notes =
        [
            .. table.Notes,
            .. table.Columns.Where(c => names.Contains(c.Name)).SelectMany(c => c.Notes)
                .Where(n => n.Code is "text-in-numbers" or "unclear-number" or "unclear-date" or "all-missing"),
        ];
        foreach (Note note in notes.Take(Most))
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }

        if (notes.Length > Most)
        {
            console.WriteLine($"… and {notes.Length - Most} more such remarks; --json has them all.");
        }
    }

    /// <summary>A name cut to what a table cell holds, without control characters.</summary>
    public static string Name(string name, int width = 40)
    {
        string plain = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.Length <= width ? plain : string.Concat(plain.AsSpan(0, width - 1), "…");
    }
}
