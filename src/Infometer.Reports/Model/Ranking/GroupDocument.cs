using System.Collections.Immutable;

namespace Infometer;

/// <summary>Columns that carry the same information.</summary>
internal sealed record GroupDocument(string Representative, ImmutableArray<string> Members, double Distance)
{
    /// <summary>Whether each of them determines the others.</summary>
    public bool IsExact => Distance < 1e-9;

    public static GroupDocument Read(JsonPart part) => new(part.Text("representative"), [.. part.Texts("members")], part.Number("distance"));
}
