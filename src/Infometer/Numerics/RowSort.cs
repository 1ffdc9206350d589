namespace Infometer;

/// <summary>
/// The order of rows by their numbers, equal numbers in order of row. The leading 32 bits are sorted by digits, each with its row beside
/// it in one word, which puts random numbers almost in place; numbers that they leave alike are then compared. NaN must not occur.
/// </summary>
internal static class RowSort
{
    // Up to this many alike are sorted by insertion.
    private const int FewAlike = 16;
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 3;
    private const int RowBits = 32;

    /// <summary>Writes the rows in ascending order of their values, and the values in that order.</summary>
    /// <remarks>O(n) for numbers that differ in their leading bits, else O(n log n); scratch space of 16 bytes a row.</remarks>
    public static void Sort(ReadOnlySpan<double> values, Span<int> order, Span<double> sorted)
    {
        ulong[] words = new ulong[values.Length];
        for (int row = 0; row < words.Length; row++)
        {
            words[row] = (KeyOf(values[row]) & ~(ulong)uint.MaxValue) | (uint)row;
        }

        words = SortLeadingBits(words);
        for (int i = 0; i < words.Length; i++)
        {
            order[i] = (int)(uint)words[i];
            sorted[i] = values[order[i]];
        }

        for (int start = 0; start < words.Length;)
        {
            int end = start + 1;
            while (end < words.Length && words[end] >> RowBits == words[start] >> RowBits)
            {
                end++;
            }

            if (end > start + 1)
            {
                SortAlike(order[start..end], sorted[start..end]);
            }

            start = end;
        }
    }

    // Rows that follow each other in order of row.
    private static void SortAlike(Span<int> order, Span<double> sorted)
    {
        if (sorted.Length > FewAlike)
        {
            // Comparison sorts do not keep the order of equal numbers.
            sorted.Sort(order);
            for (int start = 0; start < sorted.Length;)
            {
                int length = sorted[start..].IndexOfAnyExcept(sorted[start]);
                length = length < 0 ? sorted.Length - start : length;
                order.Slice(start, length).Sort();
                start += length;
            }

            return;
        }

        for (int i = 1; i < sorted.Length; i++)
        {
            (double value, int row) = (sorted[i], order[i]);
            int place = i;
            for (; place > 0 && sorted[place - 1] > value; place--)
            {
                (sorted[place], order[place]) = (sorted[place - 1], order[place - 1]);
            }

            (sorted[place], order[place]) = (value, row);
        }
    }

    private static ulong[] SortLeadingBits(ulong[] from)
    {
        int[] counts = new int[Passes * Digits];
        foreach (ulong word in from)
        {
            counts[DigitOf(word, 0)]++;
            counts[Digits + DigitOf(word, 1)]++;
            counts[(2 * Digits) + DigitOf(word, 2)]++;
        }

        ulong[] to = new ulong[from.Length];
        for (int pass = 0; pass < Passes && from.Length > 1; pass++)
        {
            Span<int> starts = counts.AsSpan(pass * Digits, Digits);
            if (starts[DigitOf(from[0], pass)] == from.Length)
            {
                continue; // all alike in this digit
            }

            int start = 0;
            foreach (ref int count in starts)
            {
                (count, start) = (start, start + count);
            }

            foreach (ulong word in from)
            {
                to[starts[DigitOf(word, pass)]++] = word;
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static int DigitOf(ulong word, int pass) => (int)(word >> (RowBits + (pass * DigitBits))) & (Digits - 1);

    // Keys in the order of the numbers: the sign flipped for positive ones, all bits for negative ones. −0 is 0.
    private static ulong KeyOf(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);
    }
}
