using System.Collections.Immutable;

namespace Infometer;

/// <summary>A ranking as its JSON has it (docs/schema/ranking.schema.json), that of a wide screening too. Amounts are in <see cref="Unit"/>.</summary>
internal sealed record RankingDocument
{
    public required string Version { get; init; }

    public required string File { get; init; }

    public required long Rows { get; init; }

    public required string Target { get; init; }

    public required string TargetKind { get; init; }

    public required long TargetLevels { get; init; }

    public required double TargetEntropy { get; init; }

    /// <summary><c>bits</c> or <c>nats</c>.</summary>
    public required string Unit { get; init; }

    public required ulong Seed { get; init; }

    public required ImmutableArray<ColumnDocument> Columns { get; init; }

    public required ImmutableArray<PathStepDocument> Path { get; init; }

    public required ImmutableArray<GroupDocument> Groups { get; init; }

    public required ImmutableArray<SynergyDocument> Synergies { get; init; }

    public required PairsDocument? Pairs { get; init; }

    public required TogetherDocument? Together { get; init; }

    public required ShadowsDocument? Shadows { get; init; }

    public required HoldoutDocument? Holdout { get; init; }

    public required QualityDocument? Quality { get; init; }

    public required ImmutableArray<Note> Notes { get; init; }

    public required RankSettingsDocument Settings { get; init; }

    public static RankingDocument Read(JsonPart root)
    {
        JsonPart data = root.Part("data");
        JsonPart target = root.Part("target");
        return new RankingDocument
        {
            Version = root.Text("version"),
            File = data.Text("file"),
            Rows = data.Count("rows"),
            Target = target.Text("name"),
            TargetKind = target.Word("kind", "discrete", "continuous", "mixed"),
            TargetLevels = target.Count("levels"),
            TargetEntropy = target.Number("entropy"),
            Unit = root.Word("unit", "bits", "nats"),
            Seed = root.Seed("seed"),
            Columns = [.. root.Items("columns").Select(ColumnDocument.Read)],
            Path = [.. root.Items("path").Select(PathStepDocument.Read)],
            Groups = [.. root.Items("groups").Select(GroupDocument.Read)],
            Synergies = [.. root.Items("synergies").Select(SynergyDocument.Read)],
            Pairs = PairsDocument.Read(root.PartOrNull("pairs")),
            Together = TogetherDocument.Read(root.PartOrNull("together")),
            Shadows = ShadowsDocument.Read(root.OptionalPart("shadows")),
            Holdout = HoldoutDocument.Read(root.OptionalPart("holdout")),
            Quality = QualityDocument.Read(root.OptionalPart("quality")),
            Notes = ColumnDocument.NotesOf(root),
            Settings = RankSettingsDocument.Read(root.Part("settings")),
        };
    }
}
