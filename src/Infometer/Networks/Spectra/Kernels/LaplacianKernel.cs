namespace Infometer;

/// <summary>k(a, b) = exp(−Σ|a − b|/σ): a product over columns.</summary>
/// <param name="Rule">The rule of σ; rules that look at distances take Manhattan's.</param>
public sealed record LaplacianKernel(WidthRule Rule) : RepresentationKernel
{
    /// <summary>A kernel whose width is the median distance.</summary>
    public LaplacianKernel() : this(new MedianWidth())
    {
    }

    /// <inheritdoc/>
    public override string Name => "laplacian";

    /// <inheritdoc/>
    public override WidthRule Width => Rule;

    internal override PairKernel Bind(RowSet rows, double width) => new ShiftKernel(rows.Columns, KernelShape.Laplacian, width);

    internal override KernelShape Shape => KernelShape.Laplacian;
}
