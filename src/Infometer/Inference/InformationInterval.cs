namespace Infometer;

/// <summary>
/// Limits for an amount of shared information estimated from counts: the hull of three recipes, because each fails
/// somewhere (near zero, in sparse tables, in strong dependence) and their hull was found to cover everywhere.
/// <list type="number">
/// <item>N: Î/a is noncentral χ² with f degrees of freedom, a = S₀²/2E₀ and f = 2E₀²/S₀² matched to the mean E₀ and variance
/// S₀² under independence with fixed margins; inverted for the noncentrality λ, limit a·λ.</item>
/// <item>M: Î − E₀ ± z √(v/n + S₀²), v the variance of the local values.</item>
/// <item>A, upper end only: the chance-adjusted centre (Î − E₀) · H/(H − E₀) with the width of M, H the smaller entropy;
/// Î − E₀ takes too much away where variables depend strongly in a sparse table.</item>
/// </list>
/// </summary>
/// <param name="Test">Î, E₀, S₀² and H.</param>
/// <param name="StandardError">√(v/n + S₀²).</param>
/// <param name="Ceiling">No limit lies above it.</param>
internal readonly record struct InformationInterval(INullTest Test, double StandardError, double Ceiling)
{
    /// <summary>The limit below which the truth lies with probability at most <paramref name="tail"/>.</summary>
    public double Low(double tail)
    {
        double z = SpecialFunctions.NormalQuantile(1 - tail);
        double byVariance = Test.Statistic - Test.Mean - (z * StandardError);
        return Math.Clamp(Math.Min(byVariance, Noncentral(1 - tail)), 0, Ceiling);
    }

    /// <summary>The limit above which the truth lies with probability at most <paramref name="tail"/>.</summary>
    public double High(double tail)
    {
        if (Test.EntropyCap < 1e-9)
        {
            return 0;
        }

        double z = SpecialFunctions.NormalQuantile(1 - tail);
        double centre = Test.Statistic - Test.Mean;
        double room = Test.EntropyCap - Test.Mean;
        double adjusted = room > 1e-9 * Test.EntropyCap ? centre * Test.EntropyCap / room : Ceiling;
        double byVariance = Math.Max(centre, adjusted) + (z * StandardError);
        return Math.Clamp(Math.Max(byVariance, Noncentral(tail)), 0, Ceiling);
    }

    /// <summary>
    /// The same limit where nothing was detected in a table that is not sparse: N alone, which is the law of the value there;
    /// the hull was found to cover 99.4 % where 95 % was wanted. A value below its mean under independence is luck and sharpens
    /// nothing: the limit is at least that of the mean.
    /// </summary>
    public double HighNearZero(double tail) => Math.Clamp(Noncentral(tail, Math.Max(Test.Statistic, Test.Mean)), 0, Ceiling);

    private double Noncentral(double p) => Noncentral(p, Test.Statistic);

    // a·λ with λ such that the noncentral χ² cdf at Î/a is p; 0 where even λ = 0 gives less.
    private double Noncentral(double p, double statistic)
    {
        if (!(Test.Mean > 0) || !(Test.Variance > 0))
        {
            return Math.Max(0, statistic - Test.Mean);
        }

        double scale = Test.Variance / (2 * Test.Mean);
        double freedom = 2 * Test.Mean * Test.Mean / Test.Variance;
        return scale * SpecialFunctions.NoncentralChiSquareNoncentrality(Math.Max(0, statistic) / scale, freedom, p);
    }
}
