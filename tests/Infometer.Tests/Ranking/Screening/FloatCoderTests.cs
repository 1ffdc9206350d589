using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public sealed class FloatCoderTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(33, 0)]
    [InlineData(100, 0)]
    [InlineData(257, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(4_099, 2)]
    [InlineData(3_000, 3)]
    [InlineData(70, 3)]
    public void Codes_AreThoseOfEqualFrequencyBins(int n, int ties)
    {
        Rng rng = Rng.For(1, "float coder", n, ties);
        FloatCoder coder = new(n);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            float[] values = [.. Enumerable.Range(0, n).Select(_ => Value(ref rng, ties))];
            byte[] codes = new byte[n];
            (int known, bool isEven) = coder.Encode(values, codes, 0);
            Discretization expected = new EqualFrequency(16).Fit([.. values.Select(v => (double)v)]);
            Assert.Equal(values.Count(v => !float.IsNaN(v)), known);
            for (int row = 0; row < n; row++)
            {
                int code = expected.Codes[row];
                Assert.Equal(code == expected.MissingCode ? FloatCoder.Missing : code, codes[row]);
            }

            if (isEven)
            {
                Assert.Equal(0, ties is 2 ? 0 : values.Count(float.IsNaN));
            }
        }
    }

    [Fact]
    public void Encode_OfColumnsWithoutTies_IsEvenAndDependsOnNAlone()
    {
        Rng rng = Rng.For(2, "float coder");
        FloatCoder coder = new(1_000);
        long[]? first = null;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            float[] values = [.. Enumerable.Range(0, 1_000).Select(i => i + 0.5f)];
            rng.Shuffle<float>(values);
            byte[] codes = new byte[1_000];
            Assert.Equal((1_000, true), coder.Encode(values, codes, 0));
            long[] totals = Codes.Wrap(codes, 16).CountLevels();
            first ??= totals;
            Assert.Equal(first, totals);
        }
    }

    [Fact]
    public void Encode_OfAnInfiniteValue_IsRefused()
    {
        float[] values = [1, 2, float.NegativeInfinity];
        Assert.Throws<InvalidInputException>(() => new FloatCoder(3).Encode(values, new byte[3], 1));
    }

    [Fact]
    public void Encode_OfNothingKnown_IsAllMissing()
    {
        byte[] codes = new byte[3];
        Assert.Equal((0, false), new FloatCoder(3).Encode([float.NaN, float.NaN, float.NaN], codes, 0));
        Assert.All(codes, code => Assert.Equal(FloatCoder.Missing, code));
    }

    private static float Value(ref Rng rng, int ties) => ties switch
    {
        0 => (float)rng.NextNormal(),
        1 => (float)Math.Round(3 * rng.NextNormal()),
        2 => rng.NextInt(3) == 0 ? 0f : (float)rng.NextNormal(),
        _ => rng.NextInt(5) == 0 ? float.NaN : rng.NextInt(2) == 0 ? -0f : (float)Math.Round(10 * rng.NextNormal()) / 10,
    };
}
