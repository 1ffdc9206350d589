using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class MatrixPictureTests
{
    private static readonly string[] s_names = ["a", InlineSvg.Hostile, "c", "d"];
    private static readonly MatrixMerge[] s_merges = [new(0, 2, 0.2), new(1, 3, 0.5), new(4, 5, 1)];

    [Fact]
    public void ToSvg_Cells_HaveTheShadeOfTheirPair()
    {
        double[,] values = { { 2, 0.1, 0.9, 0 }, { 0.1, 2, 0, 0.4 }, { 0.9, 0, 2, 0.2 }, { 0, 0.4, 0.2, 2 } };
        int[] order = [0, 2, 1, 3];
        InlineSvg svg = InlineSvg.Of(MatrixPicture.ToSvg("m", "Matrix", s_names, order, (i, j) => values[i, j], s_merges, "bits"), "m");
        Dictionary<(int, int), string> shades = ShadesOf(svg, 4);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                string expected = row == column ? "self" : MatrixPicture.ColourOf(values[order[row], order[column]], 0.9);
                Assert.Equal(expected, shades[(row, column)]);
            }
        }

        Assert.Contains("The strongest pair is a and c with 0.9000 bits", svg.Description, StringComparison.Ordinal);
        Assert.Contains(svg.Root.Descendants(InlineSvg.Name("title")), t => t.Value == "a, c: 0.9000 bits");
    }

    [Fact]
    public void ToSvg_Key_EndsAtTheStrongestPair()
    {
        InlineSvg svg = InlineSvg.Of(MatrixPicture.ToSvg("m", "Matrix", s_names, [0, 1, 2, 3], (i, j) => 0.1 * (i + j), s_merges, "nats"), "m");
        Assert.Equal([0, 0.125, 0.5], svg.Amounts().Select(a => Math.Round(InlineSvg.Number(a, "data-amount"), 12)));
    }

    [Fact]
    public void DendrogramTree_Forks_JoinTheMiddlesOfTheirBranches()
    {
        DendrogramTree tree = DendrogramTree.Of([0, 2, 1, 3], s_merges)!;
        Assert.Equal(
            [new DendrogramTree.Fork(0, 0, 1, 0, 0.2), new DendrogramTree.Fork(2, 0, 3, 0, 0.5), new DendrogramTree.Fork(0.5, 0.2, 2.5, 0.5, 1)],
            tree.Forks);
        Assert.Equal(1, tree.Highest);
    }

    [Fact]
    public void DendrogramTree_OfMergesThatDoNotFit_IsNone()
    {
        Assert.Null(DendrogramTree.Of([0, 1, 2, 3], [.. s_merges.Take(2)]));
        Assert.Null(DendrogramTree.Of([0, 1, 2, 2], s_merges));
        Assert.Null(DendrogramTree.Of([0, 1, 2, 3], [new(0, 9, 1), new(1, 3, 1), new(4, 5, 1)]));
        Assert.Null(DendrogramTree.Of([0, 1, 2, 3], [new(0, 1, 1), new(0, 3, 1), new(4, 5, 1)]));
        Assert.Null(DendrogramTree.Of([0], []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(150)]
    public void ToSvg_OfAnyWidth_IsAPicture(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"column {i}")];
        InlineSvg svg = InlineSvg.Of(
            MatrixPicture.ToSvg("m", "Matrix", names, [.. Enumerable.Range(0, count)], (i, j) => (i + j) % 7 == 0 ? null : (i * j) % 5, [], "bits"), "m");
        Assert.Equal(count is > 0 and <= 60, svg.Texts().Contains("column 0 1"));
        Assert.Equal(count == 150, svg.Texts().Contains("each square: the largest of 2 × 2 pairs"));
    }

    [Fact]
    public void ToSvg_WithoutNumbers_SaysSo() => Assert.Equal(
        "A heat map of 4 columns without a pair.",
        InlineSvg.Of(MatrixPicture.ToSvg("m", "Matrix", s_names, [0, 1, 2, 3], (_, _) => null, s_merges, "bits"), "m").Description);

    // Which cell of an even grid each run of each path covers.
    private static Dictionary<(int Row, int Column), string> ShadesOf(InlineSvg svg, int count)
    {
        (XElement Path, double X, double Y, double Width)[] runs =
        [
            .. from path in svg.Root.Elements(InlineSvg.Name("path"))
               where path.Attribute("stroke-width") is not null
               from Match run in Regex.Matches(path.Attribute("d")!.Value, "M([0-9.]+) ([0-9.]+)h([0-9.]+)")
               let numbers = run.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray()
               select (path, numbers[0], numbers[1], numbers[2]),
        ];
        double left = runs.Min(r => r.X);
        double cell = (runs.Max(r => r.X + r.Width) - left) / count;
        double top = runs.Min(r => r.Y);
        Dictionary<(int, int), string> shades = [];
        foreach ((XElement path, double x, double y, double width) in runs)
        {
            int first = (int)Math.Round((x - left) / cell);
            for (int i = 0; i < (int)Math.Round(width / cell); i++)
            {
                shades.Add(((int)Math.Round((y - top) / cell), first + i), path.Attribute("stroke")?.Value ?? path.Attribute("class")!.Value);
            }
        }

        return shades;
    }
}
