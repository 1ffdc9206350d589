using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>
/// Writes one SVG picture: shapes in pixels from the upper left, texts escaped, a title and a description for those who do not see it, and
/// colours of ink and paper that follow the reader's light or dark mode.
/// </summary>
internal sealed class SvgWriter
{
    private const string Style =
        "<style>.paper{fill:#ffffff}.ink{fill:#1f2328}.faint{fill:#59636e}.axis{stroke:#59636e}.grid{stroke:#d8dee4}.rim{stroke:#1f2328}"
        + "@media(prefers-color-scheme:dark){.paper{fill:#16191d}.ink{fill:#e6edf3}.faint{fill:#9198a1}.axis{stroke:#9198a1}.grid{stroke:#30363d}.rim{stroke:#e6edf3}}</style>\n";

    private readonly StringBuilder _svg = new();

    /// <summary>Starts a picture on paper.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it is, in a few words.</param>
    /// <param name="description">What there is to see, in words.</param>
    public SvgWriter(int width, int height, string title, string description)
    {
        _svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" font-size=\"11\">\n");
        _svg.Append($"<title id=\"title\">{Escaped(title)}</title>\n<desc id=\"desc\">{Escaped(description)}</desc>\n");
        _svg.Append(Style);
        _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n");
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
    /// <param name="kind"><c>ink</c> or <c>faint</c>.</param>
    /// <param name="size">Pixels.</param>
    public void Text(double x, double y, string text, string anchor = "start", string kind = "ink", double size = 11) =>
        _svg.Append($"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\" font-size=\"{N(size)}\">{Escaped(text)}</text>\n");

    /// <summary>A text that is read from below to above, centred.</summary>
    public void TextUpwards(double x, double y, string text) =>
        _svg.Append($"<text class=\"ink\" transform=\"translate({N(x)},{N(y)}) rotate(-90)\" text-anchor=\"middle\">{Escaped(text)}</text>\n");

    /// <inheritdoc/>
    public override string ToString() => _svg + "</svg>\n";

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    // What XML does not allow at all is left out.
    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
