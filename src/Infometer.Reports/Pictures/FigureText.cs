using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>Numbers as pictures print them, and names cut to the room there is.</summary>
internal static class FigureText
{
    /// <summary>The size of texts in pictures within a page, in pixels.</summary>
    public const double Size = 13;

    private const char Ellipsis = '…';
    private const char Minus = '−';

    // Years 1 to 9999 are dates.
    private const double FirstDay = -719_162;
    private const double LastDay = 2_932_896;

    // No name is longer in a sentence.
    private const double SentenceWidth = 300;

    // A character may carry any number of marks; so many are drawn.
    private const int MostMarks = 32;

    /// <summary>An amount of information: four decimals; a dash for what is no number.</summary>
    public static string Amount(double amount) => !double.IsFinite(amount) ? "–" : Math.Abs(amount) < 0.00005 ? "0.0000" : Signed(amount, "0.0000");

    /// <summary>An amount at a tick: as many decimals as it needs.</summary>
    public static string Tick(double amount) => Math.Abs(amount) is 0 or (>= 1e-4 and < 1e6) ? Signed(amount, "0.####") : Signed(amount, "0.##e0");

    /// <summary>The number itself, for a machine.</summary>
    public static string RoundTrip(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A p- or q-value: three decimals, or a power of ten below 0.001; a dash where there is none.</summary>
    public static string Probability(double? p) => p switch
    {
        null => "–",
        < 1e-300 => "<1e-300",
        < 0.001 => p.Value.ToString("0e-0", CultureInfo.InvariantCulture),
        _ => p.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A share in per cent with one decimal.</summary>
    public static string Percent(double share) =>
        (Math.Abs(share) < 0.0005 ? "0.0" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A count with thousands marks.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A number of the data: five digits.</summary>
    public static string Datum(double number) => Math.Abs(number) is 0 or (>= 1e-3 and < 1e6)
        ? Signed(number, Math.Abs(number) >= 1000 ? "#,0.##" : "0.####")
        : Signed(number, "0.###e0");

    /// <summary>Whether the numbers of a column are days since 1970-01-01 that can be written as dates.</summary>
    public static bool IsDate(Column column, double low, double high) =>
        column.Notes.Any(n => n.Code == "date") && low > FirstDay && high < LastDay && high - low >= 10;

    /// <summary>A name within a sentence.</summary>
    public static string InSentence(string name) => Cut(name, SentenceWidth);

    /// <summary>A name that takes at most so many pixels, with an ellipsis where it was cut. Characters of several code points are kept whole.</summary>
    public static string Cut(string name, double width, double size = Size)
    {
        double room = width / size;
        double taken = 0;
        int end = 0;
        int fitting = 0;
        bool isWhole = true;
        while (end < name.Length)
        {
            int length = StringInfo.GetNextTextElementLength(name, end);
            taken += WidthOf(name, end);
            if (taken > room || length > MostMarks)
            {
                isWhole = false;
                break;
            }

            end += length;
            fitting = taken + WidthOf(Ellipsis) <= room ? end : fitting;
        }

        return isWhole ? name : string.Concat(name.AsSpan(0, fitting), [Ellipsis]);
    }

    /// <summary>About how many pixels a text takes.</summary>
    public static double WidthOf(string text, double size = Size)
    {
        double width = 0;
        for (int at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text, at))
        {
            width += WidthOf(text, at);
        }

        return size * width;
    }

    // Of the first code point of a character, which carries the rest. In sizes of the font, on the safe side of common fonts.
    private static double WidthOf(string text, int at) => Rune.TryGetRuneAt(text, at, out Rune rune) ? WidthOf(rune.Value) : 0.6;

    private static double WidthOf(int rune) => rune switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or ' ' or 'f' or 't' or 'r' => 0.38,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or Ellipsis => 0.95,
        >= 'A' and <= 'Z' => 0.72,
        < 0x1100 => 0.62,
        _ => 1.1,
    };

    private static string Signed(double number, string format)
    {
        string text = number.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? string.Concat([Minus], text.AsSpan(1)) : text;
    }
}
