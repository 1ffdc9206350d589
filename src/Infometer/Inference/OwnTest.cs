namespace Infometer;

/// <summary>A test of independence that an estimator brings along, on a statistic that is not its value.</summary>
/// <param name="Statistic">The statistic of the data.</param>
/// <param name="Null">How it is drawn where nothing is shared and rows are exchangeable.</param>
internal sealed record OwnTest(double Statistic, WholeNull Null)
{
    /// <summary>For rows in serial order: the shifts that it is drawn under instead, and what evaluates it under one; null where rows are exchangeable.</summary>
    public (CircularShift Shift, Func<TermReorderer> NewReorderer)? Shifted { get; init; }
}
