using System.Collections.Immutable;

namespace Infometer;

/// <summary>What all columns together tell, in the JSON's unit.</summary>
internal sealed record TogetherDocument
{
    public required double? Value { get; init; }

    public required double? StandardError { get; init; }

    public required IntervalDocument? Interval { get; init; }

    public required string Verdict { get; init; }

    public required double? Share { get; init; }

    public required double TargetEntropy { get; init; }

    public required long Count { get; init; }

    public required long Columns { get; init; }

    public required long Folds { get; init; }

    public required string Predictor { get; init; }

    public required ImmutableArray<Note> Notes { get; init; }

    public static TogetherDocument? Read(JsonPart? part) => part is not { } p ? null : new TogetherDocument
    {
        Value = p.NumberOrNull("value"),
        StandardError = p.NumberOrNull("standardError"),
        Interval = IntervalDocument.Read(p.PartOrNull("interval")),
        Verdict = p.Word("verdict", "lower-bound", "not-detected", "unreliable"),
        Share = p.NumberOrNull("share"),
        TargetEntropy = p.Number("targetEntropy"),
        Count = p.Count("n"),
        Columns = p.Count("columns"),
        Folds = p.Count("folds"),
        Predictor = p.Text("predictor"),
        Notes = ColumnDocument.NotesOf(p),
    };
}
