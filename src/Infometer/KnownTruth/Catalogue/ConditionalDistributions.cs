namespace Infometer;

/// <summary>I(X;Y|Z): chains and forks, in which Z explains everything, and colliders, in which X and Y depend only given Z.</summary>
internal static class ConditionalDistributions
{
    public static IEnumerable<KnownDistribution> All()
    {
        LabelConditionLaw explained = new(2, (0.5, 0), (0.3, 0), (0.2, 0));
        LabelConditionLaw coupled = new(1, (0.5, 0.9), (0.3, 0), (0.2, -0.6));
        return
        [
            Gaussian("normal-chain", "X → Z → Y: Z = 0.8 X + 0.6 E, Y = 0.8 Z + 0.6 E", Covariance(0.64, 0.8, 0.8), 0),
            Gaussian("normal-fork", "X ← Z → Y: X = 0.8 Z + 0.6 E, Y = 0.6 Z + 0.8 E", Covariance(0.48, 0.8, 0.6), 0),
            Gaussian("normal-collider", "X → Z ← Y: Z = 0.6 X + 0.6 Y + √0.28 E", Covariance(0, 0.6, 0.6)),
            Gaussian("normal-partial", "X, Y correlate by 0.7, and with Z by 0.5", Covariance(0.7, 0.5, 0.5)),
            new KnownDistribution(
                "normal-3x3-given-3",
                KnownTruths.Conditional,
                "normal",
                "three copies of normal-partial side by side",
                new GaussianLaw(Threefold(Covariance(0.7, 0.5, 0.5)), 3, 3, 3),
                KnownValue.Exact(3 * new GaussianLaw(Covariance(0.7, 0.5, 0.5), 1, 1, 1).Nats)),
            Table("label-chain", "X → Z → Y of 3 even levels, each step keeps the level with probability 0.8", Chain(), 0),
            Table("label-fork", "Z of levels 0.5, 0.3, 0.2; X and Y keep it with probability 0.7, else an even level of 3", Fork(), 0),
            Table("label-collider", "X, Y even bits, Z = X xor Y, flipped with probability 0.1", Collider()),
            Labels("normal-given-label", "Z of levels 0.5, 0.3, 0.2; X and Y independent normal about 2Z", explained),
            Labels("normal-coupled-by-label", "Z of levels 0.5, 0.3, 0.2; X, Y normal about Z, ρ = 0.9, 0, −0.6", coupled),
        ];
    }

    private static double[,] Covariance(double xy, double xz, double yz) => new[,] { { 1, xy, xz }, { xy, 1, yz }, { xz, yz, 1 } };

    // Columns X₁ X₂ X₃ Y₁ Y₂ Y₃ Z₁ Z₂ Z₃.
    private static double[,] Threefold(double[,] one)
    {
        double[,] all = new double[9, 9];
        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 9; j++)
            {
                all[i, j] = i % 3 == j % 3 ? one[i / 3, j / 3] : 0;
            }
        }

        return all;
    }

    private static double[,,] Chain() => Fill(3, 3, 3, static (x, y, z) => Keep(x, z, 0.8) * Keep(z, y, 0.8) / 3);

    private static double[,,] Fork() => Fill(3, 3, 3, static (x, y, z) =>
        (z == 0 ? 0.5 : z == 1 ? 0.3 : 0.2) * (0.1 + (x == z ? 0.7 : 0)) * (0.1 + (y == z ? 0.7 : 0)));

    private static double[,,] Collider() => Fill(2, 2, 2, static (x, y, z) => 0.25 * (z == (x ^ y) ? 0.9 : 0.1));

    private static double Keep(int from, int to, double probability) => from == to ? probability : (1 - probability) / 2;

    private static double[,,] Fill(int levelsX, int levelsY, int levelsZ, Func<int, int, int, double> probability)
    {
        double[,,] p = new double[levelsX, levelsY, levelsZ];
        for (int x = 0; x < levelsX; x++)
        {
            for (int y = 0; y < levelsY; y++)
            {
                for (int z = 0; z < levelsZ; z++)
                {
                    p[x, y, z] = probability(x, y, z);
                }
            }
        }

        return p;
    }

    // The value 0 is given where it is known, because sums would leave rounding errors in its place.
    private static KnownDistribution Gaussian(string id, string description, double[,] covariance, double? nats = null)
    {
        GaussianLaw law = new(covariance, 1, 1, 1);
        return new KnownDistribution(id, KnownTruths.Conditional, "normal", description, law, KnownValue.Exact(nats ?? law.Nats));
    }

    private static KnownDistribution Table(string id, string description, double[,,] p, double? nats = null)
    {
        TableLaw law = new(p);
        return new KnownDistribution(id, KnownTruths.Conditional, "table", description, law, KnownValue.Exact(nats ?? law.Nats));
    }

    private static KnownDistribution Labels(string id, string description, LabelConditionLaw law) =>
        new(id, KnownTruths.Conditional, "label", description, law, KnownValue.Exact(law.Nats));
}
