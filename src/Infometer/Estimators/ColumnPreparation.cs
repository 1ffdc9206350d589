namespace Infometer;

/// <summary>Brings the columns of a sample to the scale that an estimator asks for, and adds noise where asked.</summary>
internal static class ColumnPreparation
{
    /// <summary>The columns of a numeric variable, standardised, with noise.</summary>
    /// <param name="variable">A continuous or mixed variable without missing values.</param>
    /// <param name="standardization">The scale.</param>
    /// <param name="noise">Standard deviation of the normal noise, as a share of the column's; 0 for none.</param>
    /// <param name="seed">The seed of the noise; each column of each variable has a stream of its own.</param>
    public static double[][] Columns(Variable variable, Standardization standardization, double noise, ulong seed)
    {
        double[][] columns = new double[variable.Dimension][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[variable.Count];
            variable.CopyColumn(j, columns[j]);
            if (noise > 0)
            {
                // Noise goes in before ranks are taken: it is there to separate equal values.
                AddNoise(columns[j], noise, Rng.For(seed, $"noise {variable.Name}", j));
            }

            Standardize(columns[j], standardization);
        }

        return columns;
    }

    /// <summary>Brings one column to a scale, in place. A constant column becomes 0 where it is standardised.</summary>
    public static void Standardize(Span<double> column, Standardization standardization)
    {
        switch (standardization)
        {
            case Standardization.ZScore:
                Rescale(column);
                (double mean, double deviation) = Moments(column);
                foreach (ref double value in column)
                {
                    value = deviation > 0 ? (value - mean) / deviation : 0;
                }

                break;
            case Standardization.RankGaussian:
                ToNormalScores(column);
                break;
        }
    }

    /// <summary>Mean and standard deviation (of n − 1), safe for values up to the largest double.</summary>
    public static (double Mean, double Deviation) Moments(ReadOnlySpan<double> column)
    {
        double scale = 0;
        foreach (double value in column)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        // Without this a constant's rounding errors would pass for scatter, and squares of large values overflow.
        if (scale == 0 || column.IndexOfAnyExcept(column[0]) < 0)
        {
            return (column[0], 0);
        }

        double mean = 0;
        for (int i = 0; i < column.Length; i++)
        {
            mean += ((column[i] / scale) - mean) / (i + 1);
        }

        double sum = 0;
        foreach (double value in column)
        {
            double difference = (value / scale) - mean;
            sum += difference * difference;
        }

        return (mean * scale, Math.Sqrt(sum / Math.Max(1, column.Length - 1)) * scale);
    }

    /// <summary>
    /// Divides a column whose numbers are so large or small that sums, differences or squares of them overflow or vanish by a power of two, in place;
    /// returns the exponent, 0 for other columns. Nothing is rounded.
    /// </summary>
    public static int Rescale(Span<double> column)
    {
        double largest = 0;
        foreach (double value in column)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest is 0 or (>= 1e-100 and <= 1e100))
        {
            return 0;
        }

        int exponent = Math.ILogB(largest);
        foreach (ref double value in column)
        {
            value = Math.ScaleB(value, -exponent);
        }

        return exponent;
    }

    private static void AddNoise(Span<double> column, double noise, Rng rng)
    {
        double deviation = noise * Moments(column).Deviation;
        foreach (ref double value in column)
        {
            value += deviation * rng.NextNormal();
        }
    }

    private static void ToNormalScores(Span<double> column)
    {
        int n = column.Length;
        double[] sorted = column.ToArray();
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            double score = SpecialFunctions.NormalQuantile((start + end) / (2.0 * n));
            for (int i = start; i < end; i++)
            {
                column[order[i]] = score;
            }

            start = end;
        }
    }
}
