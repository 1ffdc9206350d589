namespace Infometer;

/// <summary>A variable as it enters a screening table.</summary>
/// <param name="Codes">One code per row.</param>
/// <param name="MissingCode">The code of missing values, or −1.</param>
/// <param name="IsOrdered">Whether a higher code stands for higher values.</param>
/// <param name="IsNested">Whether coarser codes are looked at too.</param>
internal sealed record ScreenCodes(Codes Codes, int MissingCode, bool IsOrdered, bool IsNested)
{
    /// <summary>Numbers cut into the finest bins of a screen.</summary>
    public static ScreenCodes Of(Discretization cut) => new(cut.Codes, cut.MissingCode, true, true);

    /// <summary>The axis of a table with these codes.</summary>
    public ScreenAxis Axis()
    {
        long[] totals = Codes.CountLevels();
        return IsOrdered ? ScreenAxis.Ordered(totals, MissingCode, IsNested) : ScreenAxis.Nominal(totals);
    }

    /// <summary>The same over some of the rows.</summary>
    public ScreenCodes Select(ReadOnlySpan<int> rows) => this with { Codes = Codes.Select(rows) };
}
