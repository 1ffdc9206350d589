namespace Infometer;

/// <summary>
/// <c>ceiling</c>: I(X;T) is as large as n rows can show, ln n or H(X) of the rows. More rows would show more; that such a number does not
/// change says nothing. <see cref="PlanePlace.Value"/> is the amount in nats.
/// </summary>
public sealed record CeilingAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "ceiling";

    private readonly double _ceiling;
    private readonly int _count;
    private readonly int _measured;

    private CeilingAlarm(string estimator, IEnumerable<PlanePlace> worstFirst, InformationPlane plane, int measured)
        : base(Id, [estimator], [.. worstFirst])
    {
        _ceiling = plane.InputCeiling;
        _count = plane.Count;
        _measured = measured;
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: I(X;T) is at the ceiling of {_count:N0} rows, {Amount(_ceiling, unit)}, in {Places.Length} of {_measured} places ")
        + $"({LayersOf(Places)}): more rows would show more, and nothing can be read from its course there.";

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<CeilingAlarm> Of(InformationPlane plane)
    {
        double least = plane.Options.CeilingShare * plane.InputCeiling;
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePlace[] places =
            [
                .. points.Where(p => p.AboutInputs.Nats >= least && !p.IsConstant)
                    .Select(p => new PlanePlace(p.Epoch, p.Layer, p.AboutInputs.Nats))
                    .OrderByDescending(p => p.Value),
            ];
            if (places.Length > 0)
            {
                yield return new CeilingAlarm(output, places, plane, points.Length);
            }
        }
    }
}
