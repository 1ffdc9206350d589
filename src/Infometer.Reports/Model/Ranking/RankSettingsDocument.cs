using System.Collections.Immutable;

namespace Infometer;

/// <summary>How a ranking was made.</summary>
internal sealed record RankSettingsDocument
{
    public required string Missing { get; init; }

    public required string Discretizer { get; init; }

    public required long NeighborColumns { get; init; }

    public required string FalseDiscovery { get; init; }

    public required double Level { get; init; }

    /// <summary><c>none</c>, <c>all</c>, or how many columns.</summary>
    public required string Pairs { get; init; }

    public required bool Together { get; init; }

    public required double? GroupDistance { get; init; }

    public required long PathLength { get; init; }

    public required long ShadowRounds { get; init; }

    public required long Tested { get; init; }

    public required long Survivors { get; init; }

    public required long? Permutations { get; init; }

    public required string? Groups { get; init; }

    public required long? Blocks { get; init; }

    public required ImmutableArray<string> Exclude { get; init; }

    public static RankSettingsDocument Read(JsonPart part) => new()
    {
        Missing = part.Word("missing", "level", "drop", "error"),
        Discretizer = part.Text("discretizer"),
        NeighborColumns = part.Count("neighborColumns"),
        FalseDiscovery = part.Word("fdr", "benjamini-hochberg", "benjamini-yekutieli"),
        Level = part.Number("level"),
        Pairs = part.Text("pairs"),
        Together = part.Flag("together"),
        GroupDistance = part.NumberOrNull("groupDistance"),
        PathLength = part.Count("pathLength"),
        ShadowRounds = part.Count("shadowRounds"),
        Tested = part.Count("tested"),
        Survivors = part.Count("survivors"),
        Permutations = part.CountOrNull("permutations"),
        Groups = part.TextOrNull("groups"),
        Blocks = part.CountOrNull("blocks"),
        Exclude = [.. part.Texts("exclude")],
    };
}
