using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The order of rows by their numbers, equal numbers in order of row. The leading bits are sorted by digits, which puts random numbers
/// almost in place; what they leave alike is sorted by comparison. −0 and 0 are one number. NaN must not occur.
/// </summary>
internal static class RowSort
{
    // Below this a comparison sort is as quick.
    private const int FewRows = 128;
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 3;
    private const int FirstShift = 64 - (Passes * DigitBits);

    /// <summary>The rows in ascending order of their values. O(n) for numbers that differ in their leading bits, else O(n log n).</summary>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        KeyedRow[] rows = new KeyedRow[values.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new KeyedRow(KeyOf(values[i]), i);
        }

        if (rows.Length < FewRows)
        {
            Array.Sort(rows);
        }
        else
        {
            rows = SortLeadingBits(rows);
            SortAlike(rows);
        }

        int[] order = new int[rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = rows[i].Row;
        }

        return order;
    }

    private static KeyedRow[] SortLeadingBits(KeyedRow[] from)
    {
        int[] counts = new int[Passes * Digits];
        foreach (KeyedRow row in from)
        {
            for (int pass = 0; pass < Passes; pass++)
            {
                counts[(pass * Digits) + DigitOf(row.Key, pass)]++;
            }
        }

        KeyedRow[] to = new KeyedRow[from.Length];
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> starts = counts.AsSpan(pass * Digits, Digits);
            if (starts[DigitOf(from[0].Key, pass)] == from.Length)
            {
                continue; // all alike in this digit
            }

            int start = 0;
            foreach (ref int count in starts)
            {
                (count, start) = (start, start + count);
            }

            foreach (KeyedRow row in from)
            {
                to[starts[DigitOf(row.Key, pass)]++] = row;
            }

            (from, to) = (to, from);
        }

        return from;
    }

    // Runs with the same leading bits: nearly all are of one row.
    private static void SortAlike(KeyedRow[] rows)
    {
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1;
            bool isSorted = true;
            while (end < rows.Length && rows[end].Key >> FirstShift == rows[start].Key >> FirstShift)
            {
                isSorted &= rows[end].Key >= rows[end - 1].Key;
                end++;
            }

            if (!isSorted)
            {
                rows.AsSpan(start, end - start).Sort();
            }

            start = end;
        }
    }

    private static int DigitOf(ulong key, int pass) => (int)(key >> (FirstShift + (pass * DigitBits))) & (Digits - 1);

    // Keys in the order of the numbers: the sign flipped for positive ones, all bits for negative ones.
    private static ulong KeyOf(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value + 0.0); // −0 is 0
        return bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct KeyedRow(ulong Key, int Row) : IComparable<KeyedRow>
    {
        public int CompareTo(KeyedRow other)
        {
            int byKey = Key.CompareTo(other.Key);
            return byKey != 0 ? byKey : Row.CompareTo(other.Row);
        }
    }
}
