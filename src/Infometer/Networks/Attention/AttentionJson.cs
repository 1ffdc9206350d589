using System.Text.Json;

namespace Infometer;

/// <summary>Entropy of attention as JSON.</summary>
internal static class AttentionJson
{
    public static string Of(AttentionEntropy result, Unit unit) => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Symbol());
        json.WriteStartArray("layers");
        foreach (AttentionLayer layer in result.Layers)
        {
            WriteLayer(json, layer, unit.PerNat());
        }

        json.WriteEndArray();
        json.WriteNumbers("quarters", result.Quarters);
        json.WriteNumber("collapsed", result.Heads.Count(h => h.Flag == AttentionFinding.Collapse));
        json.WriteNumber("overloaded", result.Heads.Count(h => h.Flag == AttentionFinding.Overload));
        json.WriteNumber("collapseBelow", result.Options.CollapseBelow);
        json.WriteNumber("overloadAbove", result.Options.OverloadAbove);
        json.WriteNotes(result.Notes);
        json.WriteString("version", Estimate.Version);
        json.WriteEndObject();
    });

    private static void WriteLayer(Utf8JsonWriter json, AttentionLayer layer, double factor)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", layer.Number);
        json.WriteString("name", layer.Name);
        json.WriteString("shape", layer.ShapeText);
        json.WriteNumber("batch", layer.Batch);
        json.WriteNumber("tokens", layer.Tokens);
        json.WriteBoolean("causal", layer.IsCausal);
        json.WriteNumber("rows", layer.Rows);
        json.WriteNumber("maskedRows", layer.MaskedRows);
        json.WriteStartArray("heads");
        foreach (AttentionHead head in layer.Heads)
        {
            json.WriteStartObject();
            json.WriteString("key", head.Key);
            json.WriteNumber("head", head.Head);
            json.WriteFinite("entropy", head.Entropy * factor);
            json.WriteFinite("standardError", head.StandardError * factor);
            json.WriteFinite("maximum", head.Maximum * factor);
            json.WriteFinite("relative", head.Relative);
            json.WriteNumber("quarter", head.Quarter);
            json.WriteString("flag", head.Flag.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
