using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// <c>label-chance</c>: so many codes occur that labels drawn by lot would give an I(T;Y) above the tolerance: numbers near that level show nothing.
/// <see cref="PlanePlace.Value"/> is that chance level in nats.
/// </summary>
public sealed record LabelChanceAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "label-chance";

    private readonly double _entropy;
    private readonly double _worst;
    private readonly int _measured;
    private readonly ImmutableArray<string> _layers;

    private LabelChanceAlarm(string estimator, PlanePoint[] worstFirst, InformationPlane plane, int measured)
        : base(Id, [estimator], [.. worstFirst.Select(p => new PlanePlace(p.Epoch, p.Layer, ChanceOf(p)))])
    {
        _entropy = plane.LabelEntropy!.Value;
        _worst = worstFirst[0].AboutLabels!.Nats;
        _measured = measured;
        _layers = plane.Layers;
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: so many codes occur that labels drawn by lot would give much of I(T;Y) in {Places.Length} of {_measured} places ({LayersOf(Places, _layers)}), ")
        + FormattableString.Invariant($"most at epoch {Places[0].Epoch} in layer {Places[0].Layer}: {Amount(Places[0].Value, unit)} of the {Amount(_worst, unit)}, where H(Y) is {Amount(_entropy, unit)}; ")
        + "what lies near that level shows nothing (--csv and --json have it); take wider bins, or more rows.";

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<LabelChanceAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePoint[] byChance = [.. points.Where(p => ChanceOf(p) > plane.Options.Tolerance * plane.LabelEntropy).OrderByDescending(ChanceOf)];
            if (byChance.Length > 0)
            {
                yield return new LabelChanceAlarm(output, byChance, plane, points.Length);
            }
        }
    }

    private static double ChanceOf(PlanePoint point) => point.AboutLabels?.Chance ?? 0;
}
