using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>Numbers and texts as they are printed in a page: the formats of the command line, and no character that is none.</summary>
internal static class PageText
{
    /// <summary>Longer names are cut in sentences; the whole is in the title and in the details.</summary>
    public const int LongestName = 48;

    /// <summary>An amount of information: four decimals; a dash where there is none.</summary>
    public static string Amount(double? value) => value is { } amount ? FigureText.Amount(amount) : "–";

    /// <summary>A p- or q-value: three decimals, or a power of ten below 0.001.</summary>
    public static string Probability(double? p) => FigureText.Probability(p);

    /// <summary>The same as a statement: <c>p = 0.012</c>.</summary>
    public static string Statement(string name, double p) => Probability(p) is var text && text[0] == '<' ? $"{name} < {text[1..]}" : $"{name} = {text}";

    /// <summary>A share in per cent with one decimal.</summary>
    public static string Percent(double share) => FigureText.Percent(share).Replace('-', '−');

    /// <summary>A count with thousands marks.</summary>
    public static string Count(long count) => FigureText.Count(count);

    /// <summary>A plain number with few digits, such as a level: 5, 0.1, 97.5.</summary>
    public static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A value of a column, six digits.</summary>
    public static string Value(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A word with its number: one column, 3 columns.</summary>
    public static string Counted(long count, string one, string many) => FigureText.Count(count, one, many);

    /// <summary>
    /// Text of which every character can stand in a page: control characters as their pictures (U+2400 on), half characters (lone surrogates) and
    /// what is no character as U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean?.Append(c).Append(text[i + 1]);
                i++;
                continue;
            }

            char written = c switch
            {
                < ' ' => (char)('\u2400' + c),
                '\u007F' => '\u2421',
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' => '\uFFFD',
                _ => c,
            };
            if (written != c)
            {
                clean ??= new StringBuilder(text, 0, i, text.Length);
            }

            clean?.Append(written);
        }

        return clean?.ToString() ?? text;
    }

    /// <summary>Text as JSON can hold it: half characters (lone surrogates) as U+FFFD.</summary>
    public static string Whole(string text) => new UTF8Encoding().GetString(new UTF8Encoding().GetBytes(text));

    /// <summary>A text cut to a length, with an ellipsis, between whole characters.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
