using System.Text.Json;

namespace Infometer;

/// <summary>How quantities become JSON.</summary>
internal static class QuantityWriting
{
    /// <summary>The array <c>quantities</c>.</summary>
    public static void WriteQuantities(this Utf8JsonWriter json, IEnumerable<Quantity> quantities, Unit unit)
    {
        json.WriteStartArray("quantities");
        foreach (Quantity quantity in quantities)
        {
            (Quantity view, string symbol) = quantity.In(unit);
            json.WriteStartObject();
            json.WriteString("id", view.Id);
            json.WriteFinite("value", view.Value);
            json.WriteFinite("standardError", view.StandardError);
            json.WriteString("unit", symbol);
            json.WriteFinite("low", view.Low);
            json.WriteFinite("high", view.High);
            json.WriteString("tag", view.Tag.Word());
            json.WriteString("definition", view.Definition);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An array of numbers.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
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
}
