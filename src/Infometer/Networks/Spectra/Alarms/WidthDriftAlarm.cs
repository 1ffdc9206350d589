namespace Infometer;

/// <summary>
/// A width that was given, or found on other rows, lies far from the distances of these: more than four times or less than a quarter of their median. Widths that
/// are kept over epochs end there where activations grow or shrink; widths that follow each epoch hide it.
/// </summary>
/// <param name="What">The rows.</param>
/// <param name="Width">The width that was used.</param>
/// <param name="Median">The median distance between these rows.</param>
public sealed record WidthDriftAlarm(string What, double Width, double Median) : RepresentationAlarm
{
    private const double Factor = 4;

    /// <inheritdoc/>
    public override string Code => "width-drift";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"The width {Width:G4} is {Width / Median:G3} times the median distance between rows of {What} ({Median:G4}): change over epochs is then a change of scale; look at several widths before comparing.");

    /// <summary>The alarm where it is due.</summary>
    internal static WidthDriftAlarm? For(string what, double width, double median) =>
        median > 0 && (width > Factor * median || width < median / Factor) ? new(what, width, median) : null;
}
