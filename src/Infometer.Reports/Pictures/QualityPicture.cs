namespace Infometer;

/// <summary>The state of each column: what is missing, how many distinct values there are, how common the most frequent one is, and what is remarkable.</summary>
internal static class QualityPicture
{
    private const int NameWidth = 160;
    private const int KindLeft = 174;
    private const int MissingLeft = 256;
    private const int DistinctEnd = 466;
    private const int FrequentLeft = 482;
    private const int FlagsLeft = 630;
    private const int BarWidth = 80;
    private const int BarHeight = 12;
    private const int HeadRoom = 26;
    private const int RowHeight = 24;

    /// <summary>Draws a row per column.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="columns">The columns.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<QualityBar> columns)
    {
        double flags = columns.Select(c => FigureText.WidthOf(Flags(c))).Append(0).Max();
        int width = flags > 0 ? FlagsLeft + (int)Math.Min(400, Math.Max(80, flags + 8)) : FlagsLeft;
        SvgWriter svg = SvgWriter.Inline(id, width, HeadRoom + (columns.Count * RowHeight) + 8, title, Description(columns));
        DrawHead(svg, flags > 0);
        for (int row = 0; row < columns.Count; row++)
        {
            DrawColumn(svg, columns[row], HeadRoom + ((row + 0.5) * RowHeight), width - FlagsLeft);
        }

        return svg.ToString();
    }

    private static void DrawHead(SvgWriter svg, bool hasFlags)
    {
        const double Line = HeadRoom - 10;
        svg.Text(KindLeft, Line, "kind", kind: "faint");
        svg.Text(MissingLeft, Line, "missing", kind: "faint");
        svg.Text(DistinctEnd, Line, "distinct", "end", "faint");
        svg.Text(FrequentLeft, Line, "most frequent value", kind: "faint");
        if (hasFlags)
        {
            svg.Text(FlagsLeft, Line, "remarks", kind: "faint");
        }
    }

    private static void DrawColumn(SvgWriter svg, QualityBar column, double y, double flagsWidth)
    {
        svg.BeginGroup(Tip(column), "row");
        svg.Name(NameWidth, y + 4, column.Name, NameWidth, "end");
        svg.Text(KindLeft, y + 4, column.Kind, kind: "faint");
        double missing = column.Rows > 0 ? (double)column.Missing / column.Rows : 0;
        DrawShare(svg, MissingLeft, y, missing, "missing", column.Missing == 0 ? "none" : FigureText.Percent(missing));
        svg.Text(DistinctEnd, y + 4, FigureText.Count(column.Distinct), "end");
        bool hasShare = double.IsFinite(column.MostFrequentShare);
        DrawShare(svg, FrequentLeft, y, hasShare ? column.MostFrequentShare : 0, "mark", hasShare ? FigureText.Percent(column.MostFrequentShare) : "–");
        svg.Name(FlagsLeft, y + 4, Flags(column), flagsWidth, kind: "flags");
        svg.EndGroup();
    }

    private static void DrawShare(SvgWriter svg, double x, double y, double share, string kind, string text)
    {
        svg.Rect(x, y - (BarHeight / 2.0), BarWidth, BarHeight, "track");
        svg.Rect(x, y - (BarHeight / 2.0), BarWidth * Math.Clamp(share, 0, 1), BarHeight, kind);
        svg.Text(x + BarWidth + 6, y + 4, text);
    }

    private static string Flags(QualityBar column) => string.Join(", ", column.Flags);

    private static string Tip(QualityBar column) =>
        $"{FigureText.InSentence(column.Name)} ({column.Kind}): {FigureText.Count(column.Missing)} of {FigureText.Count(column.Rows)} cells missing, "
        + $"{FigureText.Count(column.Distinct, "distinct value", "distinct values")}"
        + (column.Flags.Count > 0 ? $"; {Flags(column)}" : "");

    private static string Description(IReadOnlyList<QualityBar> columns)
    {
        if (columns.Count == 0)
        {
            return "No columns.";
        }

        QualityBar worst = columns.MaxBy(c => c.Rows > 0 ? (double)c.Missing / c.Rows : 0)!;
        string missing = worst.Missing == 0
            ? "no cell is missing"
            : $"{FigureText.Count(columns.Count(c => c.Missing > 0))} with missing cells, most in {FigureText.InSentence(worst.Name)} ({FigureText.Percent((double)worst.Missing / worst.Rows)})";
        return $"{FigureText.Count(columns.Count, "column", "columns")}: {missing}; {FigureText.Count(columns.Count(c => c.Flags.Count > 0))} with remarks.";
    }
}
