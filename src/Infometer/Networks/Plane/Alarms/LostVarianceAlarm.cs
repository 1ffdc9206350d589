namespace Infometer;

/// <summary>
/// <c>lost-variance</c>: the principal components that an estimator kept leave out more than half of the variance of the inputs or of a layer. What is shared
/// there is not counted, and amounts come out too low. <see cref="PlanePlace.Value"/> is the share that is left out.
/// </summary>
public sealed record LostVarianceAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "lost-variance";

    private LostVarianceAlarm(string estimator, IEnumerable<PlanePlace> worstFirst) : base(Id, [estimator], [.. worstFirst])
    {
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: the principal components that are kept leave out up to {100 * Places[0].Value:0} % of the variance of the inputs or of a layer {Where}, ")
        + $"most in layer {Places[0].Layer}: what is shared there is not counted; raise components and input-components, or measure fewer columns.";

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<LostVarianceAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePlace[] places =
            [
                .. points.Where(p => p.LostVariance > plane.Options.LostVariance)
                    .Select(p => new PlanePlace(p.Epoch, p.Layer, p.LostVariance))
                    .OrderByDescending(p => p.Value),
            ];
            if (places.Length > 0)
            {
                yield return new LostVarianceAlarm(output, places);
            }
        }
    }
}
