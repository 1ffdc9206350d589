namespace Infometer;

/// <summary>
/// <c>clipped</c>: a share of the activations lies outside the bins and was put into the first or last of them (or, under
/// <c>compat=idnns</c>, wrapped into the last code from below). <see cref="PlanePlace.Value"/> is the share.
/// </summary>
public sealed record ClippedAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "clipped";

    private ClippedAlarm(string estimator, IEnumerable<PlanePlace> worstFirst) : base(Id, [estimator], [.. worstFirst])
    {
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: {100 * Places[0].Value:0.#} % of the activations of layer {Places[0].Layer} at epoch {Places[0].Epoch} ")
        + $"lie outside the bins, and {Where} more than the share that is let pass: what they differ in there is lost; take range=layer, or bins on the whole line (floor).";

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<ClippedAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePlace[] places =
            [
                .. points.Where(p => p.ClippedShare > plane.Options.ClippedShare)
                    .Select(p => new PlanePlace(p.Epoch, p.Layer, p.ClippedShare))
                    .OrderByDescending(p => p.Value),
            ];
            if (places.Length > 0)
            {
                yield return new ClippedAlarm(output, places);
            }
        }
    }
}
