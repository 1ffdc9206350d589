using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Infometer.Tests;

/// <summary>A page read back: what stands in it as a browser would find it.</summary>
internal sealed partial class ReportPage
{
    public ReportPage(string html)
    {
        Html = html;
        Style = StylePattern().Match(html).Groups[1].Value;
        Script = ScriptPattern().Match(html).Groups[1].Value;
        string markup = ScriptPattern().Replace(DataPattern().Replace(StylePattern().Replace(html, ""), ""), "").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        Root = XElement.Parse(markup, LoadOptions.PreserveWhitespace);
        Data = DataPattern().Match(html) is { Success: true } data ? JsonDocument.Parse(data.Groups[1].Value).RootElement : default;
    }

    public string Html { get; }

    /// <summary>The one style and the one script.</summary>
    public string Style { get; }

    public string Script { get; }

    /// <summary>Everything else; it is well-formed XML.</summary>
    public XElement Root { get; }

    /// <summary>What the script reads.</summary>
    public JsonElement Data { get; }

    public IEnumerable<XElement> Elements => Root.DescendantsAndSelf();

    public XElement ById(string id) => Elements.Single(e => (string?)e.Attribute("id") == id);

    public IEnumerable<XElement> WithClass(string name) => Elements.Where(e => ((string?)e.Attribute("class") ?? "").Split(' ').Contains(name));

    /// <summary>The cells of the table's rows.</summary>
    public XElement[][] Rows(string tableId) => [.. ById(tableId).Element("tbody")!.Elements("tr").Select(row => row.Elements().ToArray())];

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StylePattern();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataPattern();
}
