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
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues) => StepUp(pValues, 1);

    /// <summary>
    /// Benjamini–Yekutieli q-values: those of Benjamini and Hochberg times Σ_{i≤m} 1/i, at most 1. Rejecting all q ≤ α keeps the
    /// expected share of false discoveries at or below α whatever the dependence between the tests. O(m ln m).
    /// Source: Benjamini and Yekutieli (2001).
    /// </summary>
    /// <inheritdoc cref="BenjaminiHochberg"/>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues)
    {
        double sum = 0;
        for (int i = pValues.Length; i >= 1; i--)
        {
            sum += 1.0 / i;
        }

        return StepUp(pValues, sum);
    }

    /// <summary>The q-values by a method.</summary>
    public static double[] QValues(ReadOnlySpan<double> pValues, FalseDiscoveryMethod method) =>
        method == FalseDiscoveryMethod.BenjaminiYekutieli ? BenjaminiYekutieli(pValues) : BenjaminiHochberg(pValues);

    /// <summary>
    /// The level at which intervals of the R survivors of m tests have to be built so that of them at most 5 % miss on average:
    /// 1 − 0.05·R/m, by Benjamini and Yekutieli's method 1 − 0.05·R/(m·Σ 1/i). Source: Benjamini and Yekutieli (2005).
    /// </summary>
    internal static double IntervalLevel(int survivors, int tests, FalseDiscoveryMethod method)
    {
        double factor = 1;
        for (int i = 2; i <= tests && method == FalseDiscoveryMethod.BenjaminiYekutieli; i++)
        {
            factor += 1.0 / i;
        }

        return 1 - (0.05 * survivors / (tests * factor));
    }

    private static double[] StepUp(ReadOnlySpan<double> pValues, double factor)
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
        int[] order = new int[m];
        for (int i = 0; i < m; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double[] q = new double[m];
        double least = 1;
        for (int i = m - 1; i >= 0; i--)
        {
            least = Math.Min(least, factor * sorted[i] * m / (i + 1));
            q[order[i]] = least;
        }

        return q;
    }
}
