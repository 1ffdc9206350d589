using System.CommandLine;
using System.CommandLine.Parsing;
using Infometer.Cli.Output;

namespace Infometer.Cli.Commands;

/// <summary><c>--html FILE</c> of verbs that print a result and can write it as a page, too.</summary>
internal sealed class HtmlOption
{
    private readonly OutputOption _html = new("--html") { Description = "Write the result to FILE, too, as one page for a browser, which needs no network." };

    /// <summary>Adds the option to a verb.</summary>
    public void AddTo(Command command) => command.Add(_html);

    /// <summary>Whether a page is asked for.</summary>
    public bool IsGiven(ParseResult parsed) => Path(parsed) is not null;

    /// <summary>The same while the command line is checked.</summary>
    public bool IsGiven(SymbolResult result) => result.GetResult(_html) is not null;

    /// <summary>The file that is asked for; null for none.</summary>
    public string? Path(ParseResult parsed) => parsed.GetValue(_html);

    /// <summary>Refuses, before work starts, a name that cannot become a file.</summary>
    public void Check(ParseResult parsed)
    {
        if (Path(parsed) is { } path)
        {
            if (path == "-")
            {
                throw new InvalidInputException("--html - : standard output is for the result itself; name a file.");
            }

            OutputFile.Check(path, "--html");
        }
    }

    /// <summary>Writes the page where one is asked for, and says so on standard error.</summary>
    public void Write(ParseResult parsed, bool isQuiet, Func<string> page)
    {
        if (Path(parsed) is { } path)
        {
            Write(path, page(), isQuiet, parsed.InvocationConfiguration.Error);
        }
    }

    /// <summary>Writes a page, and says so on standard error.</summary>
    public static void Write(string path, string page, bool isQuiet, TextWriter error)
    {
        OutputFile.Write(path, page, "--html");
        if (!isQuiet)
        {
            error.WriteLine($"infometer: wrote {path}.");
        }
    }
}
