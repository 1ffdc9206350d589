namespace Infometer;

/// <summary>What the rows held out answered about a column, in the JSON's unit.</summary>
internal sealed record HoldoutAnswerDocument(double? Value, bool IsFromHoldout)
{
    public static HoldoutAnswerDocument? Read(JsonPart? part) =>
        part is { } p ? new HoldoutAnswerDocument(p.NumberOrNull("value"), p.Word("from", "training", "holdout") == "holdout") : null;
}
