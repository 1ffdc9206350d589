namespace Infometer;

/// <summary>Two series with known transfer entropy from the first to the second.</summary>
internal static class SeriesDistributions
{
    public static IEnumerable<KnownDistribution> All() =>
    [
        Autoregression("te-normal", "x = 0.5 x′ + e, y = 0.4 y′ + 0.6 x′ + e", Coefficients(0.5, 0, 0.6, 0.4), 1),
        Autoregression("te-normal-long", "x = 0.5 x′ + e, y = 0.4 y′ + 0.6 x′ + e", Coefficients(0.5, 0, 0.6, 0.4), 3),
        Autoregression("te-normal-none", "x = 0.9 x′ + e, y = 0.9 y′ + e", Coefficients(0.9, 0, 0, 0.9), 1, 0),
        Autoregression("te-normal-reverse", "x = 0.5 x′ + 0.6 y′ + e, y = 0.7 y′ + e", Coefficients(0.5, 0.6, 0, 0.7), 1, 0),
        Autoregression("te-normal-both", "x = 0.4 x′ + 0.3 y′ + e, y = 0.4 y′ + 0.3 x′ + e", Coefficients(0.4, 0.3, 0.3, 0.4), 1),
        Binary("te-binary-channel", "x even bits, y = x′ flipped with probability 0.1", [0.5, 0.5], new[,] { { 0.1, 0.1 }, { 0.9, 0.9 } }),
        Binary(
            "te-binary-chain",
            "P(x = 1) = 0.2, 0.7 after 0, 1; P(y = 1) = 0.1, 0.4, 0.6, 0.9 after x′y′ = 00, 01, 10, 11",
            [0.2, 0.7],
            new[,] { { 0.1, 0.4 }, { 0.6, 0.9 } }),
        Binary(
            "te-binary-none",
            "P(x = 1) = 0.2, 0.7 after 0, 1; P(y = 1) = 0.1, 0.8 after 0, 1",
            [0.2, 0.7],
            new[,] { { 0.1, 0.8 }, { 0.1, 0.8 } },
            0),
    ];

    private static double[,] Coefficients(double xx, double xy, double yx, double yy) => new[,] { { xx, xy }, { yx, yy } };

    private static KnownDistribution Autoregression(string id, string description, double[,] a, int history, double? nats = null)
    {
        GaussianSeriesLaw law = new(a, 1, 1, history, history);
        return Task(id, "autoregression", $"{description} (prime: one step before), e normal", law, nats ?? law.Nats);
    }

    private static KnownDistribution Binary(string id, string description, double[] x, double[,] y, double? nats = null)
    {
        BinarySeriesLaw law = new(x, y);
        return Task(id, "markov", description, law, nats ?? law.Nats);
    }

    private static KnownDistribution Task(string id, string family, string description, SeriesLaw law, double nats) => new(
        id, KnownTruths.Series, family, $"{description}; k = {law.History}, ℓ = {law.SourceHistory}", law, KnownValue.Exact(nats));
}
