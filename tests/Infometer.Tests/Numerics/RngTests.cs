using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class RngTests
{
    [Fact]
    public void For_SameKey_SameStream()
    {
        Rng a = Rng.For(7, "permutation", 3);
        Rng b = Rng.For(7, "permutation", 3);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(a.NextULong(), b.NextULong());
        }
    }

    [Fact]
    public void For_AnyPartOfTheKeyChanged_OtherStream()
    {
        ulong[] first =
        [
            First(Rng.For(7, "permutation", 3)), First(Rng.For(8, "permutation", 3)), First(Rng.For(7, "permutations", 3)),
            First(Rng.For(7, "permutation", 4)), First(Rng.For(7, "permutation", -3)), First(Rng.For(7, "permutation", 3, 0)),
            First(Rng.For(7, "permutation", 3, 1)), First(Rng.For(7, "permutation", 1, 3)), First(Rng.For(7, "", 3)),
        ];
        Assert.Distinct(first);
    }

    // Pins the stream: results already published must stay reproducible.
    [Fact]
    public void For_KnownKey_KnownBits() => Assert.Equal(PinnedBits, First(Rng.For(1, "pinned", 2)));

    [Fact]
    public void NextDouble_ManyDraws_IsUniform()
    {
        Rng rng = Rng.For(1, "uniform");
        long[] counts = new long[64];
        for (int i = 0; i < 640_000; i++)
        {
            counts[(int)(rng.NextDouble() * 64)]++;
        }

        AssertUniform(counts, 640_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void NextInt_ManyDraws_IsUniform(int bound)
    {
        Rng rng = Rng.For(2, "int", bound);
        long[] ints = new long[bound];
        long[] longs = new long[bound];
        for (int i = 0; i < 200_000; i++)
        {
            ints[rng.NextInt(bound)]++;
            longs[(int)rng.NextLong(bound)]++;
        }

        AssertUniform(ints, 200_000);
        AssertUniform(longs, 200_000);
    }

    [Fact]
    public void NextInt_BoundNearTheRange_RejectsTheExcess()
    {
        // Without rejection the lower third of [0, 3·2²⁹) would come up twice as often.
        Rng rng = Rng.For(3, "large");
        long[] thirds = new long[3];
        for (int i = 0; i < 300_000; i++)
        {
            thirds[rng.NextInt(3 << 29) >> 29]++;
        }

        AssertUniform(thirds, 300_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rng.For(3, "large").NextInt(0));
    }

    [Fact]
    public void Shuffle_FourItems_AllOrdersEquallyLikely()
    {
        Rng rng = Rng.For(4, "shuffle");
        Dictionary<string, long> orders = [];
        for (int i = 0; i < 240_000; i++)
        {
            byte[] items = [0, 1, 2, 3];
            rng.Shuffle<byte>(items);
            string order = string.Concat(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        AssertUniform([.. orders.Values], 240_000);
    }

    [Fact]
    public void NextNormal_ManyDraws_HasNormalCells()
    {
        Rng rng = Rng.For(5, "normal");
        long[] counts = new long[32];
        for (int i = 0; i < 320_000; i++)
        {
            counts[(int)(SpecialFunctions.NormalCdf(rng.NextNormal()) * 32)]++;
        }

        AssertUniform(counts, 320_000);
    }

    [Fact]
    public void NextExponential_ManyDraws_HasExponentialCells()
    {
        Rng rng = Rng.For(6, "exponential");
        long[] counts = new long[32];
        for (int i = 0; i < 320_000; i++)
        {
            counts[(int)(Math.Exp(-rng.NextExponential()) * 32)]++;
        }

        AssertUniform(counts, 320_000);
    }

    private const ulong PinnedBits = 16480134533550907445;

    private static ulong First(Rng rng) => rng.NextULong();

    private static void AssertUniform(long[] counts, double total)
    {
        double expected = total / counts.Length;
        double statistic = counts.Sum(c => (c - expected) * (c - expected) / expected);
        if (counts.Length > 1)
        {
            double p = SpecialFunctions.ChiSquareSurvival(statistic, counts.Length - 1);
            Assert.True(p > 1e-4, $"p = {p}");
        }
        else
        {
            Assert.Equal(total, counts[0]);
        }
    }
}
