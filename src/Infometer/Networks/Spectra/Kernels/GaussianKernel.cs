namespace Infometer;

/// <summary>k(a, b) = exp(−|a − b|²/2σ²).</summary>
/// <param name="Rule">The rule of σ.</param>
public sealed record GaussianKernel(WidthRule Rule) : RepresentationKernel
{
    /// <summary>A kernel whose width is the median distance.</summary>
    public GaussianKernel() : this(new MedianWidth())
    {
    }

    /// <inheritdoc/>
    public override string Name => "gaussian";

    /// <inheritdoc/>
    public override WidthRule Width => Rule;

    internal override PairKernel Bind(RowSet rows, double width) => new ShiftKernel(rows.Columns, KernelShape.Gaussian, width);
}
