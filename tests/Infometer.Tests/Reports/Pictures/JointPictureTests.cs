using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class JointPictureTests
{
    [Fact]
    public void ToSvg_NumberAndNumber_ArePointsAtTheirPlaces()
    {
        Column x = Numbers("x", [0, 1, 2, 3, 4]);
        Column y = Numbers(InlineSvg.Hostile, [10, 20, double.NaN, 40, 50]);
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", x, y, 1), "j");
        (double X, double Y)[] points = PointsOf(svg);
        Assert.Equal(4, points.Length);
        double perX = (points[3].X - points[0].X) / 4;
        double perY = (points[0].Y - points[3].Y) / 40;
        Assert.Equal(points[0].X + perX, points[1].X, 0.11);
        Assert.Equal(points[0].X + (3 * perX), points[2].X, 0.11);
        Assert.Equal(points[0].Y - (30 * perY), points[2].Y, 0.11);
        Assert.Contains("4 rows", svg.Texts());
        Assert.Contains("goes from 10 to 50", svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ToSvg_ManyRows_AreFewPointsThatTheSeedChooses()
    {
        double[] numbers = [.. Enumerable.Range(0, 5000).Select(i => i * 0.37 % 1)];
        Column x = Numbers("x", numbers);
        Column y = Numbers("y", [.. numbers.Select(v => v * v)]);
        string first = JointPicture.ToSvg("j", x, y, 1)!;
        Assert.Equal(400, PointsOf(InlineSvg.Of(first, "j")).Length);
        Assert.Equal(first, JointPicture.ToSvg("j", x, y, 1));
        Assert.NotEqual(first, JointPicture.ToSvg("j", x, y, 2));
        Assert.Contains("400 of 5,000 rows at random", InlineSvg.Of(first, "j").Texts());
    }

    [Fact]
    public void ToSvg_AFarTail_IsLeftOutsideTheViewAndCounted()
    {
        double[] numbers = [.. Enumerable.Range(0, 300).Select(i => (double)i), 1e9];
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", Numbers("x", numbers), Numbers("y", [.. Enumerable.Range(0, 301).Select(i => (double)i)]), 1), "j");
        Assert.Contains("301 rows, 1 outside the view", svg.Texts());
        Assert.Equal(300, PointsOf(svg).Length);
    }

    [Fact]
    public void ToSvg_NumberAndLevel_AreBoxesAtTheirQuantiles()
    {
        double[] numbers = [.. Enumerable.Range(0, 101).Select(i => (double)i), .. Enumerable.Range(0, 21).Select(i => 100.0 + i)];
        string?[] levels = [.. Enumerable.Repeat("low", 101), .. Enumerable.Repeat<string?>(null, 21)];
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", Numbers("x", numbers), Column.Categorical("y", levels), 1), "j");
        XElement[] whiskers = svg.All("line", "interval");
        XElement box = svg.All("rect", "box")[0];
        double low = InlineSvg.Number(whiskers[0], "x1");
        double per = (InlineSvg.Number(whiskers[0], "x2") - low) / 90;
        Assert.Equal(low + (20 * per), InlineSvg.Number(box, "x"), 0.05);
        Assert.Equal(50 * per, InlineSvg.Number(box, "width"), 0.05);
        Assert.Equal(low + (45 * per), InlineSvg.Number(svg.All("line", "median")[0], "x1"), 0.05);
        Assert.Equal(low + (96 * per), InlineSvg.Number(whiskers[1], "x1"), 0.05);
        Assert.All(["101", "21", "low", Column.MissingLevel], text => Assert.Contains(text, svg.Texts()));
        Assert.Contains("the median goes from 50 (low) to 110 ((missing))", svg.Description, StringComparison.Ordinal);
        Assert.Equal(2, InlineSvg.Of(JointPicture.ToSvg("j", Column.Categorical("y", levels), Numbers("x", numbers), 1), "j").All("rect", "box").Length);
    }

    [Fact]
    public void ToSvg_LevelAndLevel_HaveAreasThatAreCounts()
    {
        string[] x = [.. Enumerable.Repeat("a", 30), .. Enumerable.Repeat("b", 10)];
        string[] y = [.. Enumerable.Range(0, 40).Select(i => i is < 20 or > 37 ? "yes" : "no")];
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", Column.Categorical("x", x), Column.Categorical("y", y), 1), "j");
        double[] areas = [.. svg.All("rect", "tile").Select(t => InlineSvg.Number(t, "width") * InlineSvg.Number(t, "height"))];
        double[] counts = [10, 20, 8, 2];
        Assert.Equal(4, areas.Length);
        Assert.All(areas.Zip(counts), pair => Assert.Equal(areas.Sum() * pair.Second / 40, pair.First, 0.001 * areas.Sum()));
        Assert.Contains("The share of no goes from 33.3 % (a) to 80.0 % (b)", svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ToSvg_RareLevels_ArePooled()
    {
        string[] x = [.. Enumerable.Range(0, 400).Select(i => i < 200 ? $"common {i % 10}" : $"rare {i}")];
        string?[] y = [.. Enumerable.Range(0, 400).Select(i => i % 20 == 0 ? null : $"level {i % 11}")];
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", Column.Categorical("x", x), Column.Categorical("y", y), 1), "j");
        Assert.Contains("199 other levels", svg.Texts());
        Assert.Contains(Column.MissingLevel, svg.Texts());
        Assert.Contains("5 other levels", svg.Texts());
        Assert.Contains("12 levels of x by 8 levels of y", svg.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ToSvg_ANumberThatHalfOfTheRowsShare_IsALevel()
    {
        double[] numbers = [.. Enumerable.Repeat(0.0, 60), .. Enumerable.Range(1, 40).Select(i => (double)i)];
        string[] y = [.. Enumerable.Range(0, 100).Select(i => i < 70 ? "no" : "yes")];
        InlineSvg svg = InlineSvg.Of(JointPicture.ToSvg("j", Column.Numeric("x", numbers), Column.Categorical("y", y), 1), "j");
        Assert.All(["0", "≤ 10", "≤ 20", "≤ 30", "> 30", "60"], text => Assert.Contains(text, svg.Texts()));
    }

    [Fact]
    public void Pictures_OfColumnsThatSayNothing_AreNullOrPictures()
    {
        Column[] odd =
        [
            Numbers("constant", [1, 1, 1]), Numbers("missing", [double.NaN, double.NaN, double.NaN]), Numbers("one", [double.NaN, 2, double.NaN]),
            Column.Numeric("huge", new[] { -1e308, 0, 1e308 }), Column.Numeric("tiny", new[] { 1e-300, 2e-300, 3e-300 }),
            Column.Categorical("level", ["a", "a", "a"]), Column.Categorical("empty", [null, null, null]), Column.Categorical(InlineSvg.Hostile, [InlineSvg.Hostile, "", "\u0001"]),
        ];
        foreach (Column first in odd)
        {
            foreach (Column second in odd)
            {
                if (JointPicture.ToSvg("j", first, second, 0) is { } joint)
                {
                    InlineSvg.Of(joint, "j");
                }

                Assert.All(odd, target => InlineSvg.Of(PairPicture.ToSvg("p", first, second, target), "p"));
            }
        }

        Assert.Null(JointPicture.ToSvg("j", Numbers("x", [1, double.NaN]), Numbers("y", [double.NaN, 2]), 0));
        Assert.Null(JointPicture.ToSvg("j", Numbers("x", [1]), odd[0], 0));
    }

    [Fact]
    public void PairPicture_Bars_AreSharesAndRootsOfCounts()
    {
        string[] first = [.. Enumerable.Range(0, 100).Select(i => i < 80 ? "a" : "b")];
        string[] second = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "c" : "d")];
        string[] target = [.. Enumerable.Range(0, 100).Select(i => i < 80 == (i % 2 == 0) ? "yes" : "no")];
        InlineSvg svg = InlineSvg.Of(PairPicture.ToSvg("p", Column.Categorical("x", first), Column.Categorical("z", second), Column.Categorical("y", target)), "p");
        XElement[] tiles = svg.All("rect", "tile");
        Assert.Equal(4, tiles.Length);
        Assert.Equal(2, InlineSvg.Number(tiles[0], "height") / InlineSvg.Number(tiles[2], "height"), 0.01);
        Assert.Equal(tiles[0].Attribute("fill")!.Value, tiles[3].Attribute("fill")!.Value);
        Assert.NotEqual(tiles[0].Attribute("fill")!.Value, tiles[1].Attribute("fill")!.Value);
        Assert.Contains("y in 2 × 2 cells of x and z. The share of no goes from 0.0 % (a, c) to 100.0 % (a, d)", svg.Description, StringComparison.Ordinal);
        Assert.Null(PairPicture.ToSvg("p", Numbers("x", [1]), Numbers("z", [1, 2]), Numbers("y", [1])));
    }

    [Fact]
    public void RowSample_TakesDifferentRows_AllAlikeOften()
    {
        int[] hits = new int[10];
        for (ulong seed = 0; seed < 5000; seed++)
        {
            int[] rows = RowSample.Of(10, 3, seed);
            Assert.Equal(3, rows.Distinct().Count());
            foreach (int row in rows)
            {
                hits[row]++;
            }
        }

        // Mean 1,500, standard deviation 32.
        Assert.All(hits, hit => Assert.InRange(hit, 1350, 1650));
        Assert.Equal([0, 1, 2], RowSample.Of(3, 400, 1));
    }

    [Fact]
    public void Spread_Labels_StandApartAndInside()
    {
        double[] places = MosaicPicture.Spread([10, 11, 12, 100, 100.5], 5, 102);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 15 - 1e-9));
        Assert.InRange(places[0], 5, 102);
        Assert.Equal(102, places[^1]);
    }

    private static Column Numbers(string name, double[] values) => Column.Numeric(name, values, VariableKind.Continuous);

    private static (double X, double Y)[] PointsOf(InlineSvg svg) =>
    [
        .. Regex.Matches(svg.All("path", "points").Single().Attribute("d")!.Value, "M([0-9.]+) ([0-9.]+)h0")
            .Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))),
    ];
}
