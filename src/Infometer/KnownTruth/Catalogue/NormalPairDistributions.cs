namespace Infometer;

/// <summary>
/// d normal pairs of one correlation, all else independent: I(X;Y) = −(d/2) ln(1 − ρ²). The closed form that every paper on estimators starts
/// from, from independence to nearly a function and from one to five columns a side.
/// </summary>
internal static class NormalPairDistributions
{
    private static readonly int[] s_widths = [1, 2, 5];
    private static readonly double[] s_correlations = [0, 0.6, 0.95];

    public static IEnumerable<KnownDistribution> All() =>
        from d in s_widths
        from correlation in s_correlations
        let law = PairedGaussianLaw.OfCorrelation(d, d, d, correlation)
        select new KnownDistribution(
            FormattableString.Invariant($"normal-{correlation:0.##}-{d}x{d}"),
            KnownTruths.NormalPairs,
            "normal",
            FormattableString.Invariant($"{(d == 1 ? "normal pair" : $"{d} normal pairs")}, ρ = {correlation:0.##}"),
            law,
            KnownValue.Exact(correlation == 0 ? 0 : law.Nats));
}
