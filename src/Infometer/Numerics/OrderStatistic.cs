namespace Infometer;

/// <summary>The value of a rank without sorting all.</summary>
internal static class OrderStatistic
{
    private const int Bins = 1_024;
    private const int FewNumbers = 2_048;

    /// <summary>
    /// The value that <paramref name="rank"/> others come before in ascending order. Values are counted in bins and those of the
    /// bin in question kept, until few are left to sort. O(n); O(n log n) where nearly all values share a bin time and again.
    /// </summary>
    public static double Select(double[] values, int rank)
    {
        double[] left = values;
        int[] counts = new int[Bins];
        while (left.Length > FewNumbers)
        {
            double low = left.Min();
            double perBin = Bins / (left.Max() - low);
            if (!double.IsNormal(perBin))
            {
                break;
            }

            counts.AsSpan().Clear();
            foreach (double value in left)
            {
                counts[BinOf(value, low, perBin)]++;
            }

            int bin = 0;
            for (; rank >= counts[bin]; bin++)
            {
                rank -= counts[bin];
            }

            if (counts[bin] == left.Length)
            {
                break;
            }

            left = Array.FindAll(left, value => BinOf(value, low, perBin) == bin);
        }

        double[] sorted = (double[])left.Clone();
        Array.Sort(sorted);
        return sorted[rank];
    }

    private static int BinOf(double value, double low, double perBin) => Math.Min(Bins - 1, (int)((value - low) * perBin));
}
