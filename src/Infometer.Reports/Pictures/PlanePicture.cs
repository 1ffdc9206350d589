using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// The information plane as it is drawn since Shwartz-Ziv and Tishby (2017): I(X;T) to the right, I(T;Y) upwards, a colour per epoch, and a
/// thin line through the layers of one epoch. One plot per estimator, all on the same scale.
/// </summary>
public static class PlanePicture
{
    private const int PlotWidth = 300;
    private const int PlotHeight = 240;
    private const int TopRoom = 60;
    private const int PlotTop = 34;
    private const int RightRoom = 20;
    private const int KeyRoom = 58;
    private const int MostColumns = 3;

    // Labels that lie over one another would not be read.
    private const double LabelSize = 10;
    private const double LabelHeight = 11;
    private const double CharacterWidth = 0.6 * LabelSize;

    /// <summary>Draws the plane as SVG.</summary>
    /// <param name="plane">The plane; it must have labels.</param>
    /// <param name="unit">The unit of both axes.</param>
    /// <exception cref="InvalidInputException">The plane has no labels, hence no second axis.</exception>
    public static string ToSvg(InformationPlane plane, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Draw(PlaneFigure.Of(plane, unit), id: null);
    }

    /// <summary>Draws the plane for a page.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="plane">The plane; it must have labels.</param>
    internal static string ToSvg(string id, PlaneFigure plane) => Draw(plane, id);

    /// <summary>The colour of an epoch.</summary>
    internal static string ColourOf(long epoch, PlaneFigure plane) => ColourMap.At(PlotAxis.Epochs(plane.Epochs).PlaceOf(epoch));

    private static string Draw(PlaneFigure plane, string? id)
    {
        if (plane.LabelEntropy is not { } labelEntropy)
        {
            throw new InvalidInputException("A picture of the plane needs labels for its second axis; give them (--y), or draw curves over the epochs (--curves).");
        }

        ImmutableArray<string> outputs = plane.Outputs;
        int columns = Math.Min(MostColumns, outputs.Length);
        int rows = (outputs.Length + columns - 1) / columns;
        int cellWidth = PlotPanel.LeftRoom + PlotWidth + RightRoom;
        int cellHeight = PlotTop + PlotHeight + PlotPanel.BottomRoom;
        string title = string.Create(
            CultureInfo.InvariantCulture, $"Information plane: {plane.Layers.Length} layers at {plane.Epochs.Length} epochs, {plane.Count:N0} rows");
        int height = TopRoom + (rows * cellHeight) + KeyRoom - PlotTop;
        SvgWriter svg = SvgWriter.Of(id, columns * cellWidth, height, title, Description(plane));
        svg.Text(PlotPanel.LeftRoom, 24, title, size: 14);
        PlotAxis horizontal = Axis("I(X;T)", plane.InputCeiling, plane.Points.Select(p => p.AboutInputs), plane.Unit);
        PlotAxis vertical = Axis("I(T;Y)", labelEntropy, plane.Points.Select(p => p.AboutLabels), plane.Unit);
        for (int i = 0; i < outputs.Length; i++)
        {
            PlotPanel panel = new(
                svg,
                (i % columns * cellWidth) + PlotPanel.LeftRoom,
                TopRoom + (i / columns * cellHeight),
                PlotWidth,
                PlotHeight,
                horizontal,
                vertical);
            panel.DrawFrame(outputs[i]);
            DrawEpochs(svg, panel, plane, outputs[i]);
        }

        DrawKey(svg, plane, TopRoom + (rows * cellHeight) - PlotTop + 12);
        return svg.ToString();
    }

    // Both ceilings stand at the end of the axes unless something goes beyond.
    private static PlotAxis Axis(string label, double ceiling, IEnumerable<double> amounts, string unit)
    {
        double[] finite = [.. amounts.Where(double.IsFinite)];
        return PlotAxis.Linear($"{label} in {unit}", Math.Min(0, finite.Append(0).Min()), Math.Max(ceiling * 1.03, finite.Append(0).Max()));
    }

    private static void DrawEpochs(SvgWriter svg, PlotPanel panel, PlaneFigure plane, string output)
    {
        foreach (long epoch in plane.Epochs)
        {
            PlaneMark[] layers =
            [
                .. plane.Points.Where(p => p.Estimator == output && p.Epoch == epoch)
                    .Where(p => double.IsFinite(p.AboutInputs) && double.IsFinite(p.AboutLabels)),
            ];
            (double X, double Y)[] places = [.. layers.Select(p => panel.At(p.AboutInputs, p.AboutLabels))];
            string colour = ColourOf(epoch, plane);
            svg.Path(places, colour, 0.8, 0.7);
            for (int i = 0; i < layers.Length; i++)
            {
                svg.Dot(places[i].X, places[i].Y, 3.2, colour, Tip(layers[i], plane.Unit));
            }

            if (epoch == plane.Epochs[^1])
            {
                DrawLabels(svg, panel, layers, places);
            }
        }
    }

    // The layers of the last epoch by name, from the output on, where there is room.
    private static void DrawLabels(SvgWriter svg, PlotPanel panel, PlaneMark[] layers, (double X, double Y)[] places)
    {
        List<(double Start, double End, double Y)> taken = [];
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            (double x, double y) = places[i];
            double width = CharacterWidth * layers[i].Layer.Length;
            double start = x + 5 + width <= panel.Right + RightRoom ? x + 5 : x - 5 - width;
            if (taken.TrueForAll(other => other.Start > start + width || other.End < start || Math.Abs(other.Y - y) > LabelHeight))
            {
                svg.Text(start, y + 15, layers[i].Layer, kind: "ink label", size: LabelSize);
                taken.Add((start, start + width, y));
            }
        }
    }

    private static void DrawKey(SvgWriter svg, PlaneFigure plane, double top)
    {
        const double Steps = 60;
        double left = PlotPanel.LeftRoom;
        PlotAxis epochs = PlotAxis.Epochs(plane.Epochs);
        for (int i = 0; i < Steps; i++)
        {
            svg.Box(left + (i * PlotWidth / Steps), top, (PlotWidth / Steps) + 0.5, 10, ColourMap.At(i / (Steps - 1)));
        }

        foreach (double tick in epochs.Ticks)
        {
            svg.Text(left + (PlotWidth * epochs.PlaceOf(tick)), top + 24, PlotAxis.Text(tick), "middle", "faint");
        }

        svg.Text(left + PlotWidth + 24, top + 9, "epoch; lines join the layers of one, labels name those of the last");
    }

    private static string Tip(PlaneMark point, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {point.Epoch}, layer {point.Layer}: I(X;T) {point.AboutInputs:0.###}, I(T;Y) {point.AboutLabels:0.###} {unit}");

    private static string PlaceText(PlaneMark point) => string.Create(
        CultureInfo.InvariantCulture, $"({point.AboutInputs:0.##}, {point.AboutLabels:0.##}) at epoch {point.Epoch}");

    private static string Description(PlaneFigure plane)
    {
        IEnumerable<string> courses = plane.Outputs.Select(output =>
        {
            PlaneMark[] last = [.. plane.Points.Where(p => p.Estimator == output && p.Layer == plane.Layers[^1])];
            return last.Length == 0 ? $"{output}: no number" : $"{output}: layer {plane.Layers[^1]} goes from {PlaceText(last[0])} to {PlaceText(last[^1])}";
        });
        return $"I(X;T) to the right and I(T;Y) upwards, in {plane.Unit}; a colour per epoch. {string.Join("; ", courses)}.";
    }
}
