namespace Infometer;

/// <summary>Cauchy–Schwarz quadratic indices of two Gram matrices K and Q, from sums per row: neither matrix is kept.</summary>
internal sealed class QuadraticSums
{
    private readonly double _count;

    private QuadraticSums(double[] rowsX, double[] rowsY, double[] squaresX, double[] squaresY, double[] products)
    {
        _count = rowsX.Length;
        Joint = Index(CrossProducts.Sum(products), rowsX, rowsY);
        OfX = Index(CrossProducts.Sum(squaresX), rowsX, rowsX);
        OfY = Index(CrossProducts.Sum(squaresY), rowsY, rowsY);
        PurityX = CrossProducts.Sum(squaresX) / _count / _count;
        PurityY = CrossProducts.Sum(squaresY) / _count / _count;
    }

    /// <summary>I_CS(x, y).</summary>
    public double Joint { get; }

    /// <summary>I_CS(x, x).</summary>
    public double OfX { get; }

    /// <summary>I_CS(y, y).</summary>
    public double OfY { get; }

    /// <summary>I_CS(x, y)/√(I_CS(x, x) I_CS(y, y)); NaN where a variable does not vary.</summary>
    public double Normalized => Joint / Math.Sqrt(OfX) / Math.Sqrt(OfY);

    /// <summary>Σλ² of K/n, for kernels that are 1 for a row and itself.</summary>
    public double PurityX { get; }

    /// <summary>Σλ² of Q/n.</summary>
    public double PurityY { get; }

    /// <summary>One pass over all pairs of rows.</summary>
    public static QuadraticSums Of(PairKernel x, PairKernel y, RunContext context)
    {
        int n = x.Count;
        double[][] sums = [.. Enumerable.Range(0, 5).Select(_ => new double[n])];
        KernelProduct.ForEachRow([new(x), new(y)], context, (row, values) =>
        {
            ReadOnlySpan<double> k = values[0], q = values[1];
            sums[0][row] = PairKernels.Sum(k);
            sums[1][row] = PairKernels.Sum(q);
            sums[2][row] = PairKernels.Dot(k, k);
            sums[3][row] = PairKernels.Dot(q, q);
            sums[4][row] = PairKernels.Dot(k, q);
        });
        return new QuadraticSums(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    // Products of means, so that nothing overflows.
    private double Index(double products, double[] rowsA, double[] rowsB)
    {
        double meanA = CrossProducts.Sum(rowsA) / _count / _count;
        double meanB = CrossProducts.Sum(rowsB) / _count / _count;
        double across = CrossProducts.Dot(rowsA, rowsB) / _count / _count / _count;
        return Math.Log(products / _count / _count) + Math.Log(meanA * meanB) - (2 * Math.Log(across));
    }
}
