using System.Collections.Immutable;

namespace Infometer;

/// <summary>An estimate as its JSON has it (docs/schema/estimate.schema.json). Amounts are in <see cref="Unit"/>.</summary>
internal sealed record EstimateDocument
{
    public required string Version { get; init; }

    public required string Measure { get; init; }

    /// <summary>The estimator's id.</summary>
    public required string Estimator { get; init; }

    /// <summary>Its options and bins, as they would be typed.</summary>
    public required string EstimatorOptions { get; init; }

    /// <summary><c>bits</c>, <c>nats</c>, or <c>1</c> for a ratio.</summary>
    public required string Unit { get; init; }

    public required double? Value { get; init; }

    public required double? Raw { get; init; }

    public required double? StandardError { get; init; }

    public required IntervalDocument? Interval { get; init; }

    public required double? PValue { get; init; }

    public required string? PMethod { get; init; }

    public required long Count { get; init; }

    public required long Total { get; init; }

    public required long Dropped { get; init; }

    public required ImmutableArray<string> Variables { get; init; }

    public required ImmutableArray<string> Kinds { get; init; }

    public required double? Ceiling { get; init; }

    public required double? Chance { get; init; }

    public required string Verdict { get; init; }

    public required ImmutableArray<Note> Notes { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Whether it is an amount of information, which the page can write in bits or nats.</summary>
    public bool IsAmount => Unit != "1";

    public static EstimateDocument Read(JsonPart root)
    {
        JsonPart estimator = root.Part("estimator");
        return new EstimateDocument
        {
            Version = root.Text("version"),
            Measure = root.Text("measure"),
            Estimator = estimator.Text("name"),
            EstimatorOptions = string.Join(", ", estimator.Settings("name")),
            Unit = root.Word("unit", "bits", "nats", "1"),
            Value = root.NumberOrNull("value"),
            Raw = root.NumberOrNull("raw"),
            StandardError = root.NumberOrNull("standardError"),
            Interval = IntervalDocument.Read(root.PartOrNull("interval")),
            PValue = root.NumberOrNull("pValue"),
            PMethod = root.TextOrNull("pMethod"),
            Count = root.Count("n"),
            Total = root.Count("nTotal"),
            Dropped = root.Count("dropped"),
            Variables = [.. root.Texts("variables")],
            Kinds = [.. root.Texts("kinds")],
            Ceiling = root.NumberOrNull("ceiling"),
            Chance = root.NumberOrNull("chance"),
            Verdict = root.Word("verdict", "value", "lower-bound", "not-detected", "unreliable"),
            Notes = ColumnDocument.NotesOf(root),
            Seed = root.Seed("seed"),
        };
    }
}
