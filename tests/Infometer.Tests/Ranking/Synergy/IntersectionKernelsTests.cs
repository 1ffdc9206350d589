using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class IntersectionKernelsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 5)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 3, 16)]
    [InlineData(3, 4, 31)]
    [InlineData(7, 7, 2)]
    [InlineData(7, 1, 4)]
    public void Add_AnyNumberOfSets_IsTheScalarTwin(int left, int right, int vectors)
    {
        Rng rng = Rng.For(1, "intersections", left, right);
        int words = vectors * IntersectionKernels.WordsPerVector;
        ulong[] a = [.. Enumerable.Range(0, left * words).Select(_ => rng.NextULong() | rng.NextULong())];
        ulong[] b = [.. Enumerable.Range(0, right * words).Select(_ => rng.NextULong() | rng.NextULong())];
        int stride = right + 2;
        int[] fast = [.. Enumerable.Range(0, left * stride)];
        int[] slow = [.. fast];
        IntersectionKernels.Add(a, b, words, fast, stride);
        IntersectionKernels.AddScalar(a, b, words, slow, stride);
        Assert.Equal(slow, fast);
        Assert.NotEqual(0, slow[0]);
    }

    [Fact]
    public void Add_AllOnesInTheLongestSets_DoesNotOverflow()
    {
        int words = 31 * IntersectionKernels.WordsPerVector;
        ulong[] ones = new ulong[3 * words];
        Array.Fill(ones, ulong.MaxValue);
        int[] cells = new int[9];
        IntersectionKernels.Add(ones, ones, words, cells, 3);
        Assert.All(cells, count => Assert.Equal(31 * 512, count));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(32 * 8)]
    public void Add_SetsOfAnotherLength_AreRefused(int words) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IntersectionKernels.Add(new ulong[words], new ulong[words], words, new int[1], 1));

    [Theory]
    [InlineData(50, 2, 2, 2)]
    [InlineData(3_000, 4, 3, 2)]
    [InlineData(20_000, 5, 8, 3)]
    public void PairCells_AreTheCountsOfTheRows(int rows, int first, int second, int target)
    {
        Rng rng = Rng.For(2, "pair cells", rows);
        Codes Draw(int levels) => Codes.Create([.. Enumerable.Range(0, rows).Select(_ => rng.NextInt(levels))], levels);
        (Codes x1, Codes x2, Codes y) = (Draw(first), Draw(second), Draw(target));
        SynergyPairData pair = SynergyPairData.Of(x1, x2, y);
        double[,,] counts = SynergyTwin.Count(x1, x2, y);
        int[] expected = new int[first * second * target];
        for (int cell = 0; cell < expected.Length; cell++)
        {
            expected[cell] = (int)counts[cell / second % first, cell % second, cell / (first * second)];
        }

        Assert.Equal(expected, pair.Cells);
    }
}
