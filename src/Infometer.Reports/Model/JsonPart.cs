using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// A part of a result's JSON that knows where it stands, so that what does not fit is said in one sentence: the path of the property, what was
/// found and what was expected. Properties that nobody asks for are ignored, so that results of later versions can be read.
/// </summary>
internal readonly struct JsonPart
{
    private const int LongestText = 40;

    private readonly JsonElement _element;
    private readonly string _source;
    private readonly string _path;

    private JsonPart(JsonElement element, string source, string path)
    {
        _element = element;
        _source = source;
        _path = path;
    }

    /// <summary>The properties' names of the whole; none where it is no object.</summary>
    public IEnumerable<string> Names => _element.ValueKind == JsonValueKind.Object ? _element.EnumerateObject().Select(p => p.Name) : [];

    /// <summary>The whole of a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidInputException">It is no JSON object.</exception>
    public static JsonPart Parse(string json, string source)
    {
        try
        {
            JsonElement root = JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return root.ValueKind == JsonValueKind.Object
                ? new JsonPart(root, source, "")
                : throw new InvalidInputException($"{source} is {Show(root)}, where the JSON object that infometer prints with --json was expected.");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" in line {line + 1}, byte {e.BytePositionInLine + 1}") : "";
            throw new InvalidInputException($"{source} is no JSON{place}; give the file that infometer wrote with --json, whole and unchanged.", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException($"{source} holds half a character (a lone surrogate); give the file that infometer wrote with --json, unchanged.", e);
        }
    }

    /// <summary>A property that is an object.</summary>
    public JsonPart Part(string name) => Required(name, JsonValueKind.Object, "an object");

    /// <summary>A property that is an object or null.</summary>
    public JsonPart? PartOrNull(string name) => IsNull(name) ? null : Part(name);

    /// <summary>A property that is an object, or null where it is null or absent.</summary>
    public JsonPart? OptionalPart(string name) => Has(name) ? Part(name) : null;

    /// <summary>A property's array, item by item.</summary>
    public IEnumerable<JsonPart> Items(string name)
    {
        JsonPart list = Required(name, JsonValueKind.Array, "an array");
        int index = 0;
        foreach (JsonElement item in list._element.EnumerateArray())
        {
            yield return new JsonPart(item, _source, string.Create(CultureInfo.InvariantCulture, $"{list._path}[{index++}]"));
        }
    }

    /// <summary>This array, item by item.</summary>
    public IEnumerable<JsonPart> Items()
    {
        if (_element.ValueKind != JsonValueKind.Array)
        {
            throw Misfit("an array");
        }

        int index = 0;
        foreach (JsonElement item in _element.EnumerateArray())
        {
            yield return new JsonPart(item, _source, string.Create(CultureInfo.InvariantCulture, $"{_path}[{index++}]"));
        }
    }

    /// <summary>This number, or null.</summary>
    public double? AsNumberOrNull() => _element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when _element.TryGetDouble(out double value) && double.IsFinite(value) => value,
        _ => throw Misfit("a number or null"),
    };

    /// <summary>This whole number from 0 on.</summary>
    public long AsCount() =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out long value) && value >= 0 ? value : throw Misfit("a whole number from 0 on");

    /// <summary>The texts of a property's array.</summary>
    public IEnumerable<string> Texts(string name) => Items(name).Select(item => item.AsText());

    /// <summary>A text.</summary>
    public string Text(string name) => Member(name).AsText();

    /// <summary>A text or null.</summary>
    public string? TextOrNull(string name) => IsNull(name) ? null : Text(name);

    /// <summary>One of a few words.</summary>
    public string Word(string name, params ReadOnlySpan<string> known)
    {
        string word = Text(name);
        return known.Contains(word) ? word : throw Member(name).Misfit($"one of {string.Join(", ", known!)}");
    }

    /// <summary>A finite number.</summary>
    public double Number(string name)
    {
        JsonPart number = Required(name, JsonValueKind.Number, "a number");
        return number._element.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw number.Misfit("a number within double precision");
    }

    /// <summary>A finite number or null.</summary>
    public double? NumberOrNull(string name) => IsNull(name) ? null : Number(name);

    /// <summary>A whole number from 0 on.</summary>
    public long Count(string name)
    {
        JsonPart number = Required(name, JsonValueKind.Number, "a whole number");
        return number._element.TryGetInt64(out long value) && value >= 0 ? value : throw number.Misfit("a whole number from 0 on");
    }

    /// <summary>A whole number from 0 on, or null.</summary>
    public long? CountOrNull(string name) => IsNull(name) ? null : Count(name);

    /// <summary>A whole number from 0 on, or null where it is null or absent.</summary>
    public long? OptionalCount(string name) => Has(name) ? Count(name) : null;

    /// <summary>A seed.</summary>
    public ulong Seed(string name)
    {
        JsonPart number = Required(name, JsonValueKind.Number, "a whole number");
        return number._element.TryGetUInt64(out ulong value) ? value : throw number.Misfit("a whole number from 0 to 2^64 − 1");
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name)
    {
        JsonPart member = Member(name);
        return member._element.ValueKind is JsonValueKind.True or JsonValueKind.False ? member._element.GetBoolean() : throw member.Misfit("true or false");
    }

    /// <summary>The properties of an object as they would be typed, <c>name=value</c>, numbers as they stand; those of objects within it the same way.</summary>
    public IEnumerable<string> Settings(params string[] except)
    {
        foreach (JsonProperty property in _element.EnumerateObject().Where(p => !except.Contains(p.Name)))
        {
            JsonPart part = new(property.Value, _source, $"{_path}.{property.Name}");
            yield return property.Value.ValueKind switch
            {
                JsonValueKind.Object => $"{property.Name}: {string.Join(", ", part.Settings())}",
                JsonValueKind.String => $"{property.Name}={part.AsText()}",
                _ => $"{property.Name}={property.Value.GetRawText()}",
            };
        }
    }

    /// <summary>That a property has a value other than null.</summary>
    public bool Has(string name) =>
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>What to say where this part is not what was expected.</summary>
    public InvalidInputException Misfit(string expected) =>
        new($"{_path} of {_source} is {Show(_element)}, where {expected} was expected; give the JSON that infometer wrote, unchanged.");

    private static string Show(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        _ => element.GetRawText() is var text && text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…"),
    };

    private JsonPart Member(string name)
    {
        if (_element.ValueKind != JsonValueKind.Object)
        {
            throw Misfit("an object");
        }

        string path = _path.Length == 0 ? name : $"{_path}.{name}";
        return _element.TryGetProperty(name, out JsonElement value)
            ? new JsonPart(value, _source, path)
            : throw new InvalidInputException($"{path} of {_source} is missing; give the JSON that infometer wrote, whole and unchanged.");
    }

    private bool IsNull(string name) => Member(name)._element.ValueKind == JsonValueKind.Null;

    private JsonPart Required(string name, JsonValueKind kind, string expected)
    {
        JsonPart member = Member(name);
        return member._element.ValueKind == kind ? member : throw member.Misfit(expected);
    }

    private string AsText()
    {
        if (_element.ValueKind != JsonValueKind.String)
        {
            throw Misfit("a text");
        }

        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Misfit("a text of whole characters (this one has a lone surrogate)");
        }
    }
}
