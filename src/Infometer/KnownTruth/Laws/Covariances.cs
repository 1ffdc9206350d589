namespace Infometer;

/// <summary>Covariance matrices by rule.</summary>
internal static class Covariances
{
    /// <summary>The identity.</summary>
    public static double[,] Identity(int dimension) => Equicorrelated(dimension, 0);

    /// <summary>1 on the diagonal, <paramref name="correlation"/> everywhere else.</summary>
    public static double[,] Equicorrelated(int dimension, double correlation)
    {
        double[,] c = new double[dimension, dimension];
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j < dimension; j++)
            {
                c[i, j] = i == j ? 1 : correlation;
            }
        }

        return c;
    }

    /// <summary>Two variables.</summary>
    public static double[,] Pair(double varianceX, double varianceY, double correlation)
    {
        double covariance = correlation * Math.Sqrt(varianceX * varianceY);
        return new double[,] { { varianceX, covariance }, { covariance, varianceY } };
    }

    /// <summary>The rows and columns of some variables.</summary>
    public static double[,] Of(double[,] c, ReadOnlySpan<int> variables)
    {
        double[,] part = new double[variables.Length, variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            for (int j = 0; j < variables.Length; j++)
            {
                part[i, j] = c[variables[i], variables[j]];
            }
        }

        return part;
    }

    /// <summary>The covariance of A x for x with covariance <paramref name="c"/>: A C Aᵀ.</summary>
    public static double[,] Transform(double[,] a, double[,] c) => Multiply(Multiply(a, c), Transpose(a));

    /// <summary>A B.</summary>
    public static double[,] Multiply(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    private static double[,] Transpose(double[,] a)
    {
        double[,] transposed = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                transposed[j, i] = a[i, j];
            }
        }

        return transposed;
    }
}
