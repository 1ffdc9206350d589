namespace Infometer;

/// <summary>Draws tables with fixed margins and evaluates a <see cref="ScreenStatistic"/> on them.</summary>
/// <param name="statistic">The statistic.</param>
/// <param name="tables">The tables, with scratch space of its own.</param>
/// <param name="from">Statistics below these are not looked at, see <see cref="ScreenStatistic.ValuesBelow"/>; empty for all.</param>
internal sealed class ScreenSampler(ScreenStatistic statistic, FixedMarginSampler tables, double[] from) : INullSampler
{
    private readonly long[] _table = new long[statistic.RowTotals.Length * statistic.ColumnTotals.Length];
    private readonly ScreenScratch _scratch = statistic.NewScratch();

    /// <inheritdoc/>
    public void Reset() => tables.Reset();

    /// <inheritdoc/>
    public double Next(ref Rng rng)
    {
        tables.Draw(ref rng, _table);
        return statistic.Evaluate(_table, _scratch, from);
    }
}
