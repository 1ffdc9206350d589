using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>An information plane as JSON and CSV, and its points as they are kept.</summary>
internal static class PlaneOutput
{
    private const string CsvHeader =
        "epoch,layer,units,estimator,ixt,ixt_tag,ixt_standard_error,ity,ity_tag,ity_standard_error,ity_chance,unit,n,ixt_ceiling,ity_ceiling,clipped,lost_variance,constant,definition\n";

    /// <summary>Everything.</summary>
    public static string ToJson(InformationPlane plane, Unit unit) => JsonWriting.ToText(json =>
    {
        double factor = unit.PerNat();
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        json.WriteString("unit", unit.Symbol());
        json.WriteNumber("seed", plane.Seed);
        json.WriteNumber("n", plane.Count);
        json.WriteStartObject("ceiling");
        json.WriteNumber("ixt", plane.InputCeiling * factor);
        json.WriteFinite("ity", plane.LabelEntropy * factor);
        json.WriteEndObject();
        json.WriteStartArray("epochs");
        foreach (long epoch in plane.Epochs)
        {
            json.WriteNumberValue(epoch);
        }

        json.WriteEndArray();
        json.WriteArray("layers", plane.Layers);
        WriteEstimators(plane, json);
        json.WriteStartArray("points");
        foreach (PlanePoint point in plane.Points)
        {
            WritePoint(point, factor, json);
        }

        json.WriteEndArray();
        WriteCompression(plane, factor, json);
        WriteAlarms(plane, unit, json);
        json.WriteEndObject();
    });

    /// <summary>One line per point after the header.</summary>
    public static string ToCsv(InformationPlane plane, Unit unit)
    {
        StringBuilder csv = new(CsvHeader);
        foreach (PlanePoint p in plane.Points)
        {
            csv.AppendJoin(
                ',',
                Number(p.Epoch),
                Quoted(p.Layer),
                Number(p.Units),
                p.Estimator,
                AmountCells(p.AboutInputs, unit),
                p.AboutLabels is null ? ",," : AmountCells(p.AboutLabels, unit),
                Number(p.AboutLabels?.Chance * unit.PerNat()),
                unit.Symbol(),
                Number(plane.Count),
                Number(plane.InputCeiling * unit.PerNat()),
                Number(plane.LabelEntropy * unit.PerNat()),
                Number(p.ClippedShare),
                Number(p.LostVariance),
                p.IsConstant ? "true" : "false",
                Quoted(p.Definition)).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>One point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="factor">What nats are multiplied by.</param>
    /// <param name="json">Where to.</param>
    public static void WritePoint(PlanePoint point, double factor, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", point.Epoch);
        json.WriteString("layer", point.Layer);
        json.WriteNumber("units", point.Units);
        json.WriteString("estimator", point.Estimator);
        WriteAmount("ixt", point.AboutInputs, factor, json);
        WriteAmount("ity", point.AboutLabels, factor, json);
        json.WriteString("definition", point.Definition);
        json.WriteNumber("clipped", point.ClippedShare);
        json.WriteNumber("lostVariance", point.LostVariance);
        json.WriteBoolean("constant", point.IsConstant);
        json.WriteEndObject();
    }

    /// <summary>The way back of <see cref="WritePoint"/> where the factor was 1.</summary>
    public static PlanePoint ReadPoint(JsonElement json) => new(
        json.GetProperty("epoch").GetInt64(),
        json.GetProperty("layer").GetString()!,
        json.GetProperty("units").GetInt32(),
        json.GetProperty("estimator").GetString()!,
        ReadAmount(json.GetProperty("ixt"))!,
        ReadAmount(json.GetProperty("ity")),
        json.GetProperty("definition").GetString()!)
    {
        ClippedShare = json.GetProperty("clipped").GetDouble(),
        LostVariance = json.GetProperty("lostVariance").GetDouble(),
        IsConstant = json.GetProperty("constant").GetBoolean(),
    };

    private static void WriteEstimators(InformationPlane plane, Utf8JsonWriter json)
    {
        json.WriteStartArray("estimators");
        foreach (PlaneEstimator estimator in plane.Options.Estimators)
        {
            json.WriteStartObject();
            json.WriteString("name", estimator.Descriptor.Id);
            json.WriteStartObject("options");
            foreach (PlaneOption option in estimator.Descriptor.Options)
            {
                json.WriteOption(option.Name, option.Get(estimator));
            }

            json.WriteEndObject();
            json.WriteArray("outputs", estimator.Descriptor.Outputs);
            json.WriteString("reference", estimator.Descriptor.Reference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAmount(string name, PlaneAmount? amount, double factor, Utf8JsonWriter json)
    {
        if (amount is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteFinite("value", amount.Nats * factor);
        json.WriteString("tag", amount.Tag.Word());
        json.WriteFinite("standardError", amount.StandardError * factor);
        json.WriteFinite("chance", amount.Chance * factor);
        json.WriteEndObject();
    }

    private static PlaneAmount? ReadAmount(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new PlaneAmount(Finite(json.GetProperty("value")) ?? double.NaN, Words.ParseQuantityTag(json.GetProperty("tag").GetString()!))
        {
            StandardError = Finite(json.GetProperty("standardError")),
            Chance = Finite(json.GetProperty("chance")),
        };

    private static double? Finite(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetDouble();

    private static void WriteCompression(InformationPlane plane, double factor, Utf8JsonWriter json)
    {
        json.WriteStartArray("compression");
        foreach (PlaneCompression compression in plane.Compression)
        {
            json.WriteStartObject();
            json.WriteString("layer", compression.Layer);
            json.WriteString("estimator", compression.Estimator);
            json.WriteNumber("peakEpoch", compression.PeakEpoch);
            json.WriteNumber("peak", compression.Peak * factor);
            json.WriteNumber("last", compression.Last * factor);
            json.WriteBoolean("seen", compression.IsSeen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAlarms(InformationPlane plane, Unit unit, Utf8JsonWriter json)
    {
        json.WriteStartArray("alarms");
        foreach (PlaneAlarm alarm in plane.Alarms)
        {
            json.WriteStartObject();
            json.WriteString("code", alarm.Code);
            json.WriteString("text", alarm.Text(unit));
            json.WriteArray("estimators", alarm.Estimators);
            json.WriteStartArray("places");
            foreach (PlanePlace place in alarm.Places)
            {
                json.WriteStartObject();
                json.WriteNumber("epoch", place.Epoch);
                json.WriteString("layer", place.Layer);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string AmountCells(PlaneAmount amount, Unit unit) =>
        $"{Number(amount.Nats * unit.PerNat())},{amount.Tag.Word()},{Number(amount.StandardError * unit.PerNat())}";

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
