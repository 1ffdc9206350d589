using System.CommandLine;
using System.Globalization;
using System.Text;
using Infometer.Cli.Output;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer report RESULT</c>: a saved result as one page for a browser.</summary>
internal sealed class ReportCommand
{
    // A page of as much would open in no browser.
    private const int MostCharacters = 1 << 28;

    private const string Standard = "-";

    private readonly DataOptions _data = new();

    private readonly Argument<string> _result = new("RESULT") { Description = "A result that was saved with --json; - is standard input." };

    private readonly Option<string?> _table = new("--data")
    {
        Description = "The table that the result is about, for pictures of its columns. Without it the page has none.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _target = new("--target", "-t")
    {
        Description = "The target, if it is an array of its own, such as y.npy.",
        HelpName = "ARRAY",
    };

    private readonly OutputOption _html = new("--html") { Description = "Where the page goes; - is standard output. Default: RESULT.html beside RESULT, or standard output if RESULT is -." };

    public static Command Build()
    {
        ReportCommand report = new();
        Command command = new(
            "report",
            "Show a saved result as one page for a browser, which needs no network.\n\nExample: infometer report income.json --data samples/adult.csv.gz")
        {
            report._result,
            report._table,
            report._target,
            report._html,
        };
        report._data.AddReadingTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(report._table) is null && result.GetResult(report._target) is not null)
            {
                result.AddError("--target is an array beside the table; give the table, too (--data).");
            }

            if (result.GetResult(report._target) is { Tokens: [var target] } && !ArrayPath.TryParse(target.Value, out _))
            {
                result.AddError($"--target '{target.Value}' is no array file; the result itself names a target that is a column.");
            }

            if (result.GetResult(report._table) is { Tokens: [{ Value: Standard }] } && result.GetResult(report._result) is { Tokens: [{ Value: Standard }] })
            {
                result.AddError("RESULT and --data cannot both be standard input; name a file for one of them.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => report.Run(parsed, cancellation), cancellation));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string result = parsed.GetRequiredValue(_result);
        string page = parsed.GetValue(_html) ?? Beside(result);
        if (page != Standard)
        {
            OutputFile.Check(page, "--html");

            // The page that nobody named has not been looked at yet.
            WrittenFiles.Check("--html", page, [result, parsed.GetValue(_table), parsed.GetValue(_target)]);
        }

        string json = Read(result);
        RunContext context = _data.Context(parsed, cancellation);
        Table? table = parsed.GetValue(_table) is { } data ? _data.ReadWithTarget(data, parsed, context, parsed.GetValue(_target)) : null;
        string html = HtmlReport.FromJson(json, table, result == Standard ? null : Path.GetFileName(result));
        cancellation.ThrowIfCancellationRequested();
        if (page == Standard)
        {
            parsed.InvocationConfiguration.Output.Write(html);
        }
        else
        {
            HtmlOption.Write(page, html, _data.IsQuiet(parsed), parsed.InvocationConfiguration.Error);
        }

        return ExitCode.Done;
    }

    private static string Beside(string result) =>
        result == Standard ? Standard : (Path.GetExtension(result).Equals(".json", StringComparison.OrdinalIgnoreCase) ? result[..^5] : result) + ".html";

    private static string Read(string path)
    {
        if (path != Standard && !File.Exists(path))
        {
            throw new InvalidInputException(Directory.Exists(path)
                ? $"{path} is a folder; name a result that was saved with --json."
                : $"There is no file '{path}'; save a result first, such as infometer rank DATA --target COLUMN --json > {path}.");
        }

        try
        {
            using Stream stream = path == Standard ? Console.OpenStandardInput() : File.OpenRead(path);
            if (stream.CanSeek && stream.Length > MostCharacters)
            {
                throw TooLarge(path);
            }

            // What comes through a pipe tells its length only by its end.
            using StreamReader reader = new(stream, Encoding.UTF8);
            StringBuilder text = new();
            char[] buffer = new char[1 << 16];
            for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
            {
                text.Append(buffer, 0, read);
                if (text.Length > MostCharacters)
                {
                    throw TooLarge(path);
                }
            }

            return text.ToString();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidInputException($"{path} cannot be read ({e.Message}).", e);
        }
    }

    private static InvalidInputException TooLarge(string path) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{(path == Standard ? "Standard input" : path)} is larger than {MostCharacters >> 20} MiB, and no browser would open a page of it; save the result of fewer columns."));
}
