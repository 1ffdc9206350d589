using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>
/// The information of all pairs of columns as a heat map in the order of a dendrogram, which stands at its right: what tells of each other stands
/// together, in squares along the diagonal.
/// </summary>
internal static class MatrixPicture
{
    private const int MostLabelled = 60;
    private const int MostTipped = 30;
    private const int MostCells = 120;
    private const int NameWidth = 150;
    private const int TreeWidth = 90;
    private const int KeyRoom = 62;
    private const int HeadRoom = 22;
    private const int Shades = 32;
    private const int LabelledSize = 360;
    private const int UnlabelledSize = 480;
    private const int LeastWidth = 560;
    private const double LeastCell = 15;
    private const double MostCell = 40;
    private const double LeastSpan = 0.7;

    // Cells are a little larger than their place, so that no light shines through.
    private const double Overlap = 0.4;

    /// <summary>Draws the heat map.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="names">The columns, by position.</param>
    /// <param name="order">Their positions from top to bottom.</param>
    /// <param name="value">The amount of a pair, by positions; null where there is none.</param>
    /// <param name="merges">The dendrogram; what does not fit the columns is not drawn.</param>
    /// <param name="unit">The unit of the amounts.</param>
    public static string ToSvg(
        string id, string title, IReadOnlyList<string> names, IReadOnlyList<int> order, Func<int, int, double?> value, IReadOnlyList<MatrixMerge> merges, string unit)
    {
        int count = order.Count;
        bool isLabelled = count <= MostLabelled;
        double cell = isLabelled ? Math.Clamp(LabelledSize / (double)Math.Max(1, count), LeastCell, MostCell) : (double)UnlabelledSize / count;
        double size = cell * count;
        int left = isLabelled ? NameWidth + 12 : 4;
        (double highest, int first, int second) = Highest(order, value);
        DendrogramTree? tree = DendrogramTree.Of(order, merges);
        int width = (int)Math.Ceiling(Math.Max(LeastWidth, left + size + (tree is null ? 8 : TreeWidth + 18)));
        SvgWriter svg = SvgWriter.Inline(
            id, width, (int)Math.Ceiling(HeadRoom + size + KeyRoom), title, Description(names, highest, first, second, unit));
        int blocks = Math.Min(count, MostCells);
        Func<int, int, double?> shown = blocks == count ? (i, j) => value(order[i], order[j]) : Pooled(order, value, blocks);
        DrawCells(svg, left, size / Math.Max(1, blocks), blocks, shown, highest);
        if (isLabelled)
        {
            DrawNames(svg, names, order, left, cell);
            if (count <= MostTipped)
            {
                DrawTips(svg, names, order, value, left, cell, unit);
            }
        }

        if (tree is not null)
        {
            DrawTree(svg, tree, left + size + 6, cell);
        }

        DrawKey(svg, left, HeadRoom + size + 14, highest, unit, blocks < count ? (count + blocks - 1) / blocks : 1);
        return svg.ToString();
    }

    /// <summary>The shade of an amount; its place is the root of its share of the highest, so that weak pairs are told from none.</summary>
    internal static string ColourOf(double amount, double highest) => ColourMap.At(Shade(amount, highest) / (Shades - 1.0));

    private static int Shade(double amount, double highest) =>
        highest > 0 ? (int)Math.Round((Shades - 1) * Math.Sqrt(Math.Clamp(amount / highest, 0, 1))) : 0;

    private static (double Highest, int First, int Second) Highest(IReadOnlyList<int> order, Func<int, int, double?> value)
    {
        (double highest, int first, int second) = (0, -1, -1);
        for (int i = 0; i < order.Count; i++)
        {
            for (int j = i + 1; j < order.Count; j++)
            {
                if (value(order[i], order[j]) is { } v && double.IsFinite(v) && (v > highest || first < 0))
                {
                    (highest, first, second) = (Math.Max(0, v), order[i], order[j]);
                }
            }
        }

        return (highest, first, second);
    }

    // Of every block of pairs the largest.
    private static Func<int, int, double?> Pooled(IReadOnlyList<int> order, Func<int, int, double?> value, int blocks)
    {
        double?[,] largest = new double?[blocks, blocks];
        for (int i = 0; i < order.Count; i++)
        {
            int a = (int)((long)i * blocks / order.Count);
            for (int j = i + 1; j < order.Count; j++)
            {
                int b = (int)((long)j * blocks / order.Count);
                if (value(order[i], order[j]) is { } v && !(largest[a, b] >= v))
                {
                    largest[a, b] = v;
                    largest[b, a] = v;
                }
            }
        }

        return (a, b) => largest[a, b];
    }

