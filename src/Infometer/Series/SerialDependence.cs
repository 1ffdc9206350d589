namespace Infometer;

/// <summary>
/// How long rows in serial order stay alike: the integrated autocorrelation time τ = 1 + 2 Σ ρ(h), so that n rows say as much about a mean as n/τ
/// independent ones. The sum stops before the first two consecutive lags whose terms add up to nothing or less (Geyer 1992), and at the latest at five
/// times what it has come to, beyond which there is only noise (Sokal 1997). O(n·τ).
/// </summary>
internal static class SerialDependence
{
    // Sums beyond this share of the rows are of no use to anyone: the rows are as good as one.
    private const double MostOfRows = 0.1;

    private const double Window = 5;

    /// <summary>Autocorrelation time of numbers, at least 1.</summary>
    public static double Time(ReadOnlySpan<double> values) => Sum(OfNumbers(values.ToArray(), 1), values.Length);

    /// <summary>
    /// Autocorrelation time of what two variables share, at least 1: Σ over the products ρ_x(h) ρ_y(h), which is what widens the scatter of a covariance of
    /// independent series (Bartlett 1935). Discrete variables are taken as the indicators of their levels, vectors as their columns, each with its share of
    /// the variance.
    /// </summary>
    public static double JointTime(Variable x, Variable y)
    {
        Func<int, double> ofX = Of(x);
        Func<int, double> ofY = Of(y);
        return Sum(lag => ofX(lag) * ofY(lag), x.Count);
    }

    private static double Sum(Func<int, double> correlation, int n)
    {
        double time = -1;
        for (int lag = 0; lag + 1 < n / 2; lag += 2)
        {
            double pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1);
            if (!(pair > 0) || lag > Window * Math.Max(1, time) || time > MostOfRows * n)
            {
                break;
            }

            time += 2 * pair;
        }

        return Math.Max(1, time);
    }

    private static Func<int, double> Of(Variable variable) => variable.Codes is { } codes
        ? OfLevels(codes.ToArray(), codes.LevelCount)
        : OfNumbers(variable.Values.ToArray(), variable.Dimension);

    // Σ over the levels of the autocovariance of their indicators, over Σ of their variances: agreement beyond chance.
    private static Func<int, double> OfLevels(int[] codes, int levels)
    {
        int n = codes.Length;
        double[] shares = new double[levels];
        foreach (int code in codes)
        {
            shares[code] += 1.0 / n;
        }

        double chance = shares.Sum(p => p * p);
        double variance = n * (1 - chance);
        return lag =>
        {
            double sum = 0;
            for (int t = lag; t < n; t++)
            {
                sum += (codes[t] == codes[t - lag] ? 1 : 0) - shares[codes[t]] - shares[codes[t - lag]] + chance;
            }

            return variance > 0 ? sum / variance : 0;
        };
    }

    private static Func<int, double> OfNumbers(double[] values, int dimension)
    {
        int n = values.Length / dimension;
        double[][] columns = new double[dimension][];
        for (int j = 0; j < dimension; j++)
        {
            columns[j] = new double[n];
            for (int t = 0; t < n; t++)
            {
                columns[j][t] = values[(t * dimension) + j];
            }

            ColumnPreparation.Standardize(columns[j], Standardization.ZScore);
        }

        double variance = columns.Sum(c => c.Sum(v => v * v));
        return lag =>
        {
            double sum = 0;
            foreach (double[] column in columns)
            {
                for (int t = lag; t < n; t++)
                {
                    sum += column[t] * column[t - lag];
                }
            }

            return variance > 0 ? sum / variance : 0;
        };
    }
}
