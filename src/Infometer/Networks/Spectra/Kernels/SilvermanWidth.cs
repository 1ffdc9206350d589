namespace Infometer;

/// <summary>
/// σ = h·n^(−1/(4+d)) with a factor set by hand, as in studies of networks by matrix-based Rényi entropy (Yu et al. 2020). It does not look at the
/// scale of the data: they have to be standardised, or the factor has to be in their units.
/// </summary>
/// <param name="Factor">h, above 0 and finite.</param>
public sealed record SilvermanWidth(double Factor) : WidthRule
{
    /// <summary>h, above 0 and finite.</summary>
    public double Factor { get; init => field = RequirePositive(value, nameof(Factor)); } = RequirePositive(Factor, nameof(Factor));

    /// <inheritdoc/>
    public override string Text => $"silverman:{Written(Factor)}";

    internal override double Of(RowSet rows, KernelShape shape, RunContext context) =>
        Factor * Math.Pow(rows.Count, -1.0 / (4 + rows.Dimension));
}
