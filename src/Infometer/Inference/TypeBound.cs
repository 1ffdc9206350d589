namespace Infometer;

/// <summary>
/// The method of types for tables with fixed margins: a table with plug-in information i has probability
/// Πa! Πb! / (n! Πn_ij!) ≤ e^(−n·i) · Π s(a) Π s(b) / √(2πn) with s(m) = √(2πm) e^(1/12m) (Stirling), and there are at most
/// Π (min(a, b) + 1) tables, the product over all cells but those of the largest row and column. So
/// ln P(Î ≥ i) ≤ −n·i + what <see cref="Of"/> gives: crude near the null, but true for any counts, and all that a strong
/// dependence needs.
/// </summary>
/// <remarks>Source: Cover and Thomas (2006), Elements of Information Theory, chapter 11.</remarks>
internal static class TypeBound
{
    // Larger tables get no bound: adding up their cells would cost more than draws.
    private const long MaxCells = 1 << 20;

    /// <summary>The part of the bound that does not depend on the information, summed over independent strata.</summary>
    public static double Of(StratumMargins[] strata)
    {
        double sum = 0;
        foreach (StratumMargins stratum in strata)
        {
            if ((long)stratum.Rows.Length * stratum.Columns.Length > MaxCells)
            {
                return double.PositiveInfinity;
            }

            long[] rows = [.. stratum.Rows.Order()];
            long[] columns = [.. stratum.Columns.Order()];
            sum += rows.Sum(LogStirling) + columns.Sum(LogStirling) - (0.5 * Math.Log(2 * Math.PI * stratum.Total));
            for (int i = 0; i < rows.Length - 1; i++)
            {
                for (int j = 0; j < columns.Length - 1; j++)
                {
                    sum += Math.Log(Math.Min(rows[i], columns[j]) + 1.0);
                }
            }
        }

        return sum;
    }

    /// <summary>ln s(m), what a total of m rows adds to the bound at least.</summary>
    public static double LogStirling(long m) => (0.5 * Math.Log(2 * Math.PI * m)) + (1.0 / (12 * m));
}
