namespace Infometer;

/// <summary>
/// The median distance between two rows (among 1,000 drawn rows where there are more; Manhattan distance for
/// <see cref="LaplacianKernel"/>).
/// </summary>
public sealed record MedianWidth : WidthRule
{
    /// <inheritdoc/>
    public override string Text => "median";

    internal override double Of(RowSet rows, KernelShape shape, RunContext context) => new QuantileWidth(0.5).Of(rows, shape, context);
}
