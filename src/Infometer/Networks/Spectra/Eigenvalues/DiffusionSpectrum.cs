namespace Infometer;

/// <summary>
/// The spectrum of the diffusion operator of Gaussian affinities G (Coifman and Lafon 2006), by its symmetric conjugate. The paper's form divides G by
/// the degrees on both sides (α = 1, which takes the density of the rows out) and normalises the rows of the result; the released form normalises G at once.
/// </summary>
internal static class DiffusionSpectrum
{
    /// <summary>The eigenvalues over their sum.</summary>
    /// <param name="kernel">G; factors before it cancel.</param>
    /// <param name="form">With α = 1 or without.</param>
    /// <param name="options">From which size on it is approximated; degrees are exact all the same.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static EigenSpectrum Of(ShiftKernel kernel, PublishedForm form, SpectrumOptions options, RunContext context)
    {
        KernelProduct product = new(kernel);
        if (kernel.Count > options.ExactRows)
        {
            double[] scale = Scale(form, weights => GramSums.RowSums(product, weights, context));
            return EigenSpectrum.Of(RandomFeatures.Eigenvalues([kernel], scale, options.Features, context), SpectrumMethod.RandomFeatures)!;
        }

        double[] matrix = product.LowerTriangle(context);
        GramSpectrum.Scale(matrix, Scale(form, weights => RowSums(matrix, weights, kernel.Count)), context);
        return GramSpectrum.OfMatrix(matrix, kernel.Count, context)!;
    }

    // s with diag(s) G diag(s) the operator: D^(−1/2), or with q = 1/D, 1/D of before, q/√(Σ_j q_i G_ij q_j).
    private static double[] Scale(PublishedForm form, Func<double[]?, double[]> rowSums)
    {
        double[] degrees = rowSums(null);
        if (form == PublishedForm.Released)
        {
            return Array.ConvertAll(degrees, d => 1 / Math.Sqrt(d));
        }

        double[] inverse = Array.ConvertAll(degrees, d => 1 / d);
        double[] second = rowSums(inverse);
        return [.. inverse.Zip(second, (q, sum) => q / Math.Sqrt(q * sum))];
    }

    // Σ_j w_j G_ij from the lower triangle.
    private static double[] RowSums(double[] matrix, double[]? weights, int size)
    {
        double[] sums = new double[size];
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan(i * size, i);
            sums[i] += (weights is null ? CrossProducts.Sum(row) : CrossProducts.Dot(row, weights.AsSpan(0, i))) + (matrix[(i * size) + i] * (weights?[i] ?? 1));
            CrossProducts.AddScaled(sums.AsSpan(0, i), weights?[i] ?? 1, row);
        }

        return sums;
    }
}
