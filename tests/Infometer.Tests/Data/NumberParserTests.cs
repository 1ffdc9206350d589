using System.Globalization;
using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class NumberParserTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("007")]
    [InlineData("+1.5")]
    [InlineData("-1.5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e5")]
    [InlineData("1E-5")]
    [InlineData("-1.25e+3")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992")]
    [InlineData("123456789012345678")]
    [InlineData("9999999999999999999")]
    [InlineData("99999999999999999999999")]
    [InlineData("0.30000000000000004")]
    [InlineData("2.2250738585072014e-308")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("4.9e-324")]
    [InlineData("1e-400")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1e23")]
    [InlineData("8.5e22")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("0e999999999999")]
    [InlineData("1e-999999999999")]
    [InlineData("0.000000000000000000000000000000000012345")]
    [InlineData("1234567.8901234567")]
    public void TryParse_Number_IsTheRuntimesDouble(string text)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(Bits(double.Parse(text, CultureInfo.InvariantCulture)), Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("1d")]
    [InlineData("inf")]
    [InlineData("NaN")]
    [InlineData("1_000")]
    [InlineData("٣")]
    public void TryParse_NoNumber_IsRefused(string text)
    {
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(TryParseShort(text, out _));
    }

    [Fact]
    public void TryParse_RandomNumbers_AreTheRuntimesDoubles()
    {
        Random random = new(5);
        for (int i = 0; i < 200_000; i++)
        {
            string text = RandomNumber(random);
            Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
            Assert.True(Bits(double.Parse(text, CultureInfo.InvariantCulture)) == Bits(value), text);
        }
    }

    [Fact]
    public void TryParse_HalfwayNumbers_AreTheRuntimesDoubles()
    {
        Random random = new(6);
        for (int i = 0; i < 100_000; i++)
        {
            // Integers of 54 to 63 bits whose last bits are a half, or next to one: the hardest cases to round.
            int shift = random.Next(1, 11);
            ulong mantissa = (1UL << 52) | ((ulong)random.NextInt64() >> 12);
            ulong half = (mantissa << shift) + (1UL << (shift - 1)) + (ulong)random.Next(-1, 2);
            string text = half.ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? "" : $"e{random.Next(-300, 290)}");
            Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
            Assert.True(Bits(double.Parse(text, CultureInfo.InvariantCulture)) == Bits(value), text);
        }
    }

    [Fact]
    public void ShortNumber_RandomTexts_AgreesWithScalarTwin()
    {
        Assert.SkipUnless(ShortNumber.IsSupported, "This machine lacks the instructions.");
        Random random = new(7);
        int read = 0;
        for (int i = 0; i < 300_000; i++)
        {
            string text = i % 2 == 0
                ? RandomNumber(random)
                : string.Concat(Enumerable.Range(0, random.Next(0, 18)).Select(_ => "0123456789.-+e /:"[random.Next(17)]));
            bool expected = NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value);
            if (TryParseShort(text, out double fast))
            {
                read++;
                Assert.True(expected && Bits(value) == Bits(fast), text);
            }
            else
            {
                // What it leaves out: other characters, long numbers, and integers beyond 2^53.
                bool plain = text.Length <= 15 && text.All(c => char.IsAsciiDigit(c) || c is '.' or '-');
                Assert.False(expected && plain, text);
            }
        }

        Assert.True(read > 50_000);
    }

    internal static string RandomNumber(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return random.Next(-100_000, 100_000).ToString(CultureInfo.InvariantCulture);
            case 1:
                return (random.NextDouble() * Math.Pow(10, random.Next(-8, 9))).ToString(CultureInfo.InvariantCulture);
            case 2:
                return (random.NextDouble() - 0.5).ToString("F" + random.Next(0, 9), CultureInfo.InvariantCulture);
            case 3:
                double any = BitConverter.Int64BitsToDouble(random.NextInt64());
                return double.IsFinite(any) ? any.ToString("R", CultureInfo.InvariantCulture) : "1";
            default:
                string digits = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => random.Next(10)));
                return (random.Next(2) == 0 ? "-" : "") + digits.Insert(random.Next(digits.Length + 1), ".")
                    + (random.Next(2) == 0 ? "" : $"e{random.Next(-30, 30)}");
        }
    }

    private static bool TryParseShort(string text, out double value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("9.9-9.9-9.9-9.9-" + text);
        return ShortNumber.TryParse(bytes, 16, bytes.Length, out value);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
