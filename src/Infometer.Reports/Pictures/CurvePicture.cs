using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// I(X;T) and I(T;Y) of every layer over the epochs: a row of plots per estimator, a colour per layer, and a band of 1.96 standard errors
/// where the estimator has them.
/// </summary>
public static class CurvePicture
{
    private const int PlotWidth = 360;
    private const int PlotHeight = 180;
    private const int TopRoom = 60;
    private const int PlotTop = 30;
    private const int RightRoom = 24;

    // Half width of a 95 % interval of a normal law.
    private const double Deviations = 1.96;

    /// <summary>Draws the curves as SVG.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="unit">The unit of the amounts.</param>
    public static string ToSvg(InformationPlane plane, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Draw(PlaneFigure.Of(plane, unit), id: null);
    }

    /// <summary>Draws the curves for a page.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="plane">The plane.</param>
    internal static string ToSvg(string id, PlaneFigure plane) => Draw(plane, id);

    private static string Draw(PlaneFigure plane, string? id)
    {
        ImmutableArray<string> outputs = plane.Outputs;
        (string Label, Func<PlaneMark, (double Value, double? Error)> Amount, double Ceiling)[] amounts =
        [
            ("I(X;T)", static p => (p.AboutInputs, p.InputError), plane.InputCeiling),
            .. plane.LabelEntropy is { } entropy
                ? new (string, Func<PlaneMark, (double, double?)>, double)[] { ("I(T;Y)", static p => (p.AboutLabels, p.LabelError), entropy) }
                : [],
        ];
        int cellWidth = PlotPanel.LeftRoom + PlotWidth + RightRoom;
        int cellHeight = PlotTop + PlotHeight + PlotPanel.BottomRoom;
        string title = string.Create(CultureInfo.InvariantCulture, $"Information over {plane.Epochs.Length} epochs, {plane.Count:N0} rows");
        SvgWriter svg = SvgWriter.Of(
            id,
            amounts.Length * cellWidth,
            TopRoom + (outputs.Length * cellHeight) - PlotTop + 34,
            title,
            $"Curves of {string.Join(" and ", amounts.Select(a => a.Label))} in {plane.Unit} by {string.Join(", ", outputs)}; "
            + $"one curve per layer: {string.Join(", ", plane.Layers)}.");
        svg.Text(PlotPanel.LeftRoom, 24, title, size: 14);
        PlotAxis epochs = PlotAxis.Epochs(plane.Epochs);
        for (int row = 0; row < outputs.Length; row++)
        {
            PlaneMark[] points = [.. plane.Points.Where(p => p.Estimator == outputs[row])];
            for (int column = 0; column < amounts.Length; column++)
            {
                (string label, Func<PlaneMark, (double Value, double? Error)> amount, double ceiling) = amounts[column];
                double low = points.Select(p => amount(p).Value).Where(double.IsFinite).Append(0).Min();
                double high = points.Select(p => amount(p).Value).Where(double.IsFinite).Append(ceiling).Max();
                PlotAxis axis = PlotAxis.Linear($"{label} in {plane.Unit}", low, high * 1.03);
                PlotPanel panel = new(
                    svg, (column * cellWidth) + PlotPanel.LeftRoom, TopRoom + (row * cellHeight), PlotWidth, PlotHeight, epochs, axis);
                panel.DrawFrame(outputs[row]);
                DrawLayers(svg, panel, plane, points, amount);
            }
        }

        DrawKey(svg, plane, TopRoom + (outputs.Length * cellHeight) - PlotTop + 12);
        return svg.ToString();
    }

    private static string ColourOf(int layer, PlaneFigure plane) =>
        ColourMap.At(plane.Layers.Length == 1 ? 0 : (double)layer / (plane.Layers.Length - 1));

    private static void DrawLayers(
        SvgWriter svg, PlotPanel panel, PlaneFigure plane, PlaneMark[] points, Func<PlaneMark, (double Value, double? Error)> amount)
    {
        for (int layer = 0; layer < plane.Layers.Length; layer++)
        {
            (long Epoch, double Value, double Band)[] course =
            [
                .. from point in points
                   let own = amount(point)
                   where point.Layer == plane.Layers[layer] && double.IsFinite(own.Value)
                   select (point.Epoch, own.Value, Deviations * (own.Error ?? 0)),
            ];
            string colour = ColourOf(layer, plane);
            if (course.Any(c => c.Band > 0))
            {
                IEnumerable<(double X, double Y)> above = course.Select(c => panel.At(c.Epoch, c.Value + c.Band));
                IEnumerable<(double X, double Y)> below = course.Reverse().Select(c => panel.At(c.Epoch, c.Value - c.Band));
                svg.Area([.. above, .. below], colour, 0.2);
            }

            svg.Path([.. course.Select(c => panel.At(c.Epoch, c.Value))], colour, 1.6);
            foreach ((long epoch, double value, _) in course)
            {
                (double x, double y) = panel.At(epoch, value);
                string tip = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, layer {plane.Layers[layer]}: {value:0.###} {plane.Unit}");
                svg.Dot(x, y, 2.4, colour, tip);
            }
        }
    }

    private static void DrawKey(SvgWriter svg, PlaneFigure plane, double top)
    {
        double x = PlotPanel.LeftRoom;
        svg.Text(x, top + 9, "layer");
        x += 36;
        for (int layer = 0; layer < plane.Layers.Length; layer++)
        {
            svg.Box(x, top, 14, 10, ColourOf(layer, plane));
            svg.Text(x + 18, top + 9, plane.Layers[layer]);
            x += 30 + (7 * plane.Layers[layer].Length);
        }
    }
}
