using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>Two columns of numbers as points: a few hundred rows, drawn at random, in one path.</summary>
internal static class ScatterPicture
{
    private const int MostRows = 400;
    private const int Width = 400;
    private const int Left = 68;
    private const int Top = 10;
    private const int PlotWidth = 322;
    private const int PlotHeight = 240;
    private const double Tail = 0.01;

    // A range of so many times what 98 of 100 rows take leaves them no room.
    private const double FarRange = 3;

    /// <summary>Draws the points; null where no row has both numbers.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="column">To the right.</param>
    /// <param name="target">Upwards.</param>
    /// <param name="seed">Which rows are drawn.</param>
    public static string? ToSvg(string id, Column column, Column target, ulong seed)
    {
        (double X, double Y)[] rows = Complete(column.Values.Span, target.Values.Span);
        if (rows.Length == 0)
        {
            return null;
        }

        PlotAxis horizontal = AxisOf(column, Array.ConvertAll(rows, r => r.X), PlotWidth);
        PlotAxis vertical = AxisOf(target, Array.ConvertAll(rows, r => r.Y), PlotHeight);
        (double X, double Y)[] drawn = Array.ConvertAll(RowSample.Of(rows.Length, MostRows, seed), row => rows[row]);
        (double X, double Y)[] inside = Array.FindAll(drawn, r => Holds(horizontal, r.X) && Holds(vertical, r.Y));
        string remark = Remark(drawn.Length, rows.Length, drawn.Length - inside.Length);
        SvgWriter svg = SvgWriter.Inline(
            id, Width, Top + PlotHeight + 62, $"{FigureText.InSentence(column.Name)} and {FigureText.InSentence(target.Name)}", $"Points. {Trend(rows, column, target)} {remark}.");
        PlotPanel panel = new(svg, Left, Top, PlotWidth, PlotHeight, horizontal, vertical, labelRoom: 56);
        panel.DrawFrame("");
        StringBuilder path = new();
        foreach ((double x, double y) in inside)
        {
            (double atX, double atY) = panel.At(x, y);
            path.Append(CultureInfo.InvariantCulture, $"M{atX:0.#} {atY:0.#}h0");
        }

        svg.Curve(path.ToString(), "points");
        svg.Text(Width, Top + PlotHeight + 54, remark, "end", "faint");
        return svg.ToString();
    }

    private static (double X, double Y)[] Complete(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        List<(double, double)> rows = [];
        for (int row = 0; row < x.Length; row++)
        {
            if (double.IsFinite(x[row]) && double.IsFinite(y[row]))
            {
                rows.Add((x[row], y[row]));
            }
        }

        return [.. rows];
    }

    private static PlotAxis AxisOf(Column column, double[] values, double room)
    {
        Array.Sort(values);
        (double low, double high) = (values[0], values[^1]);
        (double from, double to) = (Quantiles.At(values, Tail), Quantiles.At(values, 1 - Tail));
        if (to > from && high - low > FarRange * (to - from))
        {
            (low, high) = (Math.Max(low, from - (0.05 * (to - from))), Math.Min(high, to + (0.05 * (to - from))));
        }

        string label = FigureText.Cut(column.Name, room);
        return FigureText.IsDate(column, low, high) ? PlotAxis.Dates(label, low, high) : PlotAxis.Data(label, low, high);
    }

    private static bool Holds(PlotAxis axis, double number) => number >= axis.Low && number <= axis.High;

    private static string Remark(int drawn, int rows, int outside) =>
        (drawn < rows ? $"{FigureText.Count(drawn)} of {FigureText.Count(rows)} rows at random" : FigureText.Count(rows, "row", "rows"))
        + (outside > 0 ? $", {FigureText.Count(outside)} outside the view" : "");

    // The medians of the lowest and of the highest third.
    private static string Trend((double X, double Y)[] rows, Column column, Column target)
    {
        double[] keys = Array.ConvertAll(rows, r => r.X);
        double[] values = Array.ConvertAll(rows, r => r.Y);
        Array.Sort(keys, values);
        int third = Math.Max(1, rows.Length / 3);
        double[] lowest = values[..third];
        double[] highest = values[^third..];
        Array.Sort(lowest);
        Array.Sort(highest);
        return $"From the lowest to the highest third of {FigureText.InSentence(column.Name)} the median of {FigureText.InSentence(target.Name)} goes from "
            + $"{FigureText.Datum(Quantiles.At(lowest, 0.5))} to {FigureText.Datum(Quantiles.At(highest, 0.5))}.";
    }
}
