using System.Text;

namespace Infometer;

/// <summary>
/// Recognises the ways people write numbers beyond digits, point and exponent: decimal commas, thousands marks, percent and
/// currency signs. All texts of a column have to agree in their marks and in their sign; a text that could mean two numbers
/// (<c>1,234</c>) is decided by the others, or not at all.
/// </summary>
internal sealed class NumberFormat
{
    private static readonly string[] s_currencies = ["$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₪", "₫", "฿", "₴", "₿", "¢"];

    private NumberFormat(bool decimalComma, char groupMark, string unit)
    {
        DecimalComma = decimalComma;
        GroupMark = groupMark;
        Unit = unit;
    }

    /// <summary>Whether a comma, not a point, begins the fraction.</summary>
    public bool DecimalComma { get; }

    /// <summary>The thousands mark, or NUL where there is none.</summary>
    public char GroupMark { get; }

    /// <summary>The percent or currency sign at every number, or empty.</summary>
    public string Unit { get; }

    /// <summary>What reading a column with one meaning of point and comma gives.</summary>
    /// <param name="Format">The marks found.</param>
    /// <param name="Values">The number of each text.</param>
    internal sealed record Reading(NumberFormat Format, double[] Values);

    /// <summary>
    /// Reads all texts with the given decimal mark; null where one of them is no such number.
    /// </summary>
    public static Reading? TryRead(DistinctTexts texts, bool decimalComma)
    {
        if (texts.Count == 0)
        {
            return null;
        }

        double[] values = new double[texts.Count];
        byte[] buffer = new byte[64];
        char groupMark = '\0';
        string? unit = null;
        for (int code = 0; code < values.Length; code++)
        {
            ReadOnlySpan<byte> text = texts[code];
            if (text.Length > buffer.Length || !TryPlain(text, decimalComma, buffer, out int length, ref groupMark, ref unit)
                || !NumberParser.TryParse(buffer.AsSpan(0, length), out values[code]) || !double.IsFinite(values[code]))
            {
                return null;
            }
        }

        return new Reading(new NumberFormat(decimalComma, groupMark, unit ?? ""), values);
    }

    // Rewrites a text as plain digits with a point: "−1.234,5 €" as "-1234.5".
    private static bool TryPlain(
        ReadOnlySpan<byte> text, bool decimalComma, Span<byte> plain, out int length, ref char groupMark, ref string? unit)
    {
        length = 0;
        bool negative = TakeSign(ref text);
        string sign = TakeUnit(ref text);
        if (sign.Length > 0 && !negative)
        {
            negative = TakeSign(ref text);
        }

        if (text.IsEmpty || (unit is not null && unit != sign))
        {
            return false;
        }

        unit = sign;
        if (negative)
        {
            plain[length++] = (byte)'-';
        }

        return TryDigits(text, decimalComma ? (byte)',' : (byte)'.', plain, ref length, ref groupMark);
    }

    // Groups behind the first have three digits each, the first one to three and no leading zero.
    private static bool TryDigits(ReadOnlySpan<byte> text, byte decimalMark, Span<byte> plain, ref int length, ref char groupMark)
    {
        int run = 0;
        int groups = 0;
        bool leadingZero = text[0] == (byte)'0';
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] is >= (byte)'0' and <= (byte)'9')
            {
                plain[length++] = text[i++];
                run++;
                continue;
            }

            int markLength = GroupMarkAt(text[i..], decimalMark, out char mark);
            if (markLength == 0)
            {
                break;
            }

            if ((groupMark != '\0' && mark != groupMark) || leadingZero || (groups == 0 ? run is < 1 or > 3 : run != 3))
            {
                return false;
            }

            groupMark = mark;
            groups++;
            run = 0;
            i += markLength;
        }

        if (groups > 0 && run != 3)
        {
            return false;
        }

        if (i < text.Length && text[i] == decimalMark)
        {
            plain[length++] = (byte)'.';
            i++;
        }

        // The fraction and an exponent are left to the parser, which knows no marks.
        text[i..].CopyTo(plain[length..]);
        length += text.Length - i;
        return !text[i..].ContainsAny((byte)'.', (byte)',') && text[^1] is >= (byte)'0' and <= (byte)'9';
    }

    private static int GroupMarkAt(ReadOnlySpan<byte> text, byte decimalMark, out char mark)
    {
        (mark, int length) = text switch
        {
            [(byte)' ', ..] or [0xC2, 0xA0, ..] or [0xE2, 0x80, 0xAF or 0x89, ..] => (' ', text[0] == ' ' ? 1 : text[0] == 0xC2 ? 2 : 3),
            [(byte)'\'', ..] => ('\'', 1),
            [0xE2, 0x80, 0x99, ..] => ('\'', 3),
            [(byte)',', ..] when decimalMark == '.' => (',', 1),
            [(byte)'.', ..] when decimalMark == ',' => ('.', 1),
            _ => ('\0', 0),
        };
        return length;
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text)
    {
        bool negative = text is [(byte)'-', ..];
        if (negative || text is [(byte)'+', ..])
        {
            text = text[1..];
        }
        else if (text.StartsWith("−"u8))
        {
            negative = true;
            text = text["−"u8.Length..];
        }

        return negative;
    }

    private static string TakeUnit(ref ReadOnlySpan<byte> text)
    {
        if (text is [.., (byte)'%'])
        {
            text = TrimSpaces(text[..^1]);
            return "%";
        }

        Span<byte> sign = stackalloc byte[8];
        foreach (string currency in s_currencies)
        {
            ReadOnlySpan<byte> bytes = sign[..Encoding.UTF8.GetBytes(currency, sign)];
            if (text.StartsWith(bytes))
            {
                text = TrimSpaces(text[bytes.Length..]);
                return currency;
            }

            if (text.EndsWith(bytes))
            {
                text = TrimSpaces(text[..^bytes.Length]);
                return currency;
            }
        }

        return "";
    }

    private static ReadOnlySpan<byte> TrimSpaces(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        while (text.StartsWith("\u00A0"u8))
        {
            text = text[2..];
        }

        while (text.EndsWith("\u00A0"u8))
        {
            text = text[..^2];
        }

        return text;
    }
}
