namespace Infometer;

/// <summary>Sums over pairs of rows, blocked: O(n²) kernel values are made and none is kept. Every row is summed by itself and the rows in their order.</summary>
internal static class GramSums
{
    /// <summary>Σ w_i w_j K_ij² / (Σ w_i K_ii)²: the purity of a Gram matrix without its eigenvalues.</summary>
    /// <param name="product">K.</param>
    /// <param name="weights">w; null for equal weights.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double Purity(KernelProduct product, double[]? weights, RunContext context)
    {
        double[] squares = new double[product.Count];
        double[] diagonal = new double[product.Count];
        KernelProduct.ForEachRow([product], context, (row, rows) =>
        {
            Span<double> values = rows[0];
            double weight = weights?[row] ?? 1;
            diagonal[row] = weight * values[row];
            PairKernels.Multiply(values, values);
            squares[row] = weight * (weights is null ? PairKernels.Sum(values) : PairKernels.Dot(values, weights));
        });
        double trace = CrossProducts.Sum(diagonal);
        return CrossProducts.Sum(squares) / trace / trace;
    }

    /// <summary>Σ_j w_j K_ij of every row.</summary>
    public static double[] RowSums(KernelProduct product, double[]? weights, RunContext context)
    {
        double[] sums = new double[product.Count];
        KernelProduct.ForEachRow([product], context, (row, values) => sums[row] = weights is null ? PairKernels.Sum(values[0]) : PairKernels.Dot(values[0], weights));
        return sums;
    }

    /// <summary>The mean of k(a, b) over all pairs of a row of one set and a row of another.</summary>
    public static double CrossMean(ShiftKernel rows, ShiftKernel others, RunContext context)
    {
        double[] sums = new double[others.Count];
        context.ForEach(others.Count, other =>
        {
            double[] values = new double[rows.Count];
            rows.FillCross(others, other, 0, values);
            sums[other] = PairKernels.Sum(values);
        });
        return CrossProducts.Sum(sums) / rows.Count / others.Count;
    }
}
