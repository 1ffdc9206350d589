namespace Infometer;

/// <summary>A step of a selection path, in the JSON's unit.</summary>
internal sealed record PathStepDocument(string Name, double? Score, double? Relevance, double? Redundancy, double? ConditionalRedundancy)
{
    public static PathStepDocument Read(JsonPart part) => new(
        part.Text("name"),
        part.NumberOrNull("score"),
        part.NumberOrNull("relevance"),
        part.NumberOrNull("redundancy"),
        part.NumberOrNull("conditionalRedundancy"));
}
