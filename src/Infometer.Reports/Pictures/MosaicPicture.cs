namespace Infometer;

/// <summary>
/// Levels by levels: a row per level of the column, as high as its share of the rows, divided by the shares of the target's levels within, so that
/// areas are counts. Rows rather than columns, for names are read across.
/// </summary>
internal static class MosaicPicture
{
    private const int MostLevels = 12;
    private const int MostTargetLevels = 8;
    private const int Bins = 5;
    private const int Width = 400;
    private const int NameWidth = 112;
    private const int Left = 128;
    private const int PlotWidth = 208;
    private const int PlotHeight = 230;
    private const int LabelDistance = 15;

    /// <summary>Draws the mosaic.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="column">The column.</param>
    /// <param name="target">The target.</param>
    public static string? ToSvg(string id, Column column, Column target)
    {
        PictureLevels rows = PictureLevels.Of(column, MostLevels, Bins);
        PictureLevels parts = PictureLevels.Of(target, MostTargetLevels, Bins);
        long[,] counts = Counts(rows, parts);
        int top = 24 + (LevelKey.LinesOf(parts, Width) * LevelKey.LineHeight) + 22;
        SvgWriter svg = SvgWriter.Inline(
            id,
            Width,
            top + PlotHeight + 22,
            $"{FigureText.InSentence(target.Name)} by {FigureText.InSentence(column.Name)}",
            Description(column, target, rows, parts, counts));
        svg.Name(0, 14, target.Name, Width, kind: "faint");
        LevelKey.Draw(svg, parts, 0, 20, Width);
        svg.Name(0, top - 8, column.Name, NameWidth, kind: "faint");
        svg.Text(Width, top - 8, "rows", "end", "faint");
        double y = top;
        double[] middles = new double[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            double height = PlotHeight * (double)rows.Counts[row] / column.Count;
            DrawRow(svg, rows, parts, counts, row, y, height);
            middles[row] = y + (height / 2);
            y += height;
        }

        DrawNames(svg, rows, middles, Spread(middles, top + 4, top + PlotHeight - 4));
        foreach (int percent in new[] { 0, 50, 100 })
        {
            svg.Text(Left + (PlotWidth * percent / 100.0), top + PlotHeight + 16, $"{percent} %", "middle", "faint");
        }

        return svg.ToString();
    }

    /// <summary>Places as near to those wanted as the distance between labels allows, in order, between two ends.</summary>
    internal static double[] Spread(double[] wanted, double low, double high)
    {
        double[] places = (double[])wanted.Clone();
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], i == 0 ? low : places[i - 1] + LabelDistance);
        }

        for (int i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], i == places.Length - 1 ? high : places[i + 1] - LabelDistance);
        }

        return places;
    }

    private static long[,] Counts(PictureLevels rows, PictureLevels parts)
    {
        long[,] counts = new long[rows.Count, parts.Count];
        for (int row = 0; row < rows.Codes.Count; row++)
        {
            counts[rows.Codes[row], parts.Codes[row]]++;
        }

        return counts;
    }

    private static void DrawRow(SvgWriter svg, PictureLevels rows, PictureLevels parts, long[,] counts, int row, double y, double height)
    {
        double x = Left;
        for (int part = 0; part < parts.Count; part++)
        {
            if (counts[row, part] > 0)
            {
                double width = PlotWidth * (double)counts[row, part] / rows.Counts[row];
                string tip = $"{FigureText.InSentence(rows.Names[row])}, {FigureText.InSentence(parts.Names[part])}: {FigureText.Count(counts[row, part])} of "
                    + $"{FigureText.Count(rows.Counts[row], "row", "rows")}, {FigureText.Percent((double)counts[row, part] / rows.Counts[row])}";
                svg.Tile(x, y, width, height, height > 4 ? "tile" : "thin tile", parts.ColourOf(part), tip);
                x += width;
            }
        }
    }

    private static void DrawNames(SvgWriter svg, PictureLevels rows, double[] middles, double[] places)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            svg.Name(NameWidth, places[row] + 4, rows.Names[row], NameWidth, "end");
            svg.Text(Width, places[row] + 4, FigureText.Count(rows.Counts[row]), "end");
            svg.Line(NameWidth + 3, places[row], Left - 2, middles[row], "leader");
        }
    }

    // The level of the target whose share differs most between the rows, and where.
    private static string Description(Column column, Column target, PictureLevels rows, PictureLevels parts, long[,] counts)
    {
        double Share(int row, int part) => (double)counts[row, part] / rows.Counts[row];
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        (int part, int least, int most) = Enumerable.Range(0, parts.Count)
            .Select(p => (p, all.MinBy(r => Share(r, p)), all.MaxBy(r => Share(r, p))))
            .MaxBy(p => Share(p.Item3, p.p) - Share(p.Item2, p.p));
        return $"A mosaic of {FigureText.Count(rows.Count, "level", "levels")} of {FigureText.InSentence(column.Name)} by {FigureText.Count(parts.Count, "level", "levels")} of "
            + $"{FigureText.InSentence(target.Name)}. The share of {FigureText.InSentence(parts.Names[part])} goes from {FigureText.Percent(Share(least, part))} "
            + $"({FigureText.InSentence(rows.Names[least])}) to {FigureText.Percent(Share(most, part))} ({FigureText.InSentence(rows.Names[most])}).";
    }
}
