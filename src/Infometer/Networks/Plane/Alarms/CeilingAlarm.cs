using System.Collections.Immutable;

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
    private readonly int _known;
    private readonly ImmutableArray<string> _layers;

    private CeilingAlarm(string estimator, IEnumerable<PlanePlace> worstFirst, InformationPlane plane, int measured, int known)
        : base(Id, [estimator], [.. worstFirst])
    {
        _known = known;
        _layers = plane.Layers;
        _ceiling = plane.InputCeiling;
        _count = plane.Count;
        _measured = measured;
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: I(X;T) is at the ceiling of {_count:N0} rows, {Amount(_ceiling, unit)}, in {Places.Length} of {_measured} places ")
        + $"({LayersOf(Places, _layers)}): more rows would show more, and nothing can be read from its course there."
        + (_known == 0 ? "" : FormattableString.Invariant($" In {_known} of them I(T;Y) is all of H(Y) because no kernel joins rows: labels drawn by lot would give the same."));

    /// <summary>The alarms, at most one per output.</summary>
    internal static IEnumerable<CeilingAlarm> Of(InformationPlane plane)
    {
        double least = plane.Options.CeilingShare * plane.InputCeiling;
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            PlanePoint[] high = [.. points.Where(p => p.AboutInputs.Nats >= least && !p.IsConstant)];
            PlanePlace[] places =
            [
                .. high.Select(p => new PlanePlace(p.Epoch, p.Layer, p.AboutInputs.Nats))
                    .OrderByDescending(p => p.Value),
            ];
            if (places.Length > 0)
            {
                // Rows that no kernel joins tell any labels apart. Of codes the chance level says so, and neighbours do not.
                bool tellsAnyLabels = plane.Options.Estimators.Any(e => e is NoiseBounds or ScaledNoiseBounds && e.Descriptor.Outputs.Contains(output));
                int known = tellsAnyLabels && plane.LabelEntropy is > 0 and var entropy ? high.Count(p => p.AboutLabels!.Nats >= plane.Options.CeilingShare * entropy) : 0;
                yield return new CeilingAlarm(output, places, plane, points.Length, known);
            }
        }
    }
}
