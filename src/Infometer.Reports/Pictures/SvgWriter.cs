using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>
/// Writes one SVG picture: shapes in pixels from the upper left, texts escaped, a title and a description for those who do not see it, and
/// colours of ink and paper that follow the reader's light or dark mode. A file that stands alone has its own style; a picture within a page
/// takes its colours from the page's, by classes.
/// </summary>
internal sealed class SvgWriter
{
    private const string Style =
        "<style>.paper{fill:#ffffff}.ink{fill:#1f2328}.faint{fill:#59636e}.axis{stroke:#59636e}.grid{stroke:#d8dee4}.rim{stroke:#1f2328}"
        + "@media(prefers-color-scheme:dark){.paper{fill:#16191d}.ink{fill:#e6edf3}.faint{fill:#9198a1}.axis{stroke:#9198a1}.grid{stroke:#30363d}.rim{stroke:#e6edf3}}</style>\n";

    // Pictures up to here are read on a phone without scrolling.
    private const int NarrowWidth = 420;

    // Beyond it a picture is scrolled rather than shrunk.
    private const int MiddleWidth = 640;

    // One tile of a hatch.
    private const int HatchSize = 6;

    private readonly StringBuilder _svg = new();

    private readonly string _id;
    private bool _hasSizes;

    /// <summary>Starts a picture on paper, as a file.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it is, in a few words.</param>
    /// <param name="description">What there is to see, in words.</param>
    public SvgWriter(int width, int height, string title, string description)
        : this("", $" role=\"img\" aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" font-size=\"11\"", width, height, title, description)
    {
        _hasSizes = true;
        _svg.Append(Style);
        _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n");
    }

