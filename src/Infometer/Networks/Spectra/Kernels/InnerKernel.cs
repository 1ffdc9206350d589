namespace Infometer;

/// <summary>The inner product of rows.</summary>
internal sealed class InnerKernel(double[][] columns) : PairKernel
{
    /// <summary>The rows, column by column.</summary>
    public double[][] Columns => columns;

    /// <inheritdoc/>
    public override int Count => columns[0].Length;

    /// <inheritdoc/>
    public override void Fill(int row, int first, Span<double> values)
    {
        Span<double> point = columns.Length <= PairKernels.FewColumns ? stackalloc double[columns.Length] : new double[columns.Length];
        PairKernels.Point(columns, row, point);
        PairKernels.Terms<ProductTerm>(columns, point, first, values);
    }

    /// <inheritdoc/>
    public override PairKernel Select(int[] rows) => new InnerKernel(Array.ConvertAll(columns, column => Array.ConvertAll(rows, row => column[row])));
}
