namespace Infometer;

/// <summary>
/// What is known of a label before anything is learnt: the shares of the levels among some rows, within each level of a discrete
/// condition.
/// </summary>
internal static class KnownShares
{
    /// <summary>
    /// Rows whose law is that of the shares among others. A level of the condition with few rows is drawn towards the shares of all: by
    /// as much as one
    /// row would.
    /// </summary>
    /// <param name="target">The labels.</param>
    /// <param name="inputs">What a network is to predict from.</param>
    /// <param name="strata">The level of the condition in each row; null without a condition.</param>
    /// <param name="rows">The rows to count.</param>
    public static PredictionRows Smoothed(PredictionTarget target, FloatMatrix inputs, int[]? strata, ReadOnlySpan<int> rows)
    {
        double[] shares = Counts(target, null, rows)[0];
        for (int k = 0; k < target.Levels; k++)
        {
            shares[k] = (shares[k] + (1.0 / target.Levels)) / (rows.Length + 1);
        }

        double[][] counts = Counts(target, strata, rows);
        return Of(target, inputs, strata, Array.ConvertAll(counts, stratum =>
        {
            double total = stratum.Sum();
            return stratum.Select((count, k) => strata is null ? shares[k] : (count + shares[k]) / (total + 1)).ToArray();
        }));
    }

    /// <summary>
    /// Rows whose law is that of the shares among all rows as they are, so that the mean of −ln q is the plug-in entropy of the label.
    /// That falls short of the
    /// true one on average.
    /// </summary>
    public static PredictionRows Plugin(PredictionTarget target, int[]? strata)
    {
        int[] labels = target.Labels!;
        double[][] counts = Counts(target, strata, [.. Enumerable.Range(0, labels.Length)]);
        return Of(target, new FloatMatrix(labels.Length, 0), strata, Array.ConvertAll(counts, stratum =>
        {
            double total = stratum.Sum();
            return Array.ConvertAll(stratum, count => count / total);
        }));
    }

    private static double[][] Counts(PredictionTarget target, int[]? strata, ReadOnlySpan<int> rows)
    {
        double[][] counts = new double[strata is null ? 1 : strata.Max() + 1][];
        for (int s = 0; s < counts.Length; s++)
        {
            counts[s] = new double[target.Levels];
        }

        foreach (int row in rows)
        {
            counts[strata?[row] ?? 0][target.Labels![row]]++;
        }

        return counts;
    }

    private static PredictionRows Of(PredictionTarget target, FloatMatrix inputs, int[]? strata, double[][] shares)
    {
        int[] labels = target.Labels!;
        FloatMatrix known = new(labels.Length, target.Levels);
        FloatMatrix numbers = new(labels.Length, 1);
        for (int row = 0; row < labels.Length; row++)
        {
            double[] stratum = shares[strata?[row] ?? 0];
            Span<float> logs = known.Row(row);
            for (int k = 0; k < logs.Length; k++)
            {
                // No level that could occur is impossible, and no density is infinite.
                logs[k] = (float)Math.Log(Math.Max(stratum[k], 1e-30));
            }

            numbers.Row(row)[0] = labels[row];
        }

        float[] ones = new float[target.Levels];
        ones.AsSpan().Fill(1);
        return new PredictionRows(new CategoricalResponse(target.Levels), inputs, known, ones, numbers, 0);
    }
}
