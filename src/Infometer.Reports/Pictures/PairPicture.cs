namespace Infometer;

/// <summary>
/// The target by the cells of two columns: in each cell a bar divided by the shares of the target's levels, as high as the root of the cell's share of the
/// fullest, since cells of few rows would be hairlines. Numbers are cut into bins of about equal counts.
/// </summary>
internal static class PairPicture
{
    private const int Width = 420;
    private const int NameWidth = 96;
    private const int Left = 104;
    private const int PlotWidth = 314;
    private const int RowHeight = 34;
    private const int MostRows = 6;
    private const int MostColumns = 5;
    private const int MostTargetLevels = 6;
    private const int Bins = 4;
    private const double LeastHeight = 2;
    private const double Inset = 2;

    /// <summary>Draws the cells; null where there are no rows.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="first">The column whose levels are below each other.</param>
    /// <param name="second">The one whose levels are beside each other.</param>
    /// <param name="target">The target.</param>
    public static string? ToSvg(string id, Column first, Column second, Column target)
    {
        if (first.Count == 0 || first.Count != second.Count || first.Count != target.Count)
        {
            return null;
        }

        PictureLevels rows = PictureLevels.Of(first, MostRows, Bins);
        PictureLevels columns = PictureLevels.Of(second, MostColumns, Bins);
        PictureLevels parts = PictureLevels.Of(target, MostTargetLevels, Bins);
        long[,,] counts = Counts(rows, columns, parts);
        int top = 24 + (LevelKey.LinesOf(parts, Width) * LevelKey.LineHeight) + 40;
        SvgWriter svg = SvgWriter.Inline(
            id,
            Width,
            top + (rows.Count * RowHeight) + 22,
            $"{FigureText.InSentence(target.Name)} by {FigureText.InSentence(first.Name)} and {FigureText.InSentence(second.Name)}",
            Description([first, second, target], rows, columns, parts, counts));
        svg.Name(0, 14, target.Name, Width, kind: "faint");
        LevelKey.Draw(svg, parts, 0, 20, Width);
        svg.Name(NameWidth, top - 8, first.Name, NameWidth, "end", kind: "faint");
        svg.Name(Left + (PlotWidth / 2.0), top - 26, second.Name, PlotWidth, "middle", kind: "faint");
        double cell = (double)PlotWidth / columns.Count;
        for (int column = 0; column < columns.Count; column++)
        {
            svg.Name(Left + ((column + 0.5) * cell), top - 8, columns.Names[column], cell - 4, "middle");
        }

        long fullest = Cells(rows, columns).Max(c => Sum(counts, c.Row, c.Column));
        for (int row = 0; row < rows.Count; row++)
        {
            svg.Name(NameWidth, top + ((row + 0.5) * RowHeight) + 4, rows.Names[row], NameWidth, "end");
            for (int column = 0; column < columns.Count; column++)
            {
                DrawCell(svg, (rows, columns, parts), counts, (row, column), Left + (column * cell), top + (row * RowHeight), cell, fullest);
            }
        }

        svg.Text(Width, top + (rows.Count * RowHeight) + 16, $"height: root of the rows; the highest bar has {FigureText.Count(fullest)}", "end", "faint");
        return svg.ToString();
    }

    private static long[,,] Counts(PictureLevels rows, PictureLevels columns, PictureLevels parts)
    {
        long[,,] counts = new long[rows.Count, columns.Count, parts.Count];
        for (int row = 0; row < rows.Codes.Count; row++)
        {
            counts[rows.Codes[row], columns.Codes[row], parts.Codes[row]]++;
        }

        return counts;
    }

    private static IEnumerable<(int Row, int Column)> Cells(PictureLevels rows, PictureLevels columns) =>
        from row in Enumerable.Range(0, rows.Count) from column in Enumerable.Range(0, columns.Count) select (row, column);

    private static long Sum(long[,,] counts, int row, int column) => Enumerable.Range(0, counts.GetLength(2)).Sum(part => counts[row, column, part]);

    private static void DrawCell(
        SvgWriter svg,
        (PictureLevels Rows, PictureLevels Columns, PictureLevels Parts) levels,
        long[,,] counts,
        (int Row, int Column) at,
        double left,
        double top,
        double cell,
        long fullest)
    {
        svg.Rect(left + Inset, top + Inset, cell - (2 * Inset), RowHeight - (2 * Inset), "track");
        long sum = Sum(counts, at.Row, at.Column);
        if (sum == 0)
        {
            return;
        }

        double height = Math.Max(LeastHeight, (RowHeight - (2 * Inset)) * Math.Sqrt((double)sum / fullest));
        double x = left + Inset;
        for (int part = 0; part < levels.Parts.Count; part++)
        {
            long count = counts[at.Row, at.Column, part];
            if (count > 0)
            {
                double width = (cell - (2 * Inset)) * (double)count / sum;
                svg.Tile(
                    x,
                    top + RowHeight - Inset - height,
                    width,
                    height,
                    "thin tile",
                    levels.Parts.ColourOf(part),
                    $"{FigureText.InSentence(levels.Rows.Names[at.Row])}, {FigureText.InSentence(levels.Columns.Names[at.Column])}: {FigureText.Count(count)} of "
                    + $"{FigureText.Count(sum, "row", "rows")} have {FigureText.InSentence(levels.Parts.Names[part])} ({FigureText.Percent((double)count / sum)})");
                x += width;
            }
        }
    }

    // The level of the target whose share differs most between cells of at least a hundredth of the rows.
    private static string Description(Column[] names, PictureLevels rows, PictureLevels columns, PictureLevels parts, long[,,] counts)
    {
        double Share((int Row, int Column) c, int part) => (double)counts[c.Row, c.Column, part] / Sum(counts, c.Row, c.Column);
        string Place((int Row, int Column) c) => $"{FigureText.InSentence(rows.Names[c.Row])}, {FigureText.InSentence(columns.Names[c.Column])}";
        (int Row, int Column)[] cells = [.. Cells(rows, columns).Where(c => 100 * Sum(counts, c.Row, c.Column) >= names[0].Count)];
        (int part, (int, int) least, (int, int) most) = Enumerable.Range(0, parts.Count)
            .Select(p => (p, cells.MinBy(c => Share(c, p)), cells.MaxBy(c => Share(c, p))))
            .MaxBy(p => Share(p.Item3, p.p) - Share(p.Item2, p.p));
        return $"{FigureText.InSentence(names[2].Name)} in {rows.Count} × {columns.Count} cells of {FigureText.InSentence(names[0].Name)} and {FigureText.InSentence(names[1].Name)}. "
            + $"The share of {FigureText.InSentence(parts.Names[part])} goes from {FigureText.Percent(Share(least, part))} ({Place(least)}) to "
            + $"{FigureText.Percent(Share(most, part))} ({Place(most)}).";
    }
}
