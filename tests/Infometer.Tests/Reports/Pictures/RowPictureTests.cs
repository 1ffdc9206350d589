using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class RowPictureTests
{
    [Fact]
    public void SynergyPicture_Bars_PointToTheirSign()
    {
        SynergyBar[] pairs = [new("a", "b", 0.02, 0.01, 0.03, 0.001, "#pair-1"), new(InlineSvg.Hostile, InlineSvg.Hostile, -0.04, null, null, null, null)];
        InlineSvg svg = InlineSvg.Of(SynergyPicture.ToSvg("s", "Pairs", pairs, "bits"), "s");
        double zero = InlineSvg.Number(svg.All("line", "axis")[0], "x1");
        XElement more = svg.All("rect", "part-synergy")[0];
        XElement less = svg.All("rect", "part-redundancy")[0];
        Assert.Equal(zero, InlineSvg.Number(more, "x"), 0.02);
        Assert.Equal(zero, InlineSvg.Number(less, "x") + InlineSvg.Number(less, "width"), 0.02);
        Assert.Equal(2, InlineSvg.Number(less, "width") / InlineSvg.Number(more, "width"), 0.02);
        Assert.Contains("a and b have the largest synergy, 0.0200 bits; 1 above 0, 1 below", svg.Description, StringComparison.Ordinal);
        Assert.Equal([0.02, -0.04], svg.Amounts().Where(a => !a.Attribute("class")!.Value.Contains("tick", StringComparison.Ordinal)).Select(a => InlineSvg.Number(a, "data-amount")));
        Assert.Equal("#pair-1", svg.Root.Descendants(InlineSvg.Name("a")).Single().Attribute("href")!.Value);
    }

    [Fact]
    public void SynergyPicture_OfNothing_IsAPicture() => Assert.Equal("No pairs.", InlineSvg.Of(SynergyPicture.ToSvg("s", "Pairs", [], "bits"), "s").Description);

    [Fact]
    public void PValuePicture_Bins_AreAsHighAsTheirCounts()
    {
        double[] p = [.. Enumerable.Repeat(0.01, 12), .. Enumerable.Repeat(0.5, 4), 1, double.NaN];
        InlineSvg svg = InlineSvg.Of(PValuePicture.ToSvg("p", "p-values", p), "p");
        XElement[] bins = svg.All("rect", "mark");
        Assert.Equal(3, bins.Length);
        double perCount = InlineSvg.Number(bins[2], "height");
        Assert.Equal(12 * perCount, InlineSvg.Number(bins[0], "height"), 0.1);
        Assert.Equal(4 * perCount, InlineSvg.Number(bins[1], "height"), 0.1);
        double bottom = InlineSvg.Number(bins[0], "y") + InlineSvg.Number(bins[0], "height");
        Assert.Equal(bottom - (17.0 / 20 * perCount), InlineSvg.Number(svg.All("line", "ceiling")[0], "y1"), 0.1);
        Assert.Contains("17 p-values in 20 bins: 12 below 0.05, where 0.85 would be expected", svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void PValuePicture_OfNothing_IsAPicture() => Assert.Equal("There are no p-values.", InlineSvg.Of(PValuePicture.ToSvg("p", "p", []), "p").Description);

    [Fact]
    public void QualityPicture_Shares_AreWidths()
    {
        QualityBar[] columns =
        [
            new("a", "discrete", 25, 100, 3, 0.5, ["missing-informative", "many-levels"]),
            new(InlineSvg.Hostile, "mixed", 100, 100, 0, double.NaN, ["all-missing"]),
            new("none", "continuous", 0, 0, 0, 0, []),
        ];
        InlineSvg svg = InlineSvg.Of(QualityPicture.ToSvg("q", "Quality", columns), "q");
        double track = InlineSvg.Number(svg.All("rect", "track")[0], "width");
        Assert.Equal([0.25 * track, track, 0], svg.All("rect", "missing").Select(r => InlineSvg.Number(r, "width")));
        Assert.Equal([0.5 * track, 0, 0], svg.All("rect", "mark").Select(r => InlineSvg.Number(r, "width")));
        Assert.All(["25.0 %", "100.0 %", "none", "50.0 %", "missing-informative, many-levels"], text => Assert.Contains(text, svg.Texts()));
        Assert.Contains("3 columns: 2 with missing cells, most in", svg.Description, StringComparison.Ordinal);
        Assert.Equal("No columns.", InlineSvg.Of(QualityPicture.ToSvg("q", "Quality", []), "q").Description);
    }
}
