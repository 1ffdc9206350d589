namespace Infometer;

/// <summary>The Cholesky factor L of a covariance C = L Lᵀ, kept by rows of the lower triangle.</summary>
internal sealed class SamplerCholesky
{
    private readonly double[] _rows;

    private SamplerCholesky(double[] rows, int dimension)
    {
        _rows = rows;
        Dimension = dimension;
        for (int i = 0; i < dimension; i++)
        {
            LogDeterminant += 2 * Math.Log(Row(i)[i]);
        }
    }

    public int Dimension { get; }

    /// <summary>ln |C|.</summary>
    public double LogDeterminant { get; }

    /// <summary>Factors a symmetric positive definite matrix.</summary>
    public static SamplerCholesky Of(double[,] covariance)
    {
        int d = covariance.GetLength(0);
        double[] rows = new double[d * (d + 1) / 2];
        for (int i = 0; i < d; i++)
        {
            Span<double> rowI = rows.AsSpan(i * (i + 1) / 2, i + 1);
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<double> rowJ = rows.AsSpan(j * (j + 1) / 2, j + 1);
                double rest = covariance[i, j];
                for (int k = 0; k < j; k++)
                {
                    rest -= rowI[k] * rowJ[k];
                }

                if (i == j && !(rest > 0))
                {
                    throw new ArgumentException("The covariance must be positive definite.", nameof(covariance));
                }

                rowI[j] = i == j ? Math.Sqrt(rest) : rest / rowJ[j];
            }
        }

        return new SamplerCholesky(rows, d);
    }

    /// <summary>Replaces z by L z.</summary>
    public void Multiply(Span<double> z)
    {
        for (int i = Dimension - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = Row(i);
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += row[j] * z[j];
            }

            z[i] = sum;
        }
    }

    /// <summary>xᵀ C⁻¹ x = |L⁻¹ x|².</summary>
    public double SquaredNorm(ReadOnlySpan<double> x)
    {
        Span<double> solved = stackalloc double[Dimension];
        double sum = 0;
        for (int i = 0; i < Dimension; i++)
        {
            ReadOnlySpan<double> row = Row(i);
            double rest = x[i];
            for (int j = 0; j < i; j++)
            {
                rest -= row[j] * solved[j];
            }

            solved[i] = rest / row[i];
            sum += solved[i] * solved[i];
        }

        return sum;
    }

    private ReadOnlySpan<double> Row(int i) => _rows.AsSpan(i * (i + 1) / 2, i + 1);
}
