namespace Infometer;

/// <summary>Which colour is which level, in as many lines as it takes.</summary>
internal static class LevelKey
{
    /// <summary>Pixels of a line.</summary>
    public const int LineHeight = 18;

    private const double MostWidth = 150;
    private const double Swatch = 18;
    private const double Gap = 14;

    /// <summary>How many lines it takes.</summary>
    public static int LinesOf(PictureLevels levels, double width) => Places(levels, width)[^1].Line + 1;

    /// <summary>Draws it.</summary>
    public static void Draw(SvgWriter svg, PictureLevels levels, double left, double top, double width)
    {
        (double X, int Line)[] places = Places(levels, width);
        for (int level = 0; level < levels.Count; level++)
        {
            double x = left + places[level].X;
            double y = top + (LineHeight * places[level].Line);
            svg.Box(x, y + 3, 12, 11, levels.ColourOf(level));
            svg.Name(x + Swatch, y + 13, levels.Names[level], MostWidth);
        }
    }

    private static (double X, int Line)[] Places(PictureLevels levels, double width)
    {
        (double, int)[] places = new (double, int)[levels.Count];
        double x = 0;
        int line = 0;
        for (int level = 0; level < places.Length; level++)
        {
            double own = Swatch + Math.Min(MostWidth, FigureText.WidthOf(levels.Names[level])) + Gap;
            if (x > 0 && x + own - Gap > width)
            {
                x = 0;
                line++;
            }

            places[level] = (x, line);
            x += own;
        }

        return places;
    }
}
