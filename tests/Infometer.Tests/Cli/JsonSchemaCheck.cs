using System.Text.Json;

namespace Infometer.Tests;

/// <summary>The part of JSON Schema that the committed schemas use; an unknown keyword is an error, so nothing is passed over.</summary>
internal static class JsonSchemaCheck
{
    /// <summary>Every way in which the text breaks the schema.</summary>
    public static List<string> Violations(string schemaFile, string json)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema", schemaFile)));
        using JsonDocument document = JsonDocument.Parse(json);
        List<string> violations = [];
        Check(schema.RootElement, document.RootElement, "$", violations);
        return violations;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            string? violation = keyword.Name switch
            {
                "$schema" or "title" or "description" or "properties" or "items" or "additionalProperties" => null,
                "type" => Types(keyword.Value).Any(type => IsOfType(value, type)) ? null : $"is {value.ValueKind}, not {keyword.Value}",
                "enum" => keyword.Value.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)) ? null : $"= {value} is not among {keyword.Value}",
                "const" => JsonElement.DeepEquals(keyword.Value, value) ? null : $"= {value} is not {keyword.Value}",
                "minimum" => value.ValueKind == JsonValueKind.Number && value.GetDouble() < keyword.Value.GetDouble() ? $"= {value} is too small" : null,
                "maximum" => value.ValueKind == JsonValueKind.Number && value.GetDouble() > keyword.Value.GetDouble() ? $"= {value} is too large" : null,
                "required" => Lacking(keyword.Value, value) is { Length: > 0 } lacking ? $"lacks {lacking}" : null,
                _ => throw new NotSupportedException($"The check does not know the keyword '{keyword.Name}'."),
            };
            if (violation is not null)
            {
                violations.Add($"{path} {violation}");
            }
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(items, item, $"{path}[{index++}]", violations);
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(schema, value, path, violations);
        }
    }

    private static void CheckMembers(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        JsonElement properties = schema.TryGetProperty("properties", out JsonElement p) ? p : default;
        JsonElement rest = schema.TryGetProperty("additionalProperties", out JsonElement r) ? r : default;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out JsonElement known))
            {
                Check(known, member.Value, $"{path}.{member.Name}", violations);
            }
            else if (rest.ValueKind == JsonValueKind.False)
            {
                violations.Add($"{path} has the unlisted member {member.Name}");
            }
            else if (rest.ValueKind == JsonValueKind.Object)
            {
                Check(rest, member.Value, $"{path}.{member.Name}", violations);
            }
        }
    }

    private static string Lacking(JsonElement names, JsonElement value) => value.ValueKind != JsonValueKind.Object
        ? ""
        : string.Join(", ", names.EnumerateArray().Select(n => n.GetString()!).Where(n => !value.TryGetProperty(n, out _)));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal d) && d == decimal.Truncate(d),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The check does not know the type '{type}'."),
    };
}
