using System.CommandLine;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary>The options of verbs about networks that say where the result goes, and the part of the print that they share.</summary>
internal sealed class NetworkOutput
{
    private readonly RunOptions _run = new();

    private readonly Option<bool> _json = new("--json") { Description = "Print everything as JSON." };

    private readonly OutputOption _output = new("--output") { Description = "Write to FILE instead of standard output." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_output);
        _run.AddTo(command);
    }

    /// <summary>Refuses an output that cannot be written, before work starts, and sets seed, threads and progress.</summary>
    public RunContext Start(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_output) is { } file)
        {
            OutputFile.Check(file);
        }

        return _run.Context(parsed, cancellation);
    }

    public Unit Unit(ParseResult parsed) => _run.Unit(parsed);

    public bool IsQuiet(ParseResult parsed) => _run.IsQuiet(parsed);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Writes JSON, or what <paramref name="print"/> prints.</summary>
    public void Write(ParseResult parsed, Func<Unit, string> json, Action<IAnsiConsole, Unit> print) =>
        Write(parsed, output => Write(IsJson(parsed), output, Unit(parsed), json, print));

    /// <summary>Has <paramref name="write"/> write: to standard output as it goes, to a file when it is done.</summary>
    public void Write(ParseResult parsed, Action<TextWriter> write)
    {
        if (parsed.GetValue(_output) is not { } file)
        {
            write(parsed.InvocationConfiguration.Output);
            return;
        }

        using StringWriter text = new();
        write(text);
        OutputFile.Write(file, text.ToString());
    }

    /// <summary>Quantities with their unit, range, tag and definition.</summary>
    public static void Print(IAnsiConsole console, IEnumerable<Quantity> quantities, Unit unit)
    {
        Spectre.Console.Table grid = Show.Grid(
            ("quantity", false), ("value", true), ("± s.e.", true), ("unit", false), ("range", true), ("is", false), ("definition", false));
        foreach (Quantity quantity in quantities)
        {
            (Quantity view, string symbol) = quantity.In(unit);
            grid.AddPlainRow(
                view.Id,
                Finite(view.Value),
                Finite(view.StandardError),
                symbol,
                $"{(view.Low is { } low ? Show.Rounded(low) : "…")} to {(view.High is { } high ? Show.Rounded(high) : "…")}",
                view.Tag.Word(),
                view.Definition);
        }

        console.Write(grid);
    }

    /// <summary>Notes, one a line.</summary>
    public static void Print(IAnsiConsole console, IEnumerable<Note> notes)
    {
        foreach (Note note in notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }
    }

    private static string Finite(double? value) => value switch
    {
        { } v when double.IsFinite(v) => Show.Significant(v),
        { } v when double.IsInfinity(v) => v > 0 ? "∞" : "−∞",
        _ => "–",
    };

    private static void Write(bool isJson, TextWriter output, Unit unit, Func<Unit, string> json, Action<IAnsiConsole, Unit> print)
    {
        if (isJson)
        {
            output.WriteLine(json(unit));
        }
        else
        {
            print(Show.On(output), unit);
        }
    }
}
