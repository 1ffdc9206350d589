namespace Infometer;

/// <summary>
/// The staircase that critics are tried on (Poole et al. 2019; Song and Ermon 2020): 20 normal pairs of 2, 4, 6, 8 and 10 nats, and the same with the cubes of Y's columns; and the
/// 128 pairs of 18.4 nats of McAllester and Stratos (2020).
/// </summary>
internal static class StaircaseDistributions
{
    private const int Width = 20;
    private const int Wide = 128;
    private static readonly int[] s_nats = [2, 4, 6, 8, 10];

    public static IEnumerable<KnownDistribution> All() =>
    [
        .. s_nats.Select(nats => Step($"staircase-{nats}", $"{Width} normal pairs of {nats} nats in all", nats, null)),
        .. s_nats.Select(nats => Step(
            $"staircase-cubic-{nats}", $"{Width} normal pairs of {nats} nats in all, Y cubed column by column", nats, PointMap.Columnwise(Width, static y => y * y * y))),
        Pairs(),
    ];

    private static KnownDistribution Step(string id, string description, int nats, PointMap? y) => new(
        id, KnownTruths.Staircase, "normal", description, PairedGaussianLaw.OfInformation(Width, Width, nats), KnownValue.Exact(nats), null, y);

    private static KnownDistribution Pairs()
    {
        PairedGaussianLaw law = PairedGaussianLaw.OfCorrelation(Wide, Wide, Wide, 0.5);
        return new($"normal-0.5-{Wide}x{Wide}", KnownTruths.Staircase, "normal", $"{Wide} normal pairs, ρ = 0.5", law, KnownValue.Exact(law.Nats));
    }
}
