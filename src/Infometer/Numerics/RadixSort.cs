using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Sorts numbers by the digits of their bits, the least significant first: several times as quick as comparisons for thousands of
/// random numbers, and quicker still where the low bits are all alike (integers, singles). −0 and 0 are one number and come out as
/// 0. NaN must not occur.
/// </summary>
internal static class RadixSort
{
    // Below this a comparison sort is as quick.
    private const int FewNumbers = 1_024;
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 6;

    /// <summary>Puts the numbers in ascending order. O(n), with scratch space of 16 bytes a number.</summary>
    public static void Sort(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value += 0.0; // −0 is 0
        }

        if (values.Length < FewNumbers)
        {
            values.Sort();
            return;
        }

        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        int[] counts = new int[Passes * Digits];
        foreach (ref ulong key in keys)
        {
            key = KeyOf(key);
            for (int pass = 0; pass < Passes; pass++)
            {
                counts[(pass * Digits) + DigitOf(key, pass)]++;
            }
        }

        ulong[] scratch = new ulong[keys.Length];
        Span<ulong> from = keys;
        Span<ulong> to = scratch;
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> starts = counts.AsSpan(pass * Digits, Digits);
            if (starts[DigitOf(from[0], pass)] == keys.Length)
            {
                continue; // all alike in this digit
            }

            Deal(from, to, starts, pass);
            Span<ulong> dealt = to;
            to = from;
            from = dealt;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = BitsOf(from[i]);
        }
    }

    private static void Deal(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> starts, int pass)
    {
        int start = 0;
        for (int digit = 0; digit < starts.Length; digit++)
        {
            (starts[digit], start) = (start, start + starts[digit]);
        }

        foreach (ulong key in from)
        {
            to[starts[DigitOf(key, pass)]++] = key;
        }
    }

    private static int DigitOf(ulong key, int pass) => (int)(key >> (pass * DigitBits)) & (Digits - 1);

    // Keys in the order of the numbers: the sign flipped for positive ones, all bits for negative ones.
    private static ulong KeyOf(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);

    private static ulong BitsOf(ulong key) => key ^ ((ulong)((long)~key >> 63) | 0x8000_0000_0000_0000);
}
