namespace Infometer;

/// <summary>Control of false discoveries over many tests.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Benjamini–Hochberg q-values: q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎/j, at most 1. Rejecting all q ≤ α keeps the expected
    /// share of false discoveries at or below α for independent and positively dependent (PRDS) tests. O(m ln m).
    /// Source: Benjamini and Hochberg (1995).
    /// </summary>
    /// <param name="pValues">One p-value per test, each in [0, 1].</param>
    /// <returns>One q-value per test, in the same order.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        foreach (double p in pValues)
        {
            if (!(p is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "Every p-value must lie in [0, 1].");
            }
        }

        int m = pValues.Length;
        double[] sorted = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, m)];
        Array.Sort(sorted, order);
        double[] q = new double[m];
        double least = 1;
        for (int i = m - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * m / (i + 1));
            q[order[i]] = least;
        }

        return q;
    }
}
