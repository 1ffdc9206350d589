using System.CommandLine;
using System.CommandLine.Parsing;

namespace Infometer.Cli.Commands;

/// <summary>Words that were meant as options, or as files of options that take none: the parser takes them for data where a verb takes many.</summary>
internal static class MistypedOption
{
    private const string Json = "--json";

    /// <summary>What to say of the first such word; null where there is none. Behind a bare <c>--</c> everything is data.</summary>
    public static string? Find(ParseResult parsed)
    {
        Command verb = parsed.CommandResult.Command;
        HashSet<string> left = [.. parsed.UnmatchedTokens];
        HashSet<string> data =
        [
            .. left,
            .. parsed.CommandResult.Children.Where(child => child is ArgumentResult or OptionResult { Option: OutputOption }).SelectMany(child => child.Tokens).Select(token => token.Value),
        ];
        Token? before = null;
        foreach (Token token in parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (verb is RootCommand && before is null && !IsOption(token.Value))
            {
                // A verb that there is not; what follows it is not known either.
                return null;
            }

            if (token.Type == TokenType.Argument && data.Contains(token.Value))
            {
                if (IsOption(token.Value))
                {
                    return Unknown(verb, token.Value.Split('=', ':')[0]);
                }

                if (before is { Type: TokenType.Option } option && IsSwitch(verb, option.Value) && (left.Contains(token.Value) || IsJson(option.Value, token.Value)))
                {
                    string remedy = verb.Options.OfType<OutputOption>().Any(o => o.Name == "--output") ? "--output" : ">";
                    return $"{option.Value} takes no file ('{token.Value}'): it says how the result is printed; write {option.Value} {remedy} {token.Value}.";
                }
            }

            before = token;
        }

        return null;
    }

    private static bool IsOption(string word) => word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal);

    private static bool IsSwitch(Command verb, string name) => name is Json or "--csv" && verb.Options.Any(o => o.Name == name && o.ValueType == typeof(bool));

    // A table may stand behind --csv, as it may behind any switch; no verb reads JSON behind --json.
    private static bool IsJson(string option, string word) => option == Json && word.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string Unknown(Command verb, string word)
    {
        string? meant = verb.Options.SelectMany(o => o.Aliases.Append(o.Name)).Append("--help")
            .Select(name => (Name: name, Distance: EditDistance.Between(word, name, (word.Length + 2) / 4)))
            .Where(near => near.Distance >= 0)
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();
        return $"unknown option '{word}'{(meant is null ? "." : $"; did you mean '{meant}'?")}";
    }
}
