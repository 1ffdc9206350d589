namespace Infometer;

/// <summary>Eigenvalues of XᵀX, which are those of XXᵀ and the squares of the singular values of X, from the smaller of the two.</summary>
internal static class ScatterSpectrum
{
    /// <summary>The min(n, d) eigenvalues, the largest first. O(nd min(n, d)).</summary>
    /// <param name="columns">X, column by column.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[] Of(double[][] columns, RunContext context)
    {
        int d = columns.Length;
        int n = columns[0].Length;
        return d <= n
            ? SymmetricValues.Of(CrossProducts.Matrix(columns, context), d, context)
            : SymmetricValues.Of(new KernelProduct(new InnerKernel(columns)).LowerTriangle(context), n, context);
    }

    /// <summary>
    /// The singular values of X that can be told from 0: squares above max(n, d)·2⁻⁵² of the largest, so that rounding does not make values of
    /// 1e-8 out of none.
    /// </summary>
    public static double[] SingularValues(double[][] columns, RunContext context)
    {
        double[] squares = Of(columns, context);
        double floor = Math.Max(columns.Length, columns[0].Length) * 2.220446049250313E-16 * Math.Max(0, squares[0]);
        return [.. squares.Select(v => v > floor ? Math.Sqrt(v) : 0)];
    }
}
