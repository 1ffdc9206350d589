using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>What the outputs about many columns and one target have in common.</summary>
internal static class ScreeningOutput
{
    /// <summary>The members <c>data</c> and <c>target</c>.</summary>
    public static void WriteSubject(Table table, Column target, int levels, double entropy, Unit unit, Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        json.WriteString("file", table.Name);
        json.WriteNumber("rows", table.RowCount);
        json.WriteEndObject();
        json.WriteStartObject("target");
        json.WriteString("name", target.Name);
        json.WriteString("kind", target.Kind.Word());
        json.WriteNumber("levels", levels);
        json.WriteNumber("entropy", entropy * unit.PerNat());
        json.WriteEndObject();
    }

    /// <summary>The member <c>path</c>: columns in the order in which a criterion chose them.</summary>
    public static void WritePath(IEnumerable<SelectionStep> steps, SelectionCriterion criterion, Unit unit, Utf8JsonWriter json)
    {
        double factor = unit.PerNat();
        json.WriteStartArray("path");
        foreach (SelectionStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Column.Name);
            json.WriteFinite("score", criterion.ScoreIn(step, unit));
            json.WriteFinite("relevance", step.Relevance * factor);
            json.WriteFinite("redundancy", step.Redundancy * factor);
            json.WriteFinite("conditionalRedundancy", step.ConditionalRedundancy * factor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A number for CSV in full precision; nothing where there is none.</summary>
    public static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <summary>A text for CSV, quoted where it has to be.</summary>
    public static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
