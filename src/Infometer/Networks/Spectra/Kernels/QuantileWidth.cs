namespace Infometer;

/// <summary>
/// A quantile of the distances between two rows, interpolated (among 1,000 drawn rows where there are more); 0.1 to 0.2 are customary for
/// matrix-based Rényi entropies.
/// </summary>
/// <param name="Share">The share of distances below the width, above 0 and at most 1.</param>
public sealed record QuantileWidth(double Share) : WidthRule
{
    /// <summary>The share of distances below the width, above 0 and at most 1.</summary>
    public double Share { get; init => field = RequireShare(value); } = RequireShare(Share);

    /// <inheritdoc/>
    public override string Text => $"quantile:{Written(Share)}";

    internal override double Of(RowSet rows, KernelShape shape, RunContext context)
    {
        double width = DistanceQuantile(rows, shape, Share, context);
        return width > 0
            ? width
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{100 * Share:0.#} % of the distances between rows of '{rows.Name}' are 0, so the rule '{(Share == 0.5 ? "median" : Text)}' gives no kernel width; give one as a number: --width 1."));
    }

    private static double RequireShare(double share) => share is > 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The share of distances must be above 0 and at most 1.");
}
