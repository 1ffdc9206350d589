namespace Infometer;

/// <summary>Whether columns look normal.</summary>
internal static class Normality
{
    /// <summary>
    /// Whether no column of a variable is refused by the test of Jarque and Bera (1980), n/6 (S² + K²/4) with skewness S and excess kurtosis K, which is
    /// χ² with 2 degrees of freedom for normal numbers: the limit 2 ln(1000·columns) refuses one of 1,000 questions about normal ones.
    /// </summary>
    public static bool IsPlausible(Variable variable, Sample sample)
    {
        double limit = 2 * Math.Log(1000.0 * sample.Shapes.Sum(s => s.Dimension));
        double[] column = new double[variable.Count];
        for (int j = 0; j < variable.Dimension; j++)
        {
            variable.CopyColumn(j, column);
            if (JarqueBera(column) > limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Skewness and kurtosis of a column, 0 and 3 of normal numbers and where nothing varies.</summary>
    public static (double Skewness, double Kurtosis) Shape(double[] column)
    {
        (double mean, double deviation) = ColumnPreparation.Moments(column);
        if (!(deviation > 0))
        {
            return (0, 3);
        }

        double skewness = 0;
        double kurtosis = 0;
        foreach (double value in column)
        {
            double z = (value - mean) / deviation;
            skewness += z * z * z;
            kurtosis += z * z * z * z;
        }

        return (skewness / column.Length, kurtosis / column.Length);
    }

    private static double JarqueBera(double[] column)
    {
        (double skewness, double kurtosis) = Shape(column);
        return column.Length / 6.0 * ((skewness * skewness) + ((kurtosis - 3) * (kurtosis - 3) / 4));
    }
}
