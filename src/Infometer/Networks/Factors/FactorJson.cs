using System.Collections.Immutable;
using System.Text.Json;

namespace Infometer;

/// <summary>Factors and latents as JSON.</summary>
internal static class FactorJson
{
    public static string Of(FactorInformation result, Unit unit) => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("n", result.Count);
        json.WriteString("unit", unit.Symbol());
        json.WriteQuantities(result.Quantities, unit);
        WriteFactors(json, result.Factors, unit.PerNat());
        WriteLatents(json, result.Latents);
        WriteMatrix(json, "nmi", result.NormalizedInformation);
        WriteMatrix(json, "importance", result.Importance);
        json.WriteNotes(result.Notes);
        json.WriteNumber("seed", result.Seed);
        json.WriteString("version", Estimate.Version);
        json.WriteEndObject();
    });

    private static void WriteFactors(Utf8JsonWriter json, ImmutableArray<FactorResult> factors, double factor)
    {
        json.WriteStartArray("factors");
        foreach (FactorResult one in factors)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumber("levels", one.LevelCount);
            json.WriteFinite("entropy", one.Entropy * factor);
            json.WriteFinite("informativeness", one.Informativeness);
            json.WriteFinite("accuracy", one.Accuracy);
            json.WriteFinite("gap", one.Gap);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLatents(Utf8JsonWriter json, ImmutableArray<LatentResult> latents)
    {
        json.WriteStartArray("latents");
        foreach (LatentResult one in latents)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteString("kind", one.Kind.Word());
            json.WriteBoolean("active", one.IsActive);
            json.WriteFinite("modularity", one.Modularity);
            json.WriteFinite("disentanglement", one.Disentanglement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMatrix(Utf8JsonWriter json, string name, ImmutableArray<ImmutableArray<double>> rows)
    {
        json.WriteStartArray(name);
        foreach (ImmutableArray<double> row in rows)
        {
            json.WriteStartArray();
            foreach (double value in row)
            {
                if (double.IsFinite(value))
                {
                    json.WriteNumberValue(value);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
