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
        values.Clear();
        foreach (double[] column in columns)
        {
            CrossProducts.AddScaled(values, column[row], column.AsSpan(first, values.Length));
        }
    }

    /// <inheritdoc/>
    public override PairKernel Select(int[] rows) => new InnerKernel(Array.ConvertAll(columns, column => Array.ConvertAll(rows, row => column[row])));
}
