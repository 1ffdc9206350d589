using System.Globalization;

namespace Infometer;

/// <summary>
/// How often intervals hold the truth: a dot per line with what as many intervals would do by chance if each held with 95 %, and the 95 % themselves.
/// </summary>
internal static class CoveragePicture
{
    private const int Width = 640;
    private const int NameWidth = 290;
    private const int Left = 308;
    private const int PlotWidth = 196;
    private const int Top = 26;
    private const int RowHeight = 22;
    private const double Nominal = 0.95;
    private const double Deviations = 1.96;

    /// <summary>Draws the lines in the order given.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="marks">The lines.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<CoverageMark> marks)
    {
        double least = marks.Select(m => m.Coverage ?? 1).Append(0.8).Min();
        double low = least >= 0.8 ? 0.8 : least >= 0.5 ? 0.5 : 0;
        PlotAxis axis = PlotAxis.Linear("", low, 1, leastStep: low == 0.8 ? 0.05 : 0.25);
        double At(double share) => Left + (PlotWidth * axis.PlaceOf(share));
        int bottom = Top + (marks.Count * RowHeight);
        SvgWriter svg = SvgWriter.Inline(id, Width, bottom + 34, title, Description(marks));
        foreach (double tick in axis.Ticks)
        {
            svg.Line(At(tick), Top, At(tick), bottom, "grid");
            svg.Text(At(tick), Top - 8, string.Create(CultureInfo.InvariantCulture, $"{100 * tick:0.#} %"), "middle", "faint");
        }

        svg.Line(At(Nominal), Top, At(Nominal), bottom, "ceiling");
        svg.Text(Width - 66, Top - 8, "hold", "end", "faint");
        svg.Text(Width - 2, Top - 8, "of", "end", "faint");
        for (int row = 0; row < marks.Count; row++)
        {
            DrawMark(svg, marks[row], Top + ((row + 0.5) * RowHeight), axis.Low, At);
        }

        svg.Text(0, bottom + 24, "dashed: 95 %; line: where 19 of 20 dots lie by chance if the intervals are right", kind: "faint");
        return svg.ToString();
    }

    private static void DrawMark(SvgWriter svg, CoverageMark mark, double y, double low, Func<double, double> at)
    {
        svg.BeginGroup($"{FigureText.InSentence(mark.Name)}: {(mark.Coverage is { } c ? FigureText.Percent(c) : "none")} of {FigureText.Count(mark.Intervals, "interval", "intervals")}", "row");
        svg.Name(NameWidth, y + 4, mark.Name, NameWidth, "end");
        if (mark is { Coverage: { } coverage, Intervals: > 0 })
        {
            double room = Deviations * Math.Sqrt(Nominal * (1 - Nominal) / mark.Intervals);
            svg.Line(at(Math.Max(low, Nominal - room)), y, at(Math.Min(1, Nominal + room)), y, "interval");
            svg.Mark(at(coverage), y, 4.5, coverage < Nominal - room ? "dot low" : "dot");
        }

        svg.Text(Width - 66, y + 4, mark.Coverage is { } share ? FigureText.Percent(share) : "–", "end");
        svg.Text(Width - 2, y + 4, FigureText.Count(mark.Intervals), "end");
        svg.EndGroup();
    }

    private static string Description(IReadOnlyList<CoverageMark> marks)
    {
        CoverageMark[] known = [.. marks.Where(m => m.Coverage is not null).OrderBy(m => m.Coverage)];
        return known.Length == 0
            ? "No intervals."
            : $"The share of intervals that hold the truth, {FigureText.Count(marks.Count, "line", "lines")}: from {FigureText.Percent(known[0].Coverage!.Value)} ({FigureText.InSentence(known[0].Name)}) "
                + $"to {FigureText.Percent(known[^1].Coverage!.Value)} ({FigureText.InSentence(known[^1].Name)}); 95 % are meant.";
    }
}
