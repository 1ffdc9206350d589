namespace Infometer;

/// <summary>k(a, b) = aᵀb/|a||b|. Rows of zeros are refused.</summary>
public sealed record CosineKernel : RepresentationKernel
{
    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <inheritdoc/>
    public override bool IsPositive => false;

    internal override PairKernel Bind(RowSet rows, double width) => new InnerKernel(rows.Normalized("the cosine kernel").Columns);
}
