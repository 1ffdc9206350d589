using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Infometer;

/// <summary>
/// Reads a decimal number from UTF-8 bytes, correctly rounded. Up to 19 digits are gathered in one 64-bit integer w, so that the
/// number is w · 10^q. Where w and |q| are small both factors are exact doubles and one operation rounds once (Clinger 1990). Else w is
/// multiplied with the leading 128 bits of 10^q; the product is known up to two units of its 128th bit, and where that leaves
/// the rounding open, the runtime's parser decides (the idea of Lemire 2021, "Number parsing at a gigabyte per second").
/// </summary>
internal static class NumberParser
{
    private const int ExactPower = 22;
    private const int MaxDigits = 19;

    private static readonly double[] s_powers = [.. Enumerable.Range(0, ExactPower + 1).Select(q => (double)BigInteger.Pow(10, q))];

    /// <summary>
    /// Reads sign, digits with at most one point, and an exponent; nothing else may stand in the cell.
    /// A number beyond the range of double gives ±∞.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int i = 0;
        bool negative = false;
        if (text.Length > 0 && (text[0] == (byte)'-' || text[0] == (byte)'+'))
        {
            negative = text[0] == (byte)'-';
            i = 1;
        }

        ulong w = 0;
        int digits = TakeDigits(text, ref i, ref w);
        int q = 0;
        if (i < text.Length && text[i] == (byte)'.')
        {
            i++;
            q = -TakeDigits(text, ref i, ref w);
            digits -= q;
        }

        if (digits == 0 || (i < text.Length && !TryReadExponent(text, ref i, ref q)) || i != text.Length)
        {
            return false;
        }

        if (digits > MaxDigits)
        {
            value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        if (w <= 1UL << 53 && q is >= -ExactPower and <= ExactPower)
        {
            value = q < 0 ? w / s_powers[-q] : w * s_powers[q];
        }
        else if (!TryScale(w, q, out value))
        {
            value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>Whether the cell is a way to write infinity: <c>inf</c>, <c>infinity</c> or <c>∞</c> with an optional sign.</summary>
    public static bool IsInfinity(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && (text[0] == (byte)'-' || text[0] == (byte)'+'))
        {
            text = text[1..];
        }

        return System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8)
            || text.SequenceEqual("∞"u8);
    }

    // Appends the digits from i on to w, eight at a time where there are so many; returns how many they are.
    private static int TakeDigits(ReadOnlySpan<byte> text, ref int i, ref ulong w)
    {
        int start = i;
        while (text.Length - i >= 8)
        {
            ulong digits = BinaryPrimitives.ReadUInt64LittleEndian(text[i..]) - 0x3030303030303030;
            if (((digits | (digits + 0x7676767676767676)) & 0x8080808080808080) != 0)
            {
                break;
            }

            // Neighbouring digits become pairs, pairs fours, fours eights.
            digits = (digits * 10) + (digits >> 8);
            digits = ((digits & 0x00FF00FF00FF00FF) * 100) + ((digits >> 16) & 0x00FF00FF00FF00FF);
            digits = ((digits & 0x0000FFFF0000FFFF) * 10_000) + ((digits >> 32) & 0x0000FFFF0000FFFF);
            w = (w * 100_000_000) + (uint)digits;
            i += 8;
        }

        uint digit;
        while (i < text.Length && (digit = (uint)text[i] - '0') <= 9)
        {
            w = (w * 10) + digit;
            i++;
        }

        return i - start;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int i, ref int q)
    {
        const int Enough = 100_000;
        if ((text[i] | 0x20) != 'e')
        {
            return false;
        }

        i++;
        bool negative = false;
        if (i < text.Length && (text[i] == (byte)'-' || text[i] == (byte)'+'))
        {
            negative = text[i] == (byte)'-';
            i++;
        }

        int start = i;
        int exponent = 0;
        uint digit;
        while (i < text.Length && (digit = (uint)text[i] - '0') <= 9)
        {
            // Beyond this every number is 0 or infinite, and more digits would overflow.
            exponent = Math.Min((exponent * 10) + (int)digit, Enough);
            i++;
        }

        q += negative ? -exponent : exponent;
        return i > start;
    }

    // w · 10^q, or false where the product's known bits do not settle the rounding or the result is not a normal double.
    private static bool TryScale(ulong w, int q, out double value)
    {
        value = 0;
        if (w == 0)
        {
            return true;
        }

        if (q is < PowersOfTen.Min or > PowersOfTen.Max)
        {
            return false;
        }

        int shift = BitOperations.LeadingZeroCount(w);
        w <<= shift;
        ulong high = Math.BigMul(w, PowersOfTen.High(q), out ulong low);
        ulong carried = low + Math.BigMul(w, PowersOfTen.Low(q), out _);
        high += carried < low ? 1UL : 0;
        low = carried;

        // The product P = high · 2^64 + low has 127 or 128 bits and is at most two units below the true one. Its first 53 bits
        // are the mantissa, the others are rounded off: up beyond a half, down where two units more are no half.
        int dropped = high >> 63 == 0 ? 10 : 11;
        ulong mantissa = high >> dropped;
        ulong rest = high & ((1UL << dropped) - 1);
        ulong half = 1UL << (dropped - 1);
        if (rest > half || (rest == half && low > 0))
        {
            mantissa++;
        }
        else if (rest == half || (rest == half - 1 && low > ulong.MaxValue - 1))
        {
            return false;
        }

        int exponent = PowersOfTen.Exponent(q) + 128 - shift + dropped;
        int biased = exponent + 1023 + 52;
        if (biased is < 1 or > 2045)
        {
            return false;
        }

        // Adding lets a mantissa that was rounded up to 2^53 carry into the exponent.
        value = BitConverter.UInt64BitsToDouble(((ulong)(biased - 1) << 52) + mantissa);
        return true;
    }
}
