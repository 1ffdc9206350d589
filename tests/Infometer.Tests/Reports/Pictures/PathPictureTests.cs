using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class PathPictureTests
{
    [Fact]
    public void ToSvg_Parts_StandOnEachOther()
    {
        PathStep[] steps = [new("a", 0.2, 0, 0, 0.2), new("b", 0.1, 0.15, 0.05, 0)];
        InlineSvg svg = InlineSvg.Of(PathPicture.ToSvg("path", "Path", steps, "bits"), "path");
        double zero = InlineSvg.Number(svg.All("line", "axis")[0], "x1");
        XElement[] relevance = InRows(svg, "part-relevance");
        XElement synergy = Assert.Single(InRows(svg, "part-synergy"));
        XElement redundancy = Assert.Single(InRows(svg, "part-redundancy"));
        double perUnit = InlineSvg.Number(relevance[0], "width") / 0.2;
        Assert.Equal(0.1 * perUnit, InlineSvg.Number(relevance[1], "width"), 0.02);
        Assert.Equal(InlineSvg.Number(relevance[1], "x") + InlineSvg.Number(relevance[1], "width"), InlineSvg.Number(synergy, "x"), 0.02);
        Assert.Equal(0.05 * perUnit, InlineSvg.Number(synergy, "width"), 0.02);
        Assert.Equal(0.15 * perUnit, InlineSvg.Number(redundancy, "width"), 0.02);
        Assert.Equal(zero, InlineSvg.Number(redundancy, "x") + InlineSvg.Number(redundancy, "width"), 0.02);
        XElement score = svg.All("polygon", "score")[1];
        Assert.StartsWith(FormattableString.Invariant($"{zero:0.##},"), score.Attribute("points")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void ToSvg_PartsBelowZero_StandOnTheOtherSide()
    {
        InlineSvg svg = InlineSvg.Of(PathPicture.ToSvg("path", "Path", [new("a", -0.1, -0.2, -0.3, -0.2)], "bits"), "path");
        double zero = InlineSvg.Number(svg.All("line", "axis")[0], "x1");
        Assert.Equal(zero, InlineSvg.Number(InRows(svg, "part-redundancy")[0], "x"), 0.02);
        XElement relevance = InRows(svg, "part-relevance")[0];
        XElement synergy = InRows(svg, "part-synergy")[0];
        Assert.Equal(zero, InlineSvg.Number(relevance, "x") + InlineSvg.Number(relevance, "width"), 0.02);
        Assert.Equal(InlineSvg.Number(relevance, "x"), InlineSvg.Number(synergy, "x") + InlineSvg.Number(synergy, "width"), 0.02);
    }

    [Theory]
    [InlineData(0.2, false, 2, true)]
    [InlineData(0.7, false, 2, false)]
    [InlineData(0.7, true, 1, false)]
    public void ToSvg_AScoreOfAnotherCriterion_IsNotDrawnAsTheSum(double score, bool isRatio, int amounts, bool isDrawn)
    {
        InlineSvg svg = InlineSvg.Of(PathPicture.ToSvg("path", "Path", [new("a", 0.2, 0, 0, 0.2), new("b", 0.3, 0.1, 0, score)], "bits", isRatio), "path");
        Assert.Equal(amounts, svg.Amounts().Count(a => !a.Attribute("class")!.Value.Contains("tick", StringComparison.Ordinal)));
        Assert.Equal(isDrawn, svg.All("polygon", "score").Length > 0);
    }

    [Fact]
    public void ToSvg_HostileNamesAndNothing_ArePictures()
    {
        InlineSvg.Of(PathPicture.ToSvg("path", InlineSvg.Hostile, [new(InlineSvg.Hostile, 0, 0, 0, double.NaN)], "bits"), "path");
        Assert.Equal("No column was chosen.", InlineSvg.Of(PathPicture.ToSvg("path", "Path", [], "bits"), "path").Description);
    }

    // Not those of the key.
    private static XElement[] InRows(InlineSvg svg, string kind) => [.. svg.All("rect", kind).Where(e => e.Parent!.Name.LocalName == "g")];
}
