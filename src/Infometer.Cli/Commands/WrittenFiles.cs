using System.CommandLine;
using System.CommandLine.Parsing;

namespace Infometer.Cli.Commands;

/// <summary>What may not be written: a file that the command reads, one that is written twice, an array.</summary>
internal static class WrittenFiles
{
    private const string Standard = "-";

    private static readonly StringComparer s_sameName = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// Looks at every <see cref="OutputOption"/> of a command line. Which of the other words name files only the verb knows, so that each is
    /// taken for one where there is such a file.
    /// </summary>
    /// <exception cref="InvalidInputException">A file would be lost.</exception>
    public static void Check(ParseResult parsed)
    {
        List<(string Option, string Path)> written = [];
        List<string> read = [];
        foreach (SymbolResult symbol in parsed.CommandResult.Children)
        {
            if (symbol is not OptionResult { Option: OutputOption option } given)
            {
                read.AddRange(symbol.Tokens.Select(token => token.Value));
            }
            else if (given.Tokens is [var token] && token.Value != Standard)
            {
                Check(option, token.Value);
                written.Add((option.Name, token.Value));
            }
        }

        for (int i = 0; i < written.Count; i++)
        {
            (string name, string path) = written[i];
            Check(name, path, read);
            if (written.Take(i).FirstOrDefault(earlier => IsSame(earlier.Path, path)) is { Option: { } other })
            {
                throw new InvalidInputException($"{other} and {name} both name {path}; each needs a file of its own.");
            }
        }
    }

    /// <summary>Refuses a file that is named by another word of the command line, too.</summary>
    /// <param name="option">The option that is to write it.</param>
    /// <param name="path">The file to be written.</param>
    /// <param name="words">The other words: files, arrays in files, lists of such, and what names no file; null for none.</param>
    public static void Check(string option, string path, IEnumerable<string?> words)
    {
        if (words.OfType<string>().SelectMany(FilesIn).FirstOrDefault(file => IsSame(file, path)) is { } other)
        {
            throw new InvalidInputException($"{option} {path} would write over {other}, which this command uses; name another file.");
        }
    }

    // No verb writes arrays. Behind an option whose file may be left out the first file of DATA would be taken for it.
    private static void Check(OutputOption option, string path)
    {
        if (ArrayPath.TryParse(path, out _))
        {
            string remedy = option.Arity.MinimumNumberOfValues == 0 ? "put DATA before the options, or name" : "name";
            throw new InvalidInputException($"{option.Name} {path} would write over an array; {remedy} another file.");
        }
    }

    private static IEnumerable<string> FilesIn(string word) => new[] { word }.Concat(word.Split(',', StringSplitOptions.TrimEntries))
        .Select(text => ArrayPath.TryParse(text, out ArrayPath array) ? array.File : text)
        .Where(text => text != Standard && File.Exists(text));

    private static bool IsSame(string first, string second) => s_sameName.Equals(Resolved(first), Resolved(second));

    // The file itself, whatever links lead to it or to a folder above it.
    private static string Resolved(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        string place = Path.Combine(Resolved(folder), Path.GetFileName(full));
        FileInfo file = new(place);
        return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Resolved(target.FullName) : place;
    }
}
