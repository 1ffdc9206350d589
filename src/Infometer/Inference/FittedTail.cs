namespace Infometer;

/// <summary>A p-value by a law that was fitted to a null and holds far into its tail.</summary>
/// <param name="LogP">ln of the p-value.</param>
/// <param name="Law">The law, in words.</param>
internal readonly record struct FittedTail(double LogP, string Law)
{
    /// <summary>
    /// Least expected count in any cell from which the gamma law was found to hold (within a factor 2.5 at 1e-5). Below, rare
    /// levels make the true tail much heavier.
    /// </summary>
    public const double HoldsFrom = 5;

    /// <summary>The gamma law with the mean and variance of the null; null where levels are too rare for it.</summary>
    public static FittedTail? Gamma(double statistic, double mean, double variance, double leastExpected) => leastExpected < HoldsFrom
        ? null
        : new FittedTail(
            mean > 0 && variance > 0
                ? SpecialFunctions.LogGammaSurvival(Math.Max(0, statistic), mean * mean / variance, variance / mean)
                : 0,
            "gamma tail matched to the mean and variance of the null");
}
