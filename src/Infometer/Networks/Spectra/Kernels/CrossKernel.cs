namespace Infometer;

/// <summary>A kernel of distance between the rows of one set and those of another over the same cases: entry (i, j) is k(own row j, other row i).</summary>
internal sealed class CrossKernel(ShiftKernel own, ShiftKernel other) : PairKernel
{
    /// <inheritdoc/>
    public override int Count => own.Count;

    /// <inheritdoc/>
    public override void Fill(int row, int first, Span<double> values) => own.FillCross(other, row, first, values);

    /// <inheritdoc/>
    public override PairKernel Select(int[] rows) => new CrossKernel((ShiftKernel)own.Select(rows), (ShiftKernel)other.Select(rows));
}
