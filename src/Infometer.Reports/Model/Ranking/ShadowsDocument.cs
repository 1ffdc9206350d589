namespace Infometer;

/// <summary>What permuted copies of the columns show by chance, in the JSON's unit.</summary>
internal sealed record ShadowsDocument(long Rounds, double Median, double Highest)
{
    public static ShadowsDocument? Read(JsonPart? part) =>
        part is { } p ? new ShadowsDocument(p.Count("rounds"), p.Number("median"), p.Number("highest")) : null;
}
