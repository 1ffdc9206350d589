namespace Infometer;

/// <summary>
/// <c>out-of-range</c>: an estimate lies below 0 or above its ceiling, H(X) or H(Y) of the rows, by more than the tolerance, where no
/// information of these rows can lie. The estimator is off its ground there, as nearest-neighbour entropies are where inputs or activations
/// take few values. <see cref="PlanePlace.Value"/> is by how much, in nats.
/// </summary>
public sealed record OutOfRangeAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "out-of-range";

    private readonly bool _isAboutLabels;
    private readonly double _worst;

    private OutOfRangeAlarm(string estimator, bool isAboutLabels, double worst, IEnumerable<PlanePlace> worstFirst)
        : base(Id, [estimator], [.. worstFirst])
    {
        _isAboutLabels = isAboutLabels;
        _worst = worst;
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: {(_isAboutLabels ? "I(T;Y)" : "I(X;T)")} lies where no information can {Where}, ")
        + FormattableString.Invariant($"most with {Amount(_worst, unit)} in layer {Places[0].Layer} at epoch {Places[0].Epoch}; ")
        + "do not believe it there: the variables have no density on the scale of the noise.";

    /// <summary>The alarms, at most two per output.</summary>
    internal static IEnumerable<OutOfRangeAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            foreach ((bool isAboutLabels, double? ceiling) in new (bool, double?)[] { (false, plane.InputCeiling), (true, plane.LabelEntropy) })
            {
                (PlanePoint Point, double Nats, double Excess)[] outside = ceiling is not { } most ? [] :
                [
                    .. from point in points
                       let nats = (isAboutLabels ? point.AboutLabels! : point.AboutInputs).Nats
                       let excess = Math.Max(-nats, nats - most)
                       where excess > plane.Options.Tolerance * most
                       orderby excess descending
                       select (point, nats, excess),
                ];
                if (outside.Length > 0)
                {
                    yield return new OutOfRangeAlarm(
                        output, isAboutLabels, outside[0].Nats, outside.Select(o => new PlanePlace(o.Point.Epoch, o.Point.Layer, o.Excess)));
                }
            }
        }
    }
}
