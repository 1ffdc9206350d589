namespace Infometer;

/// <summary>A pair of columns that tells more together than the sum of what each tells, in the JSON's unit.</summary>
internal sealed record SynergyDocument(string First, string Second, double? Value, IntervalDocument? Interval, double? PValue, double? QValue)
{
    /// <summary>Whether the synergy is above 0 as far as the interval goes; the others interact, one way or the other.</summary>
    public bool IsSure => Interval?.Low > 0;

    public static SynergyDocument Read(JsonPart part) => new(
        part.Text("a"),
        part.Text("b"),
        part.NumberOrNull("value"),
        IntervalDocument.Read(part.PartOrNull("interval")),
        part.NumberOrNull("pValue"),
        part.NumberOrNull("qValue"));
}
