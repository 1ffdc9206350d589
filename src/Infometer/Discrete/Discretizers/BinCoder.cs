using System.Numerics;

namespace Infometer;

/// <summary>
/// Codes numbers by cuts: the code is the number of cuts that are not above the value; NaN gets the code after the last
/// bin.
/// </summary>
internal static class BinCoder
{
    /// <summary>Up to here comparing several values with every cut at once is quicker than a search per value.</summary>
    private const int FewCuts = 48;

    /// <summary>Writes the codes by at most 254 cuts, so that NaN has a byte too.</summary>
    public static void Encode(ReadOnlySpan<double> values, ReadOnlySpan<double> cuts, Span<byte> codes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cuts.Length, 254, nameof(cuts));
        int row = cuts.Length <= FewCuts ? EncodeBlocks(values, cuts, codes) : 0;
        for (; row < values.Length; row++)
        {
            codes[row] = (byte)Code(values[row], cuts);
        }
    }

    /// <summary>The code of one value by a search that halves without branching on the data.</summary>
    public static int Code(double value, ReadOnlySpan<double> cuts)
    {
        int code = 0;
        int length = cuts.Length;
        while (length > 0)
        {
            int half = (length + 1) >> 1;
            code += value >= cuts[code + half - 1] ? half : 0;
            length -= half;
        }

        return double.IsNaN(value) ? cuts.Length + 1 : code;
    }

    // Codes as many values as fill whole vectors and returns how many those were.
    private static int EncodeBlocks(ReadOnlySpan<double> values, ReadOnlySpan<double> cuts, Span<byte> codes)
    {
        Vector<long> missing = new(cuts.Length + 1);
        int row = 0;
        for (; row + Vector<double>.Count <= values.Length; row += Vector<double>.Count)
        {
            Vector<double> block = new(values[row..]);
            Vector<long> code = Vector<long>.Zero;
            foreach (double cut in cuts)
            {
                // A comparison that holds is −1 in its lane.
                code -= Vector.GreaterThanOrEqual(block, new Vector<double>(cut));
            }

            code = Vector.ConditionalSelect(Vector.Equals(block, block), code, missing);
            for (int lane = 0; lane < Vector<long>.Count; lane++)
            {
                codes[row + lane] = (byte)code[lane];
            }
        }

        return row;
    }
}
