namespace Infometer.Tests;

/// <summary>Distance covariance and HSIC from whole matrices, as their definitions read: slow twins.</summary>
internal static class NaivePairs
{
    public static double[,] Distances(double[] values, int dimension)
    {
        int n = values.Length / dimension;
        double[,] matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int d = 0; d < dimension; d++)
                {
                    double difference = values[(i * dimension) + d] - values[(j * dimension) + d];
                    sum += difference * difference;
                }

                matrix[i, j] = Math.Sqrt(sum);
            }
        }

        return matrix;
    }

    public static double[,] Map(double[,] matrix, Func<double, double> map)
    {
        double[,] result = (double[,])matrix.Clone();
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                result[i, j] = map(matrix[i, j]);
            }
        }

        return result;
    }

    /// <summary>Σ ÃB̃/n² of doubly centred matrices.</summary>
    public static double Biased(double[,] a, double[,] b) => Sum(Centre(a), Centre(b)) / a.GetLength(0) / a.GetLength(0);

    /// <summary>Σ ÃB̃/n(n − 3) of U-centred matrices (Székely and Rizzo 2014).</summary>
    public static double Unbiased(double[,] a, double[,] b)
    {
        double n = a.GetLength(0);
        return Sum(UCentre(a), UCentre(b)) / (n * (n - 3));
    }

    public static double Correlation(double[,] a, double[,] b, bool isBiased) => isBiased
        ? Biased(a, b) / Math.Sqrt(Biased(a, a) * Biased(b, b))
        : Unbiased(a, b) / Math.Sqrt(Unbiased(a, a) * Unbiased(b, b));

    /// <summary>The matrix with rows and columns in another order.</summary>
    public static double[,] Select(double[,] matrix, int[] order)
    {
        double[,] result = new double[order.Length, order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = 0; j < order.Length; j++)
            {
                result[i, j] = matrix[order[i], order[j]];
            }
        }

        return result;
    }

    private static double[,] Centre(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[] rows = Rows(matrix);
        double total = rows.Sum();
        double[,] result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = matrix[i, j] - (rows[i] / n) - (rows[j] / n) + (total / n / n);
            }
        }

        return result;
    }

    private static double[,] UCentre(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] zero = (double[,])matrix.Clone();
        for (int i = 0; i < n; i++)
        {
            zero[i, i] = 0;
        }

        double[] rows = Rows(zero);
        double total = rows.Sum();
        double[,] result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = i == j ? 0 : zero[i, j] - (rows[i] / (n - 2)) - (rows[j] / (n - 2)) + (total / ((n - 1) * (n - 2)));
            }
        }

        return result;
    }

    private static double[] Rows(double[,] matrix)
    {
        double[] rows = new double[matrix.GetLength(0)];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows.Length; j++)
            {
                rows[i] += matrix[i, j];
            }
        }

        return rows;
    }

    private static double Sum(double[,] a, double[,] b)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                sum += a[i, j] * b[i, j];
            }
        }

        return sum;
    }
}
