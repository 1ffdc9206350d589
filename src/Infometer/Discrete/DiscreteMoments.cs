namespace Infometer;

/// <summary>Moments of values that occur with given counts.</summary>
internal static class DiscreteMoments
{
    /// <summary>The variance of <paramref name="values"/>, value i occurring <paramref name="weights"/>[i] times (denominator n).</summary>
    public static double Variance(ReadOnlySpan<double> values, ReadOnlySpan<long> weights)
    {
        double n = 0;
        double mean = 0;
        for (int i = 0; i < values.Length; i++)
        {
            n += weights[i];
            mean += weights[i] * values[i];
        }

        mean /= n;
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double deviation = values[i] - mean;
            sum += weights[i] * deviation * deviation;
        }

        return sum / n;
    }
}
