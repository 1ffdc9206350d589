using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infometer;

/// <summary>A loss curve in JSON lines: an object a line, in which the options name keys. Lines without the loss are other entries of the
/// log.</summary>
internal static partial class JsonLinesCurve
{
    private const int MostKeys = 12;
    private const string TooLarge = "1e999";

    /// <summary>Reads the keys that the options name.</summary>
    public static List<LossPoint> Read(string path, LossCurveOptions options)
    {
        List<LossPoint> points = [];
        SortedSet<string> keys = new(StringComparer.Ordinal);
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

            keys.UnionWith(entry.EnumerateObject().Select(static property => property.Name));
            points.Add(new LossPoint(
                Number(path, line, entry, options.Step),
                Number(path, line, entry, options.Loss),
                options.Tokens is null ? double.NaN : Number(path, line, entry, options.Tokens),
                $"line {line}"));
        }

        foreach (string key in points.Count == 0 ? [] : new[] { options.Step, options.Loss, options.Tokens }.OfType<string>())
        {
            Require(path, key, keys);
        }

        return points;
    }

    private static void Require(string path, string key, SortedSet<string> keys)
    {
        if (!keys.Contains(key))
        {
            string shown = string.Join(", ", keys.Take(MostKeys).Select(k => $"'{k}'"));
            throw new InvalidInputException(
                $"No line of {path} has the key '{key}'; the keys are {(keys.Count == 0 ? "none" : shown)}{(keys.Count > MostKeys ? $" and {keys.Count - MostKeys} more" : "")}.");
        }
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

    // Python's json writes NaN and Infinity bare, which no JSON is: too large a number stands for both. A loss that is either is a run that diverged.
    private static JsonDocument Parse(string path, int line, string text)
    {
        string standard = NotFiniteRegex().Replace(text, static match => match.Value[0] == '"' ? match.Value : TooLarge);
        try
        {
            return JsonDocument.Parse(standard);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}, line {line} is no JSON, column {e.BytePositionInLine + 1}: repair or drop the line; it may be cut off.", e);
        }
    }

    private static double Number(string path, int line, JsonElement entry, string key) =>
        !entry.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? double.NaN
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number
        : throw new InvalidInputException($"{path}, line {line}: '{key}' is {value.GetRawText()}, no number.");

    // Strings whole, so that what stands in them is left alone.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity\b|NaN\b
        """, RegexOptions.CultureInvariant)]
    private static partial Regex NotFiniteRegex();
}
