namespace Infometer;

/// <summary>
/// <c>undefined</c>: an estimator has no value, because activations repeat (<c>noise=0</c>) or a class has fewer rows than it needs
/// neighbours.
/// </summary>
public sealed record UndefinedAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "undefined";

    private UndefinedAlarm(string estimator, IEnumerable<PlanePlace> places) : base(Id, [estimator], [.. places])
    {
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]} has no value {Where}, first in layer {Places[0].Layer} at epoch {Places[0].Epoch}: ")
        + "activations repeat, or a class has too few rows; give some noise, fewer neighbours, or more rows.";

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<UndefinedAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePlace[] places =
            [
                .. points.Where(p => !double.IsFinite(p.AboutInputs.Nats) || !double.IsFinite(p.AboutLabels?.Nats ?? 0))
                    .Select(p => new PlanePlace(p.Epoch, p.Layer, double.NaN)),
            ];
            if (places.Length > 0)
            {
                yield return new UndefinedAlarm(output, places);
            }
        }
    }
}
