using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// <c>dead-layer</c>: all rows of a layer are the same, so that it tells nothing of its input, and nothing behind it can.
/// </summary>
public sealed record DeadLayerAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "dead-layer";

    private readonly ImmutableArray<string> _layers;

    private DeadLayerAlarm(IEnumerable<PlanePlace> places, ImmutableArray<string> layers) : base(Id, [], [.. places]) => _layers = layers;

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"All rows are the same in {LayersOf(Places, _layers)}, first at epoch {Places[0].Epoch}: ")
        + "a constant layer has no information; look at its weights and activation function.";

    /// <summary>The alarm, if any layer is constant at any epoch.</summary>
    internal static IEnumerable<DeadLayerAlarm> Of(InformationPlane plane)
    {
        PlanePlace[] places = [.. plane.Points.Where(p => p.IsConstant).Select(p => new PlanePlace(p.Epoch, p.Layer, 0)).Distinct()];
        return places.Length > 0 ? [new DeadLayerAlarm(places, plane.Layers)] : [];
    }
}
