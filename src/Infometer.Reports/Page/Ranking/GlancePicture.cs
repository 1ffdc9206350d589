namespace Infometer;

/// <summary>The columns that tell most as a small picture beside the first sentences: a name, a bar, an amount. A lower bound ends in an arrow.</summary>
internal static class GlancePicture
{
    private const int Width = 384;
    private const int NameWidth = 128;
    private const int PlotLeft = NameWidth + 10;
    private const int PlotRight = 300;
    private const int Head = 24;
    private const int RowHeight = 28;
    private const int BarHeight = 14;
    private const int Most = 10;

    /// <summary>Draws the first columns that were called informative; null where none has a number above 0.</summary>
    public static string? ToSvg(string id, RankingReading reading)
    {
        ColumnDocument[] columns = [.. reading.Measured.Take(Most)];
        if (columns.Length == 0)
        {
            return null;
        }

        string target = PageText.Cut(reading.Ranking.Target, PageText.LongestName);
        string title = $"What tells most about {target}";
        string described = string.Join("; ", columns.Select(c =>
            $"{FigureText.InSentence(c.Name)}: {(IsBound(c) ? "at least " : "")}{FigureText.Amount(Shown(c))} {reading.Ranking.Unit}"));
        SvgWriter svg = SvgWriter.Inline(id, Width, Head + (columns.Length * RowHeight), title, described, hasLinks: true);
        svg.Text(PlotLeft, 14, columns.Any(IsBound) ? "what tells most (arrow: or more)" : "what tells most", kind: "faint", size: FigureText.Size);
        svg.Sentence(Width - 2, 14, "{0}", reading.Ranking.Unit, anchor: "end");
        double highest = columns.Max(Shown);
        for (int i = 0; i < columns.Length; i++)
        {
            ColumnDocument column = columns[i];
            double top = Head + (i * RowHeight);
            double length = Math.Max(1, (PlotRight - PlotLeft) * Shown(column) / highest);
            svg.Name(NameWidth, top + 18, column.Name, NameWidth, "end", reading.NameOf(column).Href);
            svg.Rect(PlotLeft, top + ((RowHeight - BarHeight) / 2), length, BarHeight, $"bar verdict-{column.Verdict}");
            if (IsBound(column))
            {
                double tip = PlotLeft + length + 9;
                double middle = top + (RowHeight / 2);
                svg.Shape([(tip, middle), (tip - 7, middle - 5), (tip - 7, middle + 5)], "interval-arrow");
                svg.Text(Width - 56, top + 18, "≥", "end", size: FigureText.Size);
            }

            svg.Amount(Width - 2, top + 18, Shown(column));
        }

        return svg.ToString();
    }

    private static bool IsBound(ColumnDocument column) => column is { Verdict: "lower-bound", Interval.Low: > RankingWords.LeastBound };

    private static double Shown(ColumnDocument column) => IsBound(column) ? column.Interval!.Low!.Value : column.Value!.Value;
}
