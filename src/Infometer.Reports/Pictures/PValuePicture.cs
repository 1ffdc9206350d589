namespace Infometer;

/// <summary>
/// A histogram of p-values in 20 bins, with the height that all bins would have on average if no column told anything: what stands out at the left is
/// found, a bump elsewhere says that the tests are off.
/// </summary>
internal static class PValuePicture
{
    private const int Bins = 20;
    private const int Width = 400;
    private const int Left = 56;
    private const int Top = 12;
    private const int PlotWidth = 330;
    private const int PlotHeight = 180;

    /// <summary>Draws the histogram.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="pValues">The p-values; what is no number is left out.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<double> pValues)
    {
        long[] counts = Counts(pValues);
        long sum = counts.Sum();
        double uniform = (double)sum / Bins;
        SvgWriter svg = SvgWriter.Inline(id, Width, Top + PlotHeight + 64, title, Description(counts, sum));
        PlotAxis vertical = PlotAxis.Linear("columns", 0, Math.Max(1, counts.Max()) * 1.05, leastStep: 1);
        PlotPanel panel = new(svg, Left, Top, PlotWidth, PlotHeight, PlotAxis.Linear("p-value", 0, 1), vertical, labelRoom: 42);
        panel.DrawFrame("");
        for (int bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                (double x, double y) = panel.At((double)bin / Bins, counts[bin]);
                svg.BeginGroup($"{FigureText.Count(counts[bin])} with p from {FigureText.Datum((double)bin / Bins)} to {FigureText.Datum((bin + 1.0) / Bins)}");
                svg.Rect(x + 1, y, (PlotWidth / (double)Bins) - 2, Top + PlotHeight - y, "mark");
                svg.EndGroup();
            }
        }

        if (sum > 0)
        {
            (double x, double y) = panel.At(0, uniform);
            svg.Line(x, y, panel.Right, y, "ceiling");
            svg.Text(0, Top + PlotHeight + 56, $"dashed line: {FigureText.Datum(Math.Round(uniform, uniform < 1 ? 2 : 1))} each if no column told anything", kind: "faint");
        }

        return svg.ToString();
    }

    private static long[] Counts(IReadOnlyList<double> pValues)
    {
        long[] counts = new long[Bins];
        foreach (double p in pValues)
        {
            if (p is >= 0 and <= 1)
            {
                counts[Math.Min(Bins - 1, (int)(p * Bins))]++;
            }
        }

        return counts;
    }

    private static string Description(long[] counts, long sum) => sum == 0
        ? "There are no p-values."
        : $"{FigureText.Count(sum, "p-value", "p-values")} in {Bins} bins: {FigureText.Count(counts[0])} below 0.05, where {FigureText.Datum(Math.Round((double)sum / Bins, 2))} "
            + $"would be expected if no column told anything; the other bins hold {FigureText.Count(counts.Skip(1).Min())} to {FigureText.Count(counts.Skip(1).Max())}.";
}
