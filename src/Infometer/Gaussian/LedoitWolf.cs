namespace Infometer;

/// <summary>
/// Shrinkage of a covariance matrix C towards μI, μ = tr C/d (1 for standardised columns): (1 − λ)C + λμI with λ = min(1, b²/d²), d² = ‖C − μI‖²,
/// b² = Σᵢ ‖xᵢxᵢᵀ − C‖²/n² over the rows xᵢ, which is the intensity of least expected squared error as n grows.
/// </summary>
/// <remarks>Source: Ledoit and Wolf (2004), A well-conditioned estimator for large-dimensional covariance matrices, J. Multivariate Analysis 88.</remarks>
internal static class LedoitWolf
{
    /// <summary>Shrinks a covariance in place; returns λ. O(n d + d²).</summary>
    /// <param name="matrix">The covariance, row by row.</param>
    /// <param name="columns">The columns it is of, with means taken off.</param>
    public static double Shrink(double[] matrix, double[][] columns)
    {
        int size = columns.Length;
        int n = columns[0].Length;
        double[] lengths = new double[n];
        foreach (double[] column in columns)
        {
            CrossProducts.AddSquares(lengths, column);
        }

        double mean = 0;
        for (int j = 0; j < size; j++)
        {
            mean += matrix[(j * size) + j] / size;
        }

        double squares = CrossProducts.Dot(matrix, matrix);
        double distance = squares - (size * mean * mean);
        double error = ((CrossProducts.Dot(lengths, lengths) / n) - squares) / n;
        double intensity = distance > 0 ? Math.Clamp(error / distance, 0, 1) : 0;
        for (int j = 0; j < size; j++)
        {
            double variance = matrix[(j * size) + j];
            CrossProducts.Scale(matrix.AsSpan(j * size, size), 1 - intensity);

            // A constant column stays one.
            matrix[(j * size) + j] = variance > 0 ? variance + (intensity * (mean - variance)) : 0;
        }

        return intensity;
    }
}
