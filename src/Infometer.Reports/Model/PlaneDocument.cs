using System.Collections.Immutable;

namespace Infometer;

/// <summary>An information plane as its JSON has it (docs/schema/plane.schema.json). Amounts are in <see cref="PlaneFigure.Unit"/> of the figure.</summary>
internal sealed record PlaneDocument
{
    public required string Version { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>What the pictures draw.</summary>
    public required PlaneFigure Figure { get; init; }

    public required ImmutableArray<PlanePointDocument> Points { get; init; }

    /// <summary>The estimators: name, options as they would be typed, where it comes from.</summary>
    public required ImmutableArray<(string Name, string Options, string Reference)> Estimators { get; init; }

    /// <summary>The alarms: what contradicts theory.</summary>
    public required ImmutableArray<Note> Alarms { get; init; }

    public static PlaneDocument Read(JsonPart root)
    {
        JsonPart ceiling = root.Part("ceiling");
        ImmutableArray<PlanePointDocument> points = [.. root.Items("points").Select(PlanePointDocument.Read)];
        PlaneFigure figure = new()
        {
            Count = root.Count("n"),
            Unit = root.Word("unit", "bits", "nats"),
            InputCeiling = ceiling.Number("ixt"),
            LabelEntropy = ceiling.NumberOrNull("ity"),
            Epochs = [.. root.Items("epochs").Select(e => e.AsCount()).Distinct().Order()],
            Layers = [.. root.Texts("layers")],
            Outputs = [.. root.Items("estimators").SelectMany(e => e.Texts("outputs"))],
            Points = [.. points.Select(p => p.Mark)],
        };
        return figure.Epochs.IsEmpty || figure.Layers.IsEmpty || figure.Outputs.IsEmpty || points.IsEmpty
            ? throw root.Misfit("an object with at least one epoch, layer, estimator and point")
            : new PlaneDocument
            {
                Version = root.Text("version"),
                Seed = root.Seed("seed"),
                Figure = figure,
                Points = points,
                Estimators = [.. root.Items("estimators").Select(e => (e.Text("name"), string.Join(", ", e.Part("options").Settings()), e.Text("reference")))],
                Alarms = [.. root.Items("alarms").Select(a => new Note(a.Text("code"), a.Text("text")))],
            };
    }
}
