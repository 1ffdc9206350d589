using System.Collections.Immutable;

namespace Infometer;

/// <summary>A column of a ranking as the JSON has it, amounts in the JSON's unit.</summary>
internal sealed record ColumnDocument
{
    public required long Rank { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required long Levels { get; init; }

    public required long Count { get; init; }

    public required long Missing { get; init; }

    public required double? Value { get; init; }

    public required double? Raw { get; init; }

    public required double? StandardError { get; init; }

    public required IntervalDocument? Interval { get; init; }

    public required string Verdict { get; init; }

    /// <summary>The estimator's id.</summary>
    public required string Estimator { get; init; }

    /// <summary>Its options and bins, as they would be typed.</summary>
    public required string EstimatorOptions { get; init; }

    public required double? Share { get; init; }

    public required double? Chance { get; init; }

    public required double? PValue { get; init; }

    public required string? PMethod { get; init; }

    public required double? QValue { get; init; }

    public required double? Adds { get; init; }

    public required string? Group { get; init; }

    public required string? DuplicateOf { get; init; }

    public required long? ShadowHits { get; init; }

    public required HoldoutAnswerDocument? Holdout { get; init; }

    public required ImmutableArray<string> Flags { get; init; }

    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>Whether it is ranked behind the others and takes no part in the tests.</summary>
    public bool IsSetAside => Has("constant") || Has("all-missing") || Has("identifier");

    public bool Has(string flag) => Flags.Contains(flag);

    public static ColumnDocument Read(JsonPart part)
    {
        JsonPart estimator = part.Part("estimator");
        return new ColumnDocument
        {
            Rank = part.Count("rank"),
            Name = part.Text("name"),
            Kind = part.Word("kind", "discrete", "continuous", "mixed"),
            Levels = part.Count("levels"),
            Count = part.Count("n"),
            Missing = part.Count("missing"),
            Value = part.NumberOrNull("value"),
            Raw = part.NumberOrNull("raw"),
            StandardError = part.NumberOrNull("standardError"),
            Interval = IntervalDocument.Read(part.PartOrNull("interval")),
            Verdict = part.Word("verdict", "value", "lower-bound", "not-detected", "unreliable"),
            Estimator = estimator.Text("name"),
            EstimatorOptions = string.Join(", ", estimator.Settings("name")),
            Share = part.NumberOrNull("share"),
            Chance = part.NumberOrNull("chance"),
            PValue = part.NumberOrNull("pValue"),
            PMethod = part.TextOrNull("pMethod"),
            QValue = part.NumberOrNull("qValue"),
            Adds = part.NumberOrNull("adds"),
            Group = part.TextOrNull("group"),
            DuplicateOf = part.TextOrNull("duplicateOf"),
            ShadowHits = part.OptionalCount("shadowHits"),
            Holdout = HoldoutAnswerDocument.Read(part.OptionalPart("holdout")),
            Flags = [.. part.Texts("flags")],
            Notes = NotesOf(part),
        };
    }

    /// <summary>The notes of a part.</summary>
    public static ImmutableArray<Note> NotesOf(JsonPart part) => [.. part.Items("notes").Select(note => new Note(note.Text("code"), note.Text("text")))];
}
