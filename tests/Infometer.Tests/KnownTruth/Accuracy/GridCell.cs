using System.Globalization;

namespace Infometer.Tests;

/// <summary>A line of a committed grid, amounts in nats.</summary>
internal sealed record GridCell(IReadOnlyDictionary<string, string> Fields)
{
    public string Task => Fields["task"];

    public string Estimator => Fields["estimator"];

    public int Count => (int)Number("n");

    public double Truth => Number("truth");

    public int Runs => (int)Number("runs");

    public int Value => (int)Number("value");

    public int LowerBound => (int)Number("lowerBound");

    public int NotDetected => (int)Number("notDetected");

    public int Unreliable => (int)Number("unreliable");

    public int Intervals => (int)Number("intervals");

    /// <summary>Intervals that held the truth.</summary>
    public double Covered => Intervals == 0 ? 0 : Math.Round(Number("coverage") * Intervals);

    /// <summary>A number; NaN where the field is empty.</summary>
    public double Number(string field) =>
        Fields[field].Length == 0 ? double.NaN : double.Parse(Fields[field], CultureInfo.InvariantCulture);

    /// <summary>Every line of a grid's file.</summary>
    public static GridCell[] Read(string file)
    {
        string[] lines = File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => new GridCell(names.Zip(Split(line)).ToDictionary(p => p.First, p => p.Second)))];
    }

    // Only the last field, the reason of a refusal, may be quoted and hold commas.
    private static string[] Split(string line)
    {
        int quote = line.IndexOf('"', StringComparison.Ordinal);
        return quote < 0 ? line.Split(',') : [.. line[..(quote - 1)].Split(','), line[quote..]];
    }
}
