namespace Infometer;

/// <summary>More information than most estimators can show at usual n.</summary>
internal static class HighInformation
{
    private static readonly int[] s_widths = [1, 10];
    private static readonly int[] s_nats = [3, 5, 10];

    public static IEnumerable<KnownDistribution> All() =>
        from d in s_widths
        from nats in s_nats
        select new KnownDistribution(
            $"high-{nats}-{d}x{d}",
            KnownTruths.High,
            "normal",
            d == 1 ? $"normal, ρ = √(1 − e^−{2 * nats})" : $"{d} normal pairs, ρ = √(1 − e^−{FormattableString.Invariant($"{2 * nats / (double)d}")})",
            PairedGaussianLaw.OfInformation(d, d, nats),
            KnownValue.Exact(nats));
}
