using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class BarsPictureTests
{
    private static readonly AmountBar[] s_bars =
    [
        new("first", 0.25, 0.2, 0.3, 1e-310, "value", "#column-1"),
        new("second", 0.125, 0.1, null, 0.0004, "lower-bound", null),
        new(InlineSvg.Hostile, -0.01, 0, 0.05, 0.7, "not-detected", "#column-3"),
        new("fourth", null, null, null, null, "unreliable", null),
    ];

    [Fact]
    public void ToSvg_Bars_AreAsLongAsTheirAmounts()
    {
        InlineSvg svg = Drawn();
        double zero = ZeroOf(svg);
        double first = InlineSvg.Number(svg.All("rect", "verdict-value")[0], "width");
        double second = InlineSvg.Number(svg.All("rect", "verdict-lower-bound")[0], "width");
        XElement third = svg.All("rect", "verdict-not-detected")[0];
        Assert.Equal(2, first / second, 0.02);
        Assert.Equal(zero, InlineSvg.Number(svg.All("rect", "verdict-value")[0], "x"), 0.02);
        Assert.Equal(first * 0.01 / 0.25, InlineSvg.Number(third, "width"), 0.02);
        Assert.Equal(zero, InlineSvg.Number(third, "x") + InlineSvg.Number(third, "width"), 0.02);
    }

    [Fact]
    public void ToSvg_Intervals_StandAtTheirEnds()
    {
        InlineSvg svg = Drawn();
        double zero = ZeroOf(svg);
        double perUnit = InlineSvg.Number(svg.All("rect", "verdict-value")[0], "width") / 0.25;
        XElement rim = svg.All("line", "interval-rim")[0];
        Assert.Equal(zero + (0.2 * perUnit), InlineSvg.Number(rim, "x1"), 0.1);
        Assert.Equal(zero + (0.3 * perUnit), InlineSvg.Number(rim, "x2"), 0.1);
        Assert.Single(svg.All("polygon", "interval-arrow"), arrow => arrow.Ancestors().Any(a => a.Value.Contains("second", StringComparison.Ordinal) && a.Name.LocalName == "g"));
    }

    [Fact]
    public void ToSvg_Amounts_AreTheNumbersGiven()
    {
        XElement[] amounts = [.. Drawn().Amounts().Where(a => !a.Attribute("class")!.Value.Contains("tick", StringComparison.Ordinal))];
        Assert.Equal([0.25, 0.125, -0.01, 0.7963], amounts.Select(a => double.Parse(a.Attribute("data-amount")!.Value, CultureInfo.InvariantCulture)));
        Assert.Equal(["0.2500", "0.1250", "−0.0100", "0.7963"], amounts.Select(a => a.Value));
    }

    [Fact]
    public void ToSvg_Names_KeepEmojiAndAreLinks()
    {
        InlineSvg svg = Drawn();
        Assert.Equal(["#column-1", "#column-3"], svg.Root.Descendants(InlineSvg.Name("a")).Select(a => a.Attribute("href")!.Value));
        Assert.Contains(svg.Root.Descendants(InlineSvg.Name("title")), t => t.Value.Contains("\ud83d\ude00", StringComparison.Ordinal) && t.Value.EndsWith("room", StringComparison.Ordinal));
        Assert.Contains(svg.Texts(), t => t.StartsWith("</svg>", StringComparison.Ordinal) && t.EndsWith('…'));
    }

    [Fact]
    public void ToSvg_Description_SaysWhatIsSeen()
    {
        string text = Drawn().Description;
        Assert.Contains("4 bars (1 value, 1 lower-bound, 1 not-detected, 1 unreliable)", text, StringComparison.Ordinal);
        Assert.Contains("The longest is first with 0.2500 bits", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToSvg_Probabilities_AreWrittenAsInTheTable()
    {
        string[] texts = Drawn().Texts();
        Assert.All(["<1e-300", "4e-4", "0.700", "–"], q => Assert.Contains(q, texts));
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.7963, false)]
    public void ToSvg_Ceiling_IsDrawnWhereItIsNear(double ceiling, bool isDrawn) =>
        Assert.Equal(isDrawn, InlineSvg.Of(BarsPicture.ToSvg("b", "t", s_bars, "bits", ceiling), "b").All("line", "ceiling").Length == 1);

    [Fact]
    public void ToSvg_NothingOrOneNumber_IsAPicture()
    {
        Assert.Equal("No bars.", InlineSvg.Of(BarsPicture.ToSvg("b", "t", [], "bits", 1), "b").Description);
        InlineSvg.Of(BarsPicture.ToSvg("b", "t", [new("", 0, 0, 0, 1, "not-detected", null)], "nats"), "b");
        InlineSvg.Of(BarsPicture.ToSvg("b", "t", [new("a", double.NaN, double.NegativeInfinity, double.PositiveInfinity, null, "new word\"", null)], "nats", double.NaN), "b");
    }

    private static InlineSvg Drawn() => InlineSvg.Of(BarsPicture.ToSvg("bars", "Bits about y", s_bars, "bits", 0.7963), "bars");

    private static double ZeroOf(InlineSvg svg) => InlineSvg.Number(svg.All("line", "axis")[0], "x1");
}
