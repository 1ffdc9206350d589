namespace Infometer;

/// <summary>
/// The ordinal patterns of a series (Bandt and Pompe 2002): which of m values, τ apart, is the smallest, the next, and so on. Equal
/// values count as rising in time.
/// </summary>
internal static class OrdinalPatterns
{
    /// <summary>The longest pattern: 12! is the last factorial that an int holds.</summary>
    public const int MostOrder = 12;

    /// <summary>How many patterns a series of this length has; not above 0 where it is too short.</summary>
    public static int CountOf(int length, int order, int delay) => (int)Math.Max(int.MinValue, length - ((order - 1L) * delay));

    /// <summary>
    /// The pattern of (x_t, x_{t+τ}, …, x_{t+(m−1)τ}) for each t, as the number 0 … m! − 1 of its order in the factorial number
    /// system; 0 is rising throughout. O(n m²).
    /// </summary>
    /// <param name="series">The values in order of time.</param>
    /// <param name="order">m, 1 to 12.</param>
    /// <param name="delay">τ ≥ 1, in rows.</param>
    /// <returns>n − (m − 1)τ codes, none where the series is too short.</returns>
    public static int[] Codes(ReadOnlySpan<double> series, int order, int delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MostOrder);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, 1);
        int[] codes = new int[Math.Max(0, CountOf(series.Length, order, delay))];
        for (int t = 0; t < codes.Length; t++)
        {
            // Digit j, in 0 … m − 1 − j: how many later values lie below value j.
            int code = 0;
            for (int j = 0; j < order - 1; j++)
            {
                double value = series[t + (j * delay)];
                int below = 0;
                for (int later = j + 1; later < order; later++)
                {
                    below += series[t + (later * delay)] < value ? 1 : 0;
                }

                code = (code * (order - j)) + below;
            }

            codes[t] = code;
        }

        return codes;
    }
}
