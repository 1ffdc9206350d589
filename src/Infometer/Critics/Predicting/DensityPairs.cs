namespace Infometer;

/// <summary>Σ weight · ln q(y_j|·_i) over several predictors.</summary>
/// <param name="terms">The predictors with their weights.</param>
/// <param name="shuffler">Which targets may be exchanged.</param>
internal sealed class DensityPairs(IReadOnlyList<(double Weight, PredictedRows Rows)> terms, IRowShuffler shuffler) : HeldOutPairs(shuffler)
{
    /// <inheritdoc/>
    public override double Of(int i, int j)
    {
        double sum = 0;
        foreach ((double weight, PredictedRows rows) in terms)
        {
            sum += weight * rows.LogDensity(i, j);
        }

        return sum;
    }
}
