namespace Infometer;

/// <summary>A level of an explanation, amounts in the JSON's unit; weight of evidence and information value in nats.</summary>
internal sealed record LevelDocument(
    string Level,
    long Count,
    double? Share,
    double? Contribution,
    double? StandardError,
    double? Chance,
    string? TypicalLevel,
    double? TypicalShare,
    double? Lift,
    double? WeightOfEvidence,
    double? WeightOfEvidenceError,
    double? InformationValue)
{
    public static LevelDocument Read(JsonPart part) => new(
        part.Text("level"),
        part.Count("n"),
        part.NumberOrNull("share"),
        part.NumberOrNull("contribution"),
        part.NumberOrNull("standardError"),
        part.NumberOrNull("chance"),
        part.TextOrNull("typicalLevel"),
        part.NumberOrNull("typicalShare"),
        part.NumberOrNull("lift"),
        part.NumberOrNull("woe"),
        part.NumberOrNull("woeStandardError"),
        part.NumberOrNull("iv"));
}
