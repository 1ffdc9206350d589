using Xunit;

namespace Infometer.Tests;

public class FigureTextTests
{
    [Fact]
    public void Cut_KeepsWholeCharacters()
    {
        Assert.Equal("short", FigureText.Cut("short", 100));
        string family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        string cut = FigureText.Cut(string.Concat(Enumerable.Repeat(family, 50)), 100);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.Equal(0, (cut.Length - 1) % family.Length);
        Assert.InRange(cut.Length, family.Length + 1, 10 * family.Length);
    }

    [Fact]
    public void Cut_OfManyMarksOnOneCharacter_IsShort() => Assert.Equal("…", FigureText.Cut("a" + new string('\u0301', 10_000), 100));

    [Theory]
    [InlineData(0.21676, "0.2168")]
    [InlineData(-0.00004, "0.0000")]
    [InlineData(-0.5, "−0.5000")]
    public void Amount_HasFourDecimals(double amount, string text) => Assert.Equal(text, FigureText.Amount(amount));

    [Theory]
    [InlineData(1e6, 1.5e6, "1.2e6")]
    [InlineData(0.9990, 1.0010, "0.9995")]
    [InlineData(0, 12, "5")]
    [InlineData(-0.0002, 0.0002, "1e-4")]
    public void AxisTicks_AreToldApart(double low, double high, string one)
    {
        PlotAxis axis = PlotAxis.Linear("x", low, high);
        string[] texts = [.. axis.Ticks.Select(axis.TextOf)];
        Assert.Contains(one, texts);
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void DateAxis_WritesDates()
    {
        PlotAxis axis = PlotAxis.Dates("day", 0, 365);
        Assert.Equal(3, axis.Ticks.Length);
        Assert.Equal("1970-07-02", axis.TextOf(axis.Ticks[1]));
    }

    [Fact]
    public void SvgFile_KeepsEmoji() => Assert.Contains("\ud83d\ude00", new SvgWriter(10, 10, "\ud83d\ude00\ud800\u0001", "d").ToString(), StringComparison.Ordinal);
}
