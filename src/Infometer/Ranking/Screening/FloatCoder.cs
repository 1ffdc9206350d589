using System.Numerics;

namespace Infometer;

/// <summary>
/// Puts single-precision columns into the finest bins of a screen, with the same codes as <see cref="EqualFrequency"/> gives. A radix
/// sort finds the cuts, a comparison of whole vectors with all cuts the codes. Holds scratch space: one per thread.
/// </summary>
/// <param name="rows">Rows of a column.</param>
internal sealed class FloatCoder(int rows)
{
    /// <summary>The code of missing values.</summary>
    public const byte Missing = ScreenAxis.FineBins;

    // Below this a comparison sort is as quick.
    private const int FewRows = 256;
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private readonly uint[] _keys = new uint[rows];
    private readonly uint[] _other = new uint[rows];
    private readonly int[] _counts = new int[3 * Digits];
    private readonly float[] _sorted = new float[rows];

    /// <summary>Writes the codes of a column.</summary>
    /// <param name="values">One number per row, NaN where missing.</param>
    /// <param name="codes">Receives the codes: the bin, or <see cref="Missing"/>.</param>
    /// <param name="column">The number of the column, for messages.</param>
    /// <returns>How many values are known, and whether the bins are those of a column without ties, on which only n decides.</returns>
    /// <exception cref="InvalidInputException">A value is infinite.</exception>
    public (int Known, bool IsEven) Encode(ReadOnlySpan<float> values, Span<byte> codes, int column)
    {
        int known = Sort(values);
        if (known == 0)
        {
            codes.Fill(Missing);
            return (0, false);
        }

        ReadOnlySpan<float> sorted = _sorted.AsSpan(0, known);
        if (float.IsInfinity(sorted[0]) || float.IsInfinity(sorted[^1]))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"Column {column} holds an infinite value; every number must be finite, or NaN where it is missing."));
        }

        Span<float> cuts = stackalloc float[ScreenAxis.FineBins - 1];
        bool isEven = TryCutEvenly(sorted, cuts);
        if (!isEven)
        {
            double[] general = new EqualFrequency(ScreenAxis.FineBins).Cut(ToDoubles(sorted));
            for (int i = 0; i < general.Length; i++)
            {
                cuts[i] = (float)general[i]; // a value of the column, so nothing is lost
            }

            cuts = cuts[..general.Length];
        }

        EncodeBy(values, cuts, codes);
        return (known, isEven && known == values.Length);
    }

    /// <summary>The same codes one value at a time; for tests.</summary>
    internal static byte Code(float value, ReadOnlySpan<float> cuts)
    {
        byte code = 0;
        foreach (float cut in cuts)
        {
            code += value >= cut ? (byte)1 : (byte)0;
        }

        return float.IsNaN(value) ? Missing : code;
    }

    // Where no tie lies at a cut, the cut follows from n alone: the row nearest to its quantile, the lower of two equally near.
    private static bool TryCutEvenly(ReadOnlySpan<float> sorted, Span<float> cuts)
    {
        if (sorted.Length <= 2 * ScreenAxis.FineBins)
        {
            return false;
        }

        double share = (double)sorted.Length / ScreenAxis.FineBins;
        for (int j = 1; j <= cuts.Length; j++)
        {
            double position = j * share;
            int row = (int)position;
            if (sorted[row - 1] == sorted[row] || sorted[row] == sorted[row + 1])
            {
                return false;
            }

            cuts[j - 1] = sorted[position - row <= 0.5 ? row : row + 1];
        }

        return true;
    }

    private static void EncodeBy(ReadOnlySpan<float> values, ReadOnlySpan<float> cuts, Span<byte> codes)
    {
        int width = Vector<float>.Count;
        int row = 0;
        for (; row + (4 * width) <= values.Length; row += 4 * width)
        {
            ReadOnlySpan<float> block = values.Slice(row, 4 * width);
            Vector<ushort> low = Vector.Narrow(Code(block, cuts), Code(block[width..], cuts));
            Vector<ushort> high = Vector.Narrow(Code(block[(2 * width)..], cuts), Code(block[(3 * width)..], cuts));
            Vector.Narrow(low, high).CopyTo(codes[row..]);
        }

        for (; row < values.Length; row++)
        {
            codes[row] = Code(values[row], cuts);
        }
    }

    private static Vector<uint> Code(ReadOnlySpan<float> values, ReadOnlySpan<float> cuts)
    {
        Vector<float> block = new(values);
        Vector<int> code = Vector<int>.Zero;
        foreach (float cut in cuts)
        {
            // A comparison that holds is −1 in its lane.
            code -= Vector.GreaterThanOrEqual(block, new Vector<float>(cut));
        }

        return Vector.ConditionalSelect(Vector.Equals(block, block), code, new Vector<int>(Missing)).As<int, uint>();
    }

    private static double[] ToDoubles(ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }

    // Fills _sorted with the known values in ascending order and returns their number.
    private int Sort(ReadOnlySpan<float> values)
    {
        int known = 0;
        if (values.Length < FewRows)
        {
            foreach (float value in values)
            {
                _sorted[known] = value + 0.0f; // −0 is 0
                known += float.IsNaN(value) ? 0 : 1;
            }

            _sorted.AsSpan(0, known).Sort();
            return known;
        }

        Span<int> counts = _counts;
        counts.Clear();
        foreach (float value in values)
        {
            uint key = KeyOf(value + 0.0f);
            if (!float.IsNaN(value))
            {
                _keys[known++] = key;
                counts[(int)(key & (Digits - 1))]++;
                counts[Digits + (int)((key >> DigitBits) & (Digits - 1))]++;
                counts[(2 * Digits) + (int)(key >> (2 * DigitBits))]++;
            }
        }

        Pass(_keys, _other, known, 0);
        Pass(_other, _keys, known, 1);
        Pass(_keys, _other, known, 2);
        for (int i = 0; i < known; i++)
        {
            _sorted[i] = ValueOf(_other[i]);
        }

        return known;
    }

    // One digit of a radix sort, least significant first.
    private void Pass(uint[] from, uint[] to, int count, int digit)
    {
        Span<int> starts = _counts.AsSpan(digit * Digits, Digits);
        int start = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            (starts[i], start) = (start, start + starts[i]);
        }

        int shift = digit * DigitBits;
        foreach (uint key in from.AsSpan(0, count))
        {
            to[starts[(int)((key >> shift) & (Digits - 1))]++] = key;
        }
    }

    // Keys in the order of the numbers: the sign flipped for positive ones, all bits for negative ones.
    private static uint KeyOf(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
    }

    private static float ValueOf(uint key) =>
        BitConverter.UInt32BitsToSingle((key & 0x8000_0000) == 0 ? ~key : key & 0x7FFF_FFFF);
}
