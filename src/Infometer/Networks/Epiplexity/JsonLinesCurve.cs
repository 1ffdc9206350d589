using System.Text.Json;

namespace Infometer;

/// <summary>A loss curve in JSON lines: an object a line, in which the options name keys. Lines without the loss are other entries of the
/// log.</summary>
internal static class JsonLinesCurve
{
    /// <summary>Reads the keys that the options name.</summary>
    public static List<LossPoint> Read(string path, LossCurveOptions options)
    {
        List<LossPoint> points = [];
        int line = 0;
        foreach (string text in Lines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            using JsonDocument document = Parse(path, line, text);
            JsonElement entry = document.RootElement;
            if (entry.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException($"{path}, line {line} is a JSON {entry.ValueKind}, and every line must be an object such as {{\"step\": 1, \"loss\": 2.5}}.");
            }

            points.Add(new LossPoint(
                Number(path, line, entry, options.Step),
                Number(path, line, entry, options.Loss),
                options.Tokens is null ? double.NaN : Number(path, line, entry, options.Tokens),
                $"line {line}"));
        }

        return points;
    }

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"'{path}' cannot be read ({e.Message}); check the name.", e);
        }
    }

    private static JsonDocument Parse(string path, int line, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}, line {line} is no JSON, column {e.BytePositionInLine + 1}: it is cut off, or holds NaN or Infinity, which are none; repair or drop the line.", e);
        }
    }

    private static double Number(string path, int line, JsonElement entry, string key) =>
        !entry.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? double.NaN
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number
        : throw new InvalidInputException($"{path}, line {line}: '{key}' is {value.GetRawText()}, no number.");
}