    // One path per shade, of runs of equal cells: a tenth of the size of a shape per cell.
    private static void DrawCells(SvgWriter svg, double left, double cell, int count, Func<int, int, double?> shown, double highest)
    {
        Dictionary<string, StringBuilder> paths = [];
        string KindOf(int i, int j) => i == j && cell > 3 ? "self" : shown(i, j) is { } v && double.IsFinite(v) ? ColourOf(v, highest) : "absent";
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count;)
            {
                string kind = KindOf(i, j);
                int end = j + 1;
                while (end < count && KindOf(i, end) == kind)
                {
                    end++;
                }

                if (!paths.TryGetValue(kind, out StringBuilder? path))
                {
                    paths.Add(kind, path = new StringBuilder());
                }

                path.Append(CultureInfo.InvariantCulture, $"M{left + (j * cell):0.##} {HeadRoom + ((i + 0.5) * cell):0.##}h{((end - j) * cell) + Overlap:0.##}");
                j = end;
            }
        }

        foreach ((string kind, StringBuilder path) in paths.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            svg.Stroke(path.ToString(), cell + Overlap, kind.StartsWith('#') ? null : kind, kind.StartsWith('#') ? kind : null);
        }
    }

    private static void DrawNames(SvgWriter svg, IReadOnlyList<string> names, IReadOnlyList<int> order, double left, double cell)
    {
        for (int i = 0; i < order.Count; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            string name = names[order[i]];
            string shown = FigureText.Cut(name, NameWidth - FigureText.WidthOf(" " + number));
            double y = HeadRoom + ((i + 0.5) * cell) + 4.5;
            svg.ShortName(NameWidth + 6, y, $"{shown} {number}", shown == name ? $"{shown} {number}" : name, "end");
            if (cell >= 20 || i % 2 == 0)
            {
                svg.Text(left + ((i + 0.5) * cell), HeadRoom - 6, number, "middle", "faint");
            }
        }
    }

    private static void DrawTips(
        SvgWriter svg, IReadOnlyList<string> names, IReadOnlyList<int> order, Func<int, int, double?> value, double left, double cell, string unit)
    {
        for (int i = 0; i < order.Count; i++)
        {
            for (int j = 0; j < order.Count; j++)
            {
                string amount = value(order[i], order[j]) is { } v && double.IsFinite(v) ? $"{FigureText.Amount(v)} {unit}" : "no number";
                string pair = i == j ? FigureText.InSentence(names[order[i]]) : $"{FigureText.InSentence(names[order[i]])}, {FigureText.InSentence(names[order[j]])}";
                svg.Hotspot(left + (j * cell), HeadRoom + (i * cell), cell, cell, i == j ? $"{pair} holds {amount}" : $"{pair}: {amount}");
            }
        }
    }

    private static void DrawTree(SvgWriter svg, DendrogramTree tree, double left, double cell)
    {
        double At(double height) => left + (tree.Highest > 0 ? TreeWidth * Math.Clamp(height / tree.Highest, 0, 1) : TreeWidth);
        StringBuilder path = new();
        foreach (DendrogramTree.Fork fork in tree.Forks)
        {
            if (Math.Abs(fork.Second - fork.First) * cell >= LeastSpan)
            {
                path.Append(
                    CultureInfo.InvariantCulture,
                    $"M{At(fork.FirstHeight):0.##} {HeadRoom + ((fork.First + 0.5) * cell):0.##}H{At(fork.Height):0.##}V{HeadRoom + ((fork.Second + 0.5) * cell):0.##}H{At(fork.SecondHeight):0.##}");
            }
        }

        svg.Curve(path.ToString(), "tree");
        svg.Text(left, HeadRoom - 6, "alike ←", kind: "faint");
    }

    private static void DrawKey(SvgWriter svg, double left, double top, double highest, string unit, int pooled)
    {
        const double KeyWidth = 220;
        const int Ticks = 3;
        if (highest <= 0)
        {
            return;
        }

        for (int shade = 0; shade < Shades; shade++)
        {
            svg.Box(left + (shade * KeyWidth / Shades), top, (KeyWidth / Shades) + (shade < Shades - 1 ? 1 : 0), 10, ColourMap.At(shade / (Shades - 1.0)));
        }

        // The place is a root, so that halves of the key are quarters of the highest.
        for (int tick = 0; tick < Ticks; tick++)
        {
            double place = tick / (Ticks - 1.0);
            svg.Amount(left + (place * KeyWidth), top + 24, highest * place * place, tick == 0 ? "start" : tick == Ticks - 1 ? "end" : "middle", "tick faint");
        }

        svg.Sentence(left + KeyWidth + 8, top + 9, "{0}", unit);
        if (pooled > 1)
        {
            svg.Text(left, top + 42, $"each square: the largest of {pooled} × {pooled} pairs", kind: "faint");
        }
    }

    private static string Description(IReadOnlyList<string> names, double highest, int first, int second, string unit) => first < 0
        ? $"A heat map of {FigureText.Count(names.Count, "column", "columns")} without a pair."
        : $"A heat map of {FigureText.Count(names.Count, "column", "columns")} in the order of their dendrogram; lighter is more. The strongest pair is "
            + $"{FigureText.InSentence(names[first])} and {FigureText.InSentence(names[second])} with {FigureText.Amount(highest)} {unit}.";
}
