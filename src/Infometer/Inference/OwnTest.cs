namespace Infometer;

/// <summary>A test of independence that an estimator brings along, on a statistic that is not its value.</summary>
/// <param name="Statistic">The statistic of the data.</param>
/// <param name="Null">How it is drawn where nothing is shared.</param>
internal sealed record OwnTest(double Statistic, WholeNull Null);
