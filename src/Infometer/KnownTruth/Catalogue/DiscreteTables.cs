namespace Infometer;

/// <summary>Discrete pairs with the probabilities of a table.</summary>
internal static class DiscreteTables
{
    public static IEnumerable<KnownDistribution> All() =>
    [
        Task("binary-symmetric", "an even bit, flipped with probability 0.11", Symmetric(2, 0.11)),
        Task("binary-weak", "an even bit, flipped with probability 0.44", Symmetric(2, 0.44)),
        Task("z-channel", "an even bit; a 1 becomes 0 with probability 0.3", new[,] { { 0.5, 0 }, { 0.15, 0.35 } }),
        Task("rare-event", "P(X = 1) = 0.02; P(Y = 1) = 0.05, or 0.4 where X = 1", new[,] { { 0.931, 0.049 }, { 0.012, 0.008 } }),
        Task(
            "table-3x4",
            "a table of 3 × 4 uneven probabilities",
            new[,] { { 0.20, 0.08, 0.02, 0.05 }, { 0.04, 0.15, 0.06, 0.05 }, { 0.01, 0.04, 0.18, 0.12 } }),
        Task("noisy-levels-10x10", "10 even levels, replaced by one of the 9 others with probability 0.5", Symmetric(10, 0.5)),
        Task("noisy-levels-30x30", "30 even levels, replaced by one of the 29 others with probability 0.8", Symmetric(30, 0.8)),
        Task("zipf-20x5", "X of 20 levels, P ∝ 1/i; Y = i mod 5, or an even level with probability 0.5", ZipfModulo()),
        Task("function-9x3", "9 even levels, Y = X mod 3", Function()),
    ];

    private static double[,] Symmetric(int levels, double error)
    {
        double[,] p = new double[levels, levels];
        for (int i = 0; i < levels; i++)
        {
            for (int j = 0; j < levels; j++)
            {
                p[i, j] = (i == j ? 1 - error : error / (levels - 1)) / levels;
            }
        }

        return p;
    }

    private static double[,] ZipfModulo()
    {
        double total = Enumerable.Range(1, 20).Sum(i => 1.0 / i);
        double[,] p = new double[20, 5];
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                p[i, j] = ((j == (i + 1) % 5 ? 0.5 : 0) + 0.1) / ((i + 1) * total);
            }
        }

        return p;
    }

    private static double[,] Function()
    {
        double[,] p = new double[9, 3];
        for (int i = 0; i < 9; i++)
        {
            p[i, i % 3] = 1.0 / 9;
        }

        return p;
    }

    private static KnownDistribution Task(string id, string description, double[,] p)
    {
        TableLaw law = new(p);
        return new KnownDistribution(id, KnownTruths.Discrete, "table", description, law, KnownValue.Exact(law.Nats));
    }
}
