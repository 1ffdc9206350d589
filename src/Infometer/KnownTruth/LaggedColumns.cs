namespace Infometer;

/// <summary>Turns two series into the lagged columns that a transfer entropy is the conditional mutual information of.</summary>
internal static class LaggedColumns
{
    /// <summary>X_(t−1…t−ℓ), Y_t and Y_(t−1…t−k), one row per t that has a complete past.</summary>
    public static KnownSample Of(KnownSample series, int history, int sourceHistory)
    {
        int start = Math.Max(history, sourceHistory);
        if (series.X.Count <= start)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"A series of {series.X.Count} points has none with a past of {start}; draw more."));
        }

        return new KnownSample(
            Lagged(series.X, "x", start, 1, sourceHistory), Lagged(series.Y, "y", start, 0, 0), Lagged(series.Y, "past of y", start, 1, history));
    }

    private static Variable Lagged(Variable series, string name, int start, int firstLag, int lastLag)
    {
        int n = series.Count - start;
        int d = lastLag - firstLag + 1;
        if (series.Codes is { } codes)
        {
            int levels = codes.LevelCount;
            int[] joint = new int[n];
            for (int t = 0; t < n; t++)
            {
                for (int lag = firstLag; lag <= lastLag; lag++)
                {
                    joint[t] = (joint[t] * levels) + codes[start + t - lag];
                }
            }

            return Variable.Discrete(Codes.Create(joint, (int)Math.Pow(levels, d)), null, name);
        }

        double[] values = new double[n * d];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = series.Values.Span[start + (i / d) - firstLag - (i % d)];
        }

        return Variable.Continuous(values, d, name);
    }
}
