using System.Collections.Immutable;

namespace Infometer;

/// <summary>Something that speaks against believing numbers of an information plane. Each kind is a record of its own.</summary>
/// <param name="Code">Kebab-case and stable across versions, for programs.</param>
/// <param name="Estimators">The ids of the numbers it is about; empty where it is about the data.</param>
/// <param name="Places">Where it holds, the worst first; empty where it holds everywhere.</param>
public abstract record PlaneAlarm(string Code, ImmutableArray<string> Estimators, ImmutableArray<PlanePlace> Places)
{
    /// <summary>The codes of all kinds.</summary>
    public static ImmutableArray<string> Codes { get; } =
    [
        DeadLayerAlarm.Id,
        OneClassAlarm.Id,
        FewPerClassAlarm.Id,
        NoNoiseModelAlarm.Id,
        DataProcessingAlarm.Id,
        OutOfRangeAlarm.Id,
        ClippedAlarm.Id,
        LostVarianceAlarm.Id,
        LabelChanceAlarm.Id,
        CeilingAlarm.Id,
        UndefinedAlarm.Id,
    ];

    /// <summary>A plain sentence: what is the matter, where it is worst, and what follows.</summary>
    public abstract string Text(Unit unit);

    /// <summary>All alarms of a plane.</summary>
    internal static ImmutableArray<PlaneAlarm> AllOf(InformationPlane plane, PlaneQuestion question) =>
    [
        .. DeadLayerAlarm.Of(plane),
        .. OneClassAlarm.Of(question.Labels),
        .. FewPerClassAlarm.Of(plane, question.Labels),
        .. NoNoiseModelAlarm.Of(plane),
        .. DataProcessingAlarm.Of(plane),
        .. OutOfRangeAlarm.Of(plane),
        .. ClippedAlarm.Of(plane),
        .. LostVarianceAlarm.Of(plane),
        .. LabelChanceAlarm.Of(plane),
        .. CeilingAlarm.Of(plane),
        .. UndefinedAlarm.Of(plane),
    ];

    /// <summary>How many places there are, in words.</summary>
    private protected string Where => FormattableString.Invariant($"in {Places.Length} {(Places.Length == 1 ? "place" : "places")}");

    /// <summary>An amount of nats with its unit.</summary>
    private protected static string Amount(double nats, Unit unit) =>
        FormattableString.Invariant($"{nats * unit.PerNat():0.###} {unit.Symbol()}");

    /// <summary>The layers of the places, in the order of the network.</summary>
    private protected static string LayersOf(ImmutableArray<PlanePlace> places, ImmutableArray<string> order)
    {
        string[] layers = [.. order.Where(layer => places.Any(p => p.Layer == layer))];
        return $"{(layers.Length == 1 ? "layer" : "layers")} {string.Join(", ", layers)}";
    }

    /// <summary>The points of each output of the estimators.</summary>
    private protected static IEnumerable<(string Output, PlanePoint[] Points)> ByOutput(InformationPlane plane) =>
        plane.Outputs.Select(output => (output, plane.Points.Where(p => p.Estimator == output).ToArray()));
}
