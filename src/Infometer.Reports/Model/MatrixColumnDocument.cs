namespace Infometer;

/// <summary>A column of an information matrix as the JSON has it, its entropy in the JSON's unit.</summary>
internal sealed record MatrixColumnDocument(string Name, string Kind, long Levels, long Count, long Missing, double Entropy)
{
    public static MatrixColumnDocument Read(JsonPart part) => new(
        part.Text("name"),
        part.Word("kind", "discrete", "continuous", "mixed"),
        part.Count("levels"),
        part.Count("n"),
        part.Count("missing"),
        part.Number("entropy"));
}