    private SvgWriter(string id, string attributes, int width, int height, string title, string description)
    {
        _id = id;
        string prefix = id.Length == 0 ? "" : id + "-";
        _svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"{attributes}>\n");
        _svg.Append($"<title id=\"{prefix}title\">{Escaped(title)}</title>\n<desc id=\"{prefix}desc\">{Escaped(description)}</desc>\n");
    }

    /// <summary>Starts a picture within a page, without a style of its own.</summary>
    /// <param name="id">Its id on the page; those of its parts begin with it.</param>
    /// <param name="width">Width in pixels; the page may shrink it.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it is, in a few words.</param>
    /// <param name="description">What there is to see, in words.</param>
    /// <param name="hasLinks">Whether it holds links: what is an image to a screen reader hides them.</param>
    public static SvgWriter Inline(string id, int width, int height, string title, string description, bool hasLinks = false)
    {
        string kind = width > MiddleWidth ? "picture wide" : width > NarrowWidth ? "picture" : "picture narrow";
        string role = hasLinks ? "group" : "img";
        return new SvgWriter(
            Escaped(id),
            $" id=\"{Escaped(id)}\" class=\"{kind}\" role=\"{role}\" aria-labelledby=\"{Escaped(id)}-title {Escaped(id)}-desc\"",
            width,
            height,
            title,
            description);
    }

    /// <summary>Starts a picture as a file where it has no id, else within a page with the sizes of texts that a file has.</summary>
    public static SvgWriter Of(string? id, int width, int height, string title, string description)
    {
        if (id is null)
        {
            return new SvgWriter(width, height, title, description);
        }

        SvgWriter svg = Inline(id, width, height, title, description);
        svg._hasSizes = true;
        return svg;
    }

    /// <summary>A straight line of a class: <c>axis</c> or <c>grid</c>.</summary>
    public void Line(double x1, double y1, double x2, double y2, string kind) =>
        _svg.Append($"<line class=\"{kind}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>\n");

    /// <summary>A line through points; nothing for fewer than two.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string colour, double width, double opacity = 1)
    {
        if (points.Count > 1)
        {
            _svg.Append($"<polyline points=\"{Points(points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(width)}\" stroke-opacity=\"{N(opacity)}\"/>\n");
        }
    }

    /// <summary>A filled shape.</summary>
    public void Area(IReadOnlyList<(double X, double Y)> points, string colour, double opacity) =>
        _svg.Append($"<polygon points=\"{Points(points)}\" fill=\"{colour}\" fill-opacity=\"{N(opacity)}\"/>\n");

    /// <summary>A dot with a thin rim in the colour of ink; the tip is shown where the reader points at it.</summary>
    public void Dot(double x, double y, double radius, string colour, string tip) =>
        _svg.Append($"<circle class=\"rim\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{colour}\" stroke-width=\"0.4\"><title>{Escaped(tip)}</title></circle>\n");

    /// <summary>A filled rectangle without a rim.</summary>
    public void Box(double x, double y, double width, double height, string colour) =>
        _svg.Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{colour}\"/>\n");

    /// <summary>A text.</summary>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="kind"><c>ink</c>, <c>faint</c>, or <c>ink label</c> with a rim of paper, for what may lie on a shape.</param>
    /// <param name="size">Pixels, where the picture has texts of several sizes.</param>
    public void Text(double x, double y, string text, string anchor = "start", string kind = "ink", double size = 11)
    {
        string own = _hasSizes ? $" font-size=\"{N(size)}\"" : "";
        _svg.Append($"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\"{own}>{Escaped(text)}</text>\n");
    }

    /// <summary>A text that is read from below to above, centred.</summary>
    public void TextUpwards(double x, double y, string text) =>
        _svg.Append($"<text class=\"ink\"{(_hasSizes && _id.Length > 0 ? " font-size=\"11\"" : "")} transform=\"translate({N(x)},{N(y)}) rotate(-90)\" text-anchor=\"middle\">{Escaped(text)}</text>\n");

    /// <summary>Begins a group of shapes, of a class; what it shows is said where the reader points at it.</summary>
    public void BeginGroup(string? tip = null, string? kind = null)
    {
        _svg.Append(kind is null ? "<g>" : $"<g class=\"{kind}\">");
        _svg.Append(tip is null ? "\n" : $"<title>{Escaped(tip)}</title>\n");
    }

    /// <summary>Ends the group.</summary>
    public void EndGroup() => _svg.Append("</g>\n");

    /// <summary>A rectangle of a class.</summary>
    public void Rect(double x, double y, double width, double height, string kind) =>
        _svg.Append($"<rect class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"/>\n");

    /// <summary>A closed shape of a class.</summary>
    public void Shape(IReadOnlyList<(double X, double Y)> points, string kind) =>
        _svg.Append($"<polygon class=\"{kind}\" points=\"{Points(points)}\"/>\n");

    /// <summary>A hollow or filled mark of a class.</summary>
    public void Mark(double x, double y, double radius, string kind) =>
        _svg.Append($"<circle class=\"{kind}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>\n");

    /// <summary>Any curve of a class, in SVG's path language.</summary>
    public void Curve(string data, string kind) => _svg.Append($"<path class=\"{kind}\" d=\"{data}\"/>\n");

    /// <summary>Strokes of a width, of a class or in a colour.</summary>
    public void Stroke(string data, double width, string? kind, string? colour = null)
    {
        string look = colour is null ? $"class=\"{kind}\"" : $"stroke=\"{colour}\"";
        _svg.Append($"<path {look} d=\"{data}\" fill=\"none\" stroke-width=\"{N(width)}\"/>\n");
    }

    /// <summary>A rectangle of a class in a colour, with a tip.</summary>
    public void Tile(double x, double y, double width, double height, string kind, string colour, string tip) =>
        _svg.Append($"<rect class=\"{kind}\" fill=\"{colour}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"><title>{Escaped(tip)}</title></rect>\n");

    /// <summary>A rectangle that is not seen, with a tip.</summary>
    public void Hotspot(double x, double y, double width, double height, string tip) =>
        _svg.Append($"<rect class=\"spot\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"><title>{Escaped(tip)}</title></rect>\n");

    /// <summary>
    /// The patterns of <see cref="Hatched"/>, once per picture: strokes in the colour of paper over a filled rectangle, so that parts differ in
    /// print and to those who see no colours.
    /// </summary>
    public void DefineHatches()
    {
        const string Start = $"width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"";
        _svg.Append($"<defs><pattern id=\"{_id}-rising\" {Start}><path class=\"hatch\" d=\"M0 {HatchSize}L{HatchSize} 0M-1 1L1 -1M5 7L7 5\"/></pattern>");
        _svg.Append($"<pattern id=\"{_id}-dotted\" {Start}><circle class=\"hatch-dot\" cx=\"3\" cy=\"3\" r=\"1.2\"/></pattern></defs>\n");
    }

    /// <summary>A rectangle of a class with a hatch over it: <c>rising</c> or <c>dotted</c>.</summary>
    public void Hatched(double x, double y, double width, double height, string kind, string hatch)
    {
        Rect(x, y, width, height, kind);
        _svg.Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"url(#{_id}-{hatch})\"/>\n");
    }

    /// <summary>A name, cut to a width with the whole of it where the reader points at it, and a link where there is one.</summary>
    public void Name(double x, double y, string name, double width, string anchor = "start", string? href = null, string kind = "ink") =>
        ShortName(x, y, FigureText.Cut(name, width), name, anchor, href, kind);

    /// <summary>A name that was cut, with the whole of it where the reader points at it.</summary>
    public void ShortName(double x, double y, string shown, string name, string anchor = "start", string? href = null, string kind = "ink")
    {
        string tip = shown == name ? "" : $"<title>{Escaped(name)}</title>";
        string text = $"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{tip}{Escaped(shown)}</text>";
        _svg.Append(href is null ? $"{text}\n" : $"<a href=\"{Escaped(href)}\">{text}</a>\n");
    }

    /// <summary>An amount of information, which the page shows in bits or in nats.</summary>
    public void Amount(double x, double y, double amount, string anchor = "end", string kind = "ink") =>
        _svg.Append($"<text class=\"amount {kind}\" data-amount=\"{FigureText.RoundTrip(amount)}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{FigureText.Amount(amount)}</text>\n");

    /// <summary>An amount at a tick of an axis: without zeros at its end.</summary>
    public void Tick(double x, double y, double amount, string anchor = "middle") =>
        _svg.Append($"<text class=\"amount tick faint\" data-amount=\"{FigureText.RoundTrip(amount)}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{FigureText.Tick(amount)}</text>\n");

    /// <summary>A text in which <c>{0}</c> stands for the unit and <c>{1}</c> for an amount, both of which the page may switch.</summary>
    public void Sentence(double x, double y, string format, string unit, double? amount = null, string anchor = "start", string kind = "faint")
    {
        string text = Escaped(format).Replace("{0}", $"<tspan class=\"unit\">{Escaped(unit)}</tspan>", StringComparison.Ordinal);
        if (amount is { } number)
        {
            text = text.Replace(
                "{1}", $"<tspan class=\"amount\" data-amount=\"{FigureText.RoundTrip(number)}\">{FigureText.Amount(number)}</tspan>", StringComparison.Ordinal);
        }

        _svg.Append($"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{text}</text>\n");
    }

    /// <inheritdoc/>
    public override string ToString() => _svg + "</svg>\n";

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    // What XML does not allow at all becomes a space; pairs of surrogates are characters as any other.
    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                _ when Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF => escaped.Append(' '),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
