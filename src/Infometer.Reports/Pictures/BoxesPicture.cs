using System.Collections.Immutable;

namespace Infometer;

/// <summary>Numbers by level: a box from the first to the third quartile with the median, and whiskers from the 5 % to the 95 % quantile.</summary>
internal static class BoxesPicture
{
    private const int MostLevels = 12;
    private const int Width = 400;
    private const int NameWidth = 112;
    private const int Left = 122;
    private const int PlotWidth = 222;
    private const int Top = 24;
    private const int RowHeight = 26;
    private const int BoxHeight = 14;
    private static readonly ImmutableArray<double> s_shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Draws the boxes; null where no row has a number.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="numbers">The numeric column.</param>
    /// <param name="levels">The discrete column.</param>
    public static string? ToSvg(string id, Column numbers, Column levels)
    {
        PictureLevels pooled = PictureLevels.Of(levels, MostLevels, MostLevels);
        double[][] values = Values(numbers.Values.Span, pooled);
        double[] ends = [.. values.Where(v => v.Length > 0).SelectMany(v => new[] { Quantiles.At(v, 0.05), Quantiles.At(v, 0.95) })];
        if (ends.Length == 0)
        {
            return null;
        }

        string label = FigureText.Cut(numbers.Name, PlotWidth);
        PlotAxis axis = FigureText.IsDate(numbers, ends.Min(), ends.Max()) ? PlotAxis.Dates(label, ends.Min(), ends.Max()) : PlotAxis.Data(label, ends.Min(), ends.Max());
        int bottom = Top + (pooled.Count * RowHeight);
        SvgWriter svg = SvgWriter.Inline(
            id, Width, bottom + 58, $"{FigureText.InSentence(numbers.Name)} by {FigureText.InSentence(levels.Name)}", Description(numbers, levels, pooled, values));
        double At(double number) => Left + (PlotWidth * axis.PlaceOf(number));
        foreach (double tick in axis.Ticks)
        {
            svg.Line(At(tick), Top, At(tick), bottom, "grid");
            svg.Text(At(tick), bottom + 15, axis.TextOf(tick), "middle", "faint");
        }

        svg.Name(0, Top - 10, levels.Name, NameWidth, kind: "faint");
        svg.Text(Width, Top - 10, "rows", "end", "faint");
        svg.Line(Left, bottom, Left + PlotWidth, bottom, "axis");
        svg.Text(Left + (PlotWidth / 2.0), bottom + 32, label, "middle");
        svg.Text(Width, bottom + 51, "box: middle half, bar: median, line: 5 to 95 %", "end", "faint");
        for (int level = 0; level < pooled.Count; level++)
        {
            DrawLevel(svg, pooled.Names[level], values[level], Top + ((level + 0.5) * RowHeight), At);
        }

        return svg.ToString();
    }

    private static void DrawLevel(SvgWriter svg, string name, double[] values, double y, Func<double, double> at)
    {
        svg.BeginGroup(Tip(name, values), "row");
        svg.Name(NameWidth, y + 4, name, NameWidth, "end");
        svg.Text(Width, y + 4, FigureText.Count(values.Length), "end");
        if (values.Length > 0)
        {
            double[] places = [.. s_shares.Select(share => at(Quantiles.At(values, share)))];
            svg.Line(places[0], y, places[4], y, "interval");
            svg.Rect(places[1], y - (BoxHeight / 2.0), Math.Max(1, places[3] - places[1]), BoxHeight, "box");
            svg.Line(places[2], y - (BoxHeight / 2.0), places[2], y + (BoxHeight / 2.0), "median");
        }

        svg.EndGroup();
    }

    private static double[][] Values(ReadOnlySpan<double> numbers, PictureLevels levels)
    {
        List<double>[] values = [.. Enumerable.Range(0, levels.Count).Select(_ => new List<double>())];
        for (int row = 0; row < numbers.Length; row++)
        {
            if (double.IsFinite(numbers[row]))
            {
                values[levels.Codes[row]].Add(numbers[row]);
            }
        }

        foreach (List<double> own in values)
        {
            own.Sort();
        }

        return [.. values.Select(own => own.ToArray())];
    }

    private static string Tip(string name, double[] values) => values.Length == 0
        ? $"{FigureText.InSentence(name)}: no row with a number"
        : $"{FigureText.InSentence(name)}: median {FigureText.Datum(Quantiles.At(values, 0.5))}, middle half {FigureText.Datum(Quantiles.At(values, 0.25))} to "
            + $"{FigureText.Datum(Quantiles.At(values, 0.75))}, {FigureText.Count(values.Length, "row", "rows")}";

    private static string Description(Column numbers, Column levels, PictureLevels pooled, double[][] values)
    {
        (string Name, double Median)[] medians =
            [.. pooled.Names.Zip(values).Where(l => l.Second.Length > 0).Select(l => (l.First, Quantiles.At(l.Second, 0.5))).OrderBy(l => l.Item2)];
        int missing = numbers.Count - values.Sum(v => v.Length);
        return $"Boxes of {FigureText.InSentence(numbers.Name)} for {FigureText.Count(pooled.Count, "level", "levels")} of {FigureText.InSentence(levels.Name)}; the median goes from "
            + $"{FigureText.Datum(medians[0].Median)} ({FigureText.InSentence(medians[0].Name)}) to {FigureText.Datum(medians[^1].Median)} ({FigureText.InSentence(medians[^1].Name)})."
            + (missing > 0 ? $" {FigureText.Count(missing, "row", "rows")} without a number left out." : "");
    }
}
