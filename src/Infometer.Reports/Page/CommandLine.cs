using System.Text;

namespace Infometer;

/// <summary>A command as it can be typed into a POSIX shell.</summary>
internal sealed class CommandLine
{
    private const string PlainMarks = "-_./:=+@%^~,";
    private readonly StringBuilder _text = new("infometer");

    /// <summary>Begins with the verb and its arguments.</summary>
    public CommandLine(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            Add(word);
        }
    }

    /// <summary>A word such that the shell passes it on as it is.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word[0] != '~' && word.All(c => char.IsAsciiLetterOrDigit(c) || PlainMarks.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Adds a word.</summary>
    public CommandLine Add(string word)
    {
        _text.Append(' ').Append(Quote(word));
        return this;
    }

    /// <summary>Adds an option with its value; a value that could be taken for an option stands behind a sign of equality.</summary>
    public CommandLine Add(string option, string value)
    {
        _text.Append(' ').Append(option).Append(value.StartsWith('-') ? '=' : ' ').Append(Quote(value));
        return this;
    }

    /// <summary>Adds an option where something holds.</summary>
    public CommandLine AddIf(bool condition, string option) => condition ? Add(option) : this;

    /// <summary>Adds an option with its value where something holds.</summary>
    public CommandLine AddIf(bool condition, string option, string value) => condition ? Add(option, value) : this;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
