namespace Infometer;

/// <summary>One plot within a picture: a frame with two axes, in which numbers become places.</summary>
/// <param name="svg">The picture.</param>
/// <param name="left">The frame's left edge in pixels.</param>
/// <param name="top">Its upper edge.</param>
/// <param name="width">Its width.</param>
/// <param name="height">Its height.</param>
/// <param name="horizontal">The axis below.</param>
/// <param name="vertical">The axis to the left.</param>
/// <param name="labelRoom">How far left of the frame the vertical axis's label stands.</param>
internal sealed class PlotPanel(
    SvgWriter svg, double left, double top, double width, double height, PlotAxis horizontal, PlotAxis vertical, double labelRoom = PlotPanel.LeftRoom - 14)
{
    /// <summary>Room for the labels left of and below a frame.</summary>
    public const int LeftRoom = 52;

    /// <inheritdoc cref="LeftRoom"/>
    public const int BottomRoom = 40;

    /// <summary>The frame's right edge.</summary>
    public double Right => left + width;

    /// <summary>Draws frame, grid, ticks, labels and a heading.</summary>
    public void DrawFrame(string heading)
    {
        if (heading.Length > 0)
        {
            svg.Text(left, top - 8, heading, size: 12);
        }

        foreach (double tick in horizontal.Ticks)
        {
            double x = X(tick);
            svg.Line(x, top, x, top + height, "grid");
            svg.Text(x, top + height + 14, horizontal.TextOf(tick), "middle", "faint");
        }

        foreach (double tick in vertical.Ticks)
        {
            double y = Y(tick);
            svg.Line(left, y, left + width, y, "grid");
            svg.Text(left - 6, y + 4, vertical.TextOf(tick), "end", "faint");
        }

        svg.Line(left, top + height, left + width, top + height, "axis");
        svg.Line(left, top, left, top + height, "axis");
        svg.Text(left + (width / 2), top + height + 30, horizontal.Label, "middle");
        svg.TextUpwards(left - labelRoom, top + (height / 2), vertical.Label);
    }

    /// <summary>Where a point is drawn.</summary>
    public (double X, double Y) At(double x, double y) => (X(x), Y(y));

    private double X(double x) => left + (width * horizontal.PlaceOf(x));

    private double Y(double y) => top + (height * (1 - vertical.PlaceOf(y)));
}
