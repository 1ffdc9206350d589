using Xunit;

namespace Infometer.Tests;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_024, 0)]
    [InlineData(50_000, 0)]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 2)]
    [InlineData(5_000, 3)]
    [InlineData(5_000, 4)]
    public void Sort_OfAnyNumbers_IsThatByComparison(int n, int kind)
    {
        Rng rng = Rng.For(1, "radix sort", n, kind);
        double[] values = new double[n];
        for (int i = 0; i < n; i++)
        {
            values[i] = kind switch
            {
                0 => rng.NextNormal(),
                1 => rng.NextInt(20) - 10,
                2 => BitConverter.UInt64BitsToDouble(rng.NextULong() & 0xBFFF_FFFF_FFFF_FFFF),
                3 => i % 3 == 0 ? double.NegativeInfinity : i % 3 == 1 ? double.Epsilon : double.MaxValue,
                _ => 7,
            };
        }

        double[] expected = [.. values.Select(v => v + 0.0).Order()];
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Sort_MakesNegativeZeroZero()
    {
        double[] values = [.. Enumerable.Range(0, 3_000).Select(i => i % 2 == 0 ? -0.0 : 0.0)];
        RadixSort.Sort(values);
        Assert.All(values, value => Assert.False(double.IsNegative(value)));
    }
}
