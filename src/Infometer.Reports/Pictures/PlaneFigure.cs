using System.Collections.Immutable;

namespace Infometer;

/// <summary>What pictures of an information plane draw, in one unit; made from the plane or read from its JSON. Immutable.</summary>
internal sealed record PlaneFigure
{
    /// <summary>Rows.</summary>
    public required long Count { get; init; }

    /// <summary>The unit's name.</summary>
    public required string Unit { get; init; }

    /// <summary>H(X) of the rows.</summary>
    public required double InputCeiling { get; init; }

    /// <summary>H(Y) of the rows; null without labels.</summary>
    public required double? LabelEntropy { get; init; }

    public required ImmutableArray<long> Epochs { get; init; }

    public required ImmutableArray<string> Layers { get; init; }

    /// <summary>The ids of the estimators' numbers.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    public required ImmutableArray<PlaneMark> Points { get; init; }

    /// <summary>The figure of a plane.</summary>
    public static PlaneFigure Of(InformationPlane plane, Unit unit)
    {
        double factor = unit.PerNat();
        return new PlaneFigure
        {
            Count = plane.Count,
            Unit = unit.Symbol(),
            InputCeiling = plane.InputCeiling * factor,
            LabelEntropy = plane.LabelEntropy * factor,
            Epochs = plane.Epochs,
            Layers = plane.Layers,
            Outputs = plane.Outputs,
            Points =
            [
                .. plane.Points.Select(p => new PlaneMark(
                    p.Epoch,
                    p.Layer,
                    p.Estimator,
                    p.AboutInputs.Nats * factor,
                    p.AboutInputs.StandardError * factor,
                    p.AboutLabels?.Nats * factor ?? double.NaN,
                    p.AboutLabels?.StandardError * factor)),
            ],
        };
    }
}
