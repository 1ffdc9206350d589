using System.Text.Json;

namespace Infometer;

/// <summary>The gaps of a classifier as JSON.</summary>
internal static class ClassifierJson
{
    public static void WriteGaps(Utf8JsonWriter json, LogitGaps gaps)
    {
        json.WriteStartObject("gaps");
        json.WriteStartArray("quantiles");
        foreach ((double level, double gap) in gaps.Quantiles)
        {
            WritePair(json, "level", level, "gap", gap);
        }

        json.WriteEndArray();
        json.WriteStartArray("below");
        foreach ((double threshold, double share) in gaps.Below)
        {
            WritePair(json, "threshold", threshold, "share", share);
        }

        json.WriteEndArray();
        json.WriteNumber("ties", gaps.Ties);
        json.WriteFinite("binWidth", gaps.BinWidth);
        json.WriteNumbers("histogram", gaps.Histogram.Select(static count => (double)count));
        WritePowerLaw(json, gaps.PowerLaw);
        json.WriteEndObject();
    }

    private static void WritePowerLaw(Utf8JsonWriter json, GapPowerLaw? law)
    {
        if (law is null)
        {
            json.WriteNull("powerLaw");
            return;
        }

        json.WriteStartObject("powerLaw");
        json.WriteFinite("exponent", law.Exponent);
        json.WriteFinite("standardError", law.StandardError);
        json.WriteNumber("count", law.Count);
        json.WriteFinite("upper", law.Upper);
        json.WriteFinite("exponentOfHalf", law.ExponentOfHalf);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string first, double one, string second, double two)
    {
        json.WriteStartObject();
        json.WriteFinite(first, one);
        json.WriteFinite(second, two);
        json.WriteEndObject();
    }
}
