namespace Infometer;

/// <summary>An interval as the JSON has it, in the JSON's unit; open above where nothing bounds it.</summary>
internal sealed record IntervalDocument(double Level, double? Low, double? High)
{
    public static IntervalDocument? Read(JsonPart? part) =>
        part is { } p ? new IntervalDocument(p.Number("level"), p.NumberOrNull("low"), p.NumberOrNull("high")) : null;
}
