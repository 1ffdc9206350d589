using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

/// <summary>Reads a picture as a page holds it.</summary>
internal sealed class InlineSvg
{
    /// <summary>A name that is hostile to markup: quotes, tags, an emoji, half of one, control characters, and long.</summary>
    public const string Hostile = "</svg><script>\"&'\u0007\ud800 \ud83d\ude00 a name of a column that is longer than its room";

    private InlineSvg(XElement root) => Root = root;

    public XElement Root { get; }

    public string Description => Root.Element(Name("desc"))!.Value;

    /// <summary>Parses a picture and checks what all have: no id but its own, a title, a description, no style.</summary>
    public static InlineSvg Of(string? svg, string id)
    {
        XElement root = XDocument.Parse(Assert.IsType<string>(svg)).Root!;
        Assert.Equal(id, root.Attribute("id")!.Value);
        Assert.Equal($"{id}-title {id}-desc", root.Attribute("aria-labelledby")!.Value);
        Assert.NotEmpty(root.Elements().Single(e => e.Attribute("id")?.Value == $"{id}-title").Value);
        Assert.NotEmpty(root.Elements().Single(e => e.Attribute("id")?.Value == $"{id}-desc").Value);
        string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(a => a.Value)];
        Assert.All(ids, own => Assert.StartsWith(id, own, StringComparison.Ordinal));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(root.Descendants(Name("a")).Any() ? "group" : "img", root.Attribute("role")!.Value);
        Assert.Empty(root.Descendants().Attributes("style"));
        Assert.Empty(root.Descendants(Name("style")));
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        return new InlineSvg(root);
    }

    public static XName Name(string name) => XName.Get(name, "http://www.w3.org/2000/svg");

    public XElement[] All(string tag, string kind) =>
        [.. Root.Descendants(Name(tag)).Where(e => (e.Attribute("class")?.Value ?? "").Split(' ').Contains(kind))];

    public XElement[] Amounts() => [.. Root.Descendants().Where(e => e.Attribute("data-amount") is not null)];

    public static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    public string[] Texts() => [.. Root.Descendants(Name("text")).Select(t => string.Concat(t.Nodes().Where(n => n is XText or XElement { Name.LocalName: "tspan" }).Select(n => n is XElement e ? e.Value : ((XText)n).Value)))];
}
