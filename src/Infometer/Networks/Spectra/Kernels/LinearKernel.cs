namespace Infometer;

/// <summary>k(a, b) = aᵀb: the Gram matrix then has the eigenvalues of XᵀX.</summary>
public sealed record LinearKernel : RepresentationKernel
{
    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override bool HasUnitDiagonal => false;

    /// <inheritdoc/>
    public override bool IsPositive => false;

    internal override PairKernel Bind(RowSet rows, double width) => new InnerKernel(rows.Columns);
}
