using System.Globalization;
using System.Text;

namespace Infometer.Tests;

/// <summary>One row per distribution: where estimates lie about the truth, in nats, as an SVG picture that needs no script and no font of its own.</summary>
internal sealed class ErrorFigure(string title, double reach)
{
    private const int Left = 250;
    private const int PlotWidth = 560;
    private const int RowHeight = 17;
    private const int Top = 58;

    private readonly List<(string Label, (double Error, double Spread, string Colour, string Mark)[] Points)> _rows = [];

    /// <summary>Adds a row: errors with a half-width that is drawn as a line, or none.</summary>
    public void Add(string label, params (double Error, double Spread, string Colour, string Mark)[] points) => _rows.Add((label, points));

    /// <summary>The picture.</summary>
    public string ToSvg(params (string Text, string Colour, string Mark)[] legend)
    {
        int height = Top + (_rows.Count * RowHeight) + 34;
        int width = Left + PlotWidth + 20;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"18\" font-size=\"13\" fill=\"#222222\">{title}</text>\n");
        double x = 10;
        foreach ((string text, string colour, string mark) in legend)
        {
            svg.Append(Marker(x + 5, 33, colour, mark));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 14:0.#}\" y=\"37\" fill=\"#222222\">{text}</text>\n");
            x += 26 + (text.Length * 6.2);
        }

        for (int tick = -4; tick <= 4; tick++)
        {
            double at = X(tick * reach / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{at:0.#}\" x2=\"{at:0.#}\" y1=\"{Top - 6}\" y2=\"{height - 30}\" stroke=\"{(tick == 0 ? "#222222" : "#dddddd")}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at:0.#}\" y=\"{height - 14}\" text-anchor=\"middle\" fill=\"#555555\">{(tick * reach / 4).ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture)}</text>\n");
        }

        for (int i = 0; i < _rows.Count; i++)
        {
            double y = Top + (i * RowHeight) + 6;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\" fill=\"#222222\">{_rows[i].Label}</text>\n");
            foreach ((double error, double spread, string colour, string mark) in _rows[i].Points.Where(p => double.IsFinite(p.Error)))
            {
                if (spread > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(error - spread):0.#}\" x2=\"{X(error + spread):0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"{colour}\" stroke-width=\"2\" opacity=\"0.5\"/>\n");
                }

                svg.Append(Marker(X(error), y, colour, mark));
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Marker(double x, double y, string colour, string mark) => mark == "dot"
        ? string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\" fill=\"{colour}\"/>\n")
        : string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\"/>\n");

    // What lies outside is drawn at the edge.
    private double X(double error) => Left + (PlotWidth * (Math.Clamp(error / reach, -1, 1) + 1) / 2);
}
