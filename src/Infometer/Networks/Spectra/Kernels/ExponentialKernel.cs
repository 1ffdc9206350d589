namespace Infometer;

/// <summary>k(a, b) = exp(−|a − b|/σ) with the Euclidean distance.</summary>
/// <param name="Rule">The rule of σ.</param>
public sealed record ExponentialKernel(WidthRule Rule) : RepresentationKernel
{
    /// <summary>A kernel whose width is the median distance.</summary>
    public ExponentialKernel() : this(new MedianWidth())
    {
    }

    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <inheritdoc/>
    public override WidthRule Width => Rule;

    internal override PairKernel Bind(RowSet rows, double width) => new ShiftKernel(rows.Columns, KernelShape.Exponential, width);

    internal override KernelShape Shape => KernelShape.Exponential;
}
