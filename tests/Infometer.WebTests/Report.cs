using System.Text.Json;

namespace Infometer.WebTests;

/// <summary>A page and the result that it shows.</summary>
public sealed class Report
{
    /// <summary>Takes a page and its result.</summary>
    /// <param name="file">The page.</param>
    /// <param name="json">The result, in bits.</param>
    public Report(string file, string json)
    {
        File = file;
        using JsonDocument document = JsonDocument.Parse(json);
        Columns = document.RootElement.TryGetProperty("columns", out JsonElement columns) ? [.. columns.EnumerateArray().Select(c => c.Clone())] : [];
        Names = [.. Columns.Select(NameOf)];
    }

    /// <summary>The page.</summary>
    public string File { get; }

    /// <summary>The address under which a browser opens the page.</summary>
    public string Address => new Uri(File).AbsoluteUri;

    /// <summary>The columns in the order of a ranking; none where the result has no columns.</summary>
    public IReadOnlyList<JsonElement> Columns { get; }

    /// <summary>Their names, as a page shows them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The name of a column as a page shows it: control characters by their pictures.</summary>
    public static string NameOf(JsonElement column) =>
        string.Concat(column.GetProperty("name").GetString()!.Select(c => c < ' ' ? (char)('\u2400' + c) : c));
}
