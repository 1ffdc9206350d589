using System.Collections.Immutable;

namespace Infometer;

/// <summary>What a column holds; its entropy in the JSON's unit.</summary>
internal sealed record QualityColumnDocument
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required long Missing { get; init; }

    public required long Distinct { get; init; }

    public required double Entropy { get; init; }

    public required string? MostFrequent { get; init; }

    public required double MostFrequentShare { get; init; }

    public required long RareLevels { get; init; }

    public required double? Min { get; init; }

    public required double? Median { get; init; }

    public required double? Max { get; init; }

    public required ImmutableArray<string> Flags { get; init; }

    public static QualityColumnDocument Read(JsonPart part) => new()
    {
        Name = part.Text("name"),
        Kind = part.Word("kind", "discrete", "continuous", "mixed"),
        Missing = part.Count("missing"),
        Distinct = part.Count("distinct"),
        Entropy = part.Number("entropy"),
        MostFrequent = part.TextOrNull("mostFrequent"),
        MostFrequentShare = part.Number("mostFrequentShare"),
        RareLevels = part.Count("rareLevels"),
        Min = part.NumberOrNull("min"),
        Median = part.NumberOrNull("median"),
        Max = part.NumberOrNull("max"),
        Flags = [.. part.Texts("flags")],
    };
}
