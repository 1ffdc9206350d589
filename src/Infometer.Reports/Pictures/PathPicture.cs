namespace Infometer;

/// <summary>
/// A selection path: for each step what the column tells alone and what it adds by synergy, stacked to the right of zero, and what those chosen
/// before tell already, to the left.
/// </summary>
internal static class PathPicture
{
    // Where the score is the sum of the parts up to rounding, it can be drawn among them.
    private const double Rounding = 1e-9;

    /// <summary>Draws the path.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="steps">The steps, the first first.</param>
    /// <param name="unit">The unit of the amounts.</param>
    /// <param name="isRatio">Whether scores are ratios from the second step on; the first is a relevance.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<PathStep> steps, string unit, bool isRatio = false)
    {
        bool isSum = steps.All(IsSum);
        (double low, double high) = BarRows.Range(steps.SelectMany<PathStep, double?>(s => [.. Parts(s).SelectMany<(string, double From, double To), double?>(p => [p.From, p.To])]));
        BarRows rows = new(id, title, Description(steps, unit), steps.Count, low, high, hasLinks: false, footLines: 2);
        SvgWriter svg = rows.Svg;
        svg.DefineHatches();
        rows.DrawAxis(isRatio ? "score" : "score, {0}", "", unit);
        for (int row = 0; row < steps.Count; row++)
        {
            DrawStep(rows, row, steps[row], isSum, isRatio && row > 0, unit);
        }

        DrawKey(rows, isSum);
        return svg.ToString();
    }

    // Each part begins where those of its sign before it end.
    private static List<(string Part, double From, double To)> Parts(PathStep step)
    {
        List<(string, double, double)> parts = [];
        double above = 0;
        double below = 0;
        foreach ((string part, double amount) in new[] { ("relevance", step.Relevance), ("synergy", step.Synergy), ("redundancy", -step.Redundancy) })
        {
            if (double.IsFinite(amount) && amount != 0)
            {
                double from = amount > 0 ? above : below;
                parts.Add((part, from, from + amount));
                above = Math.Max(above, from + amount);
                below = Math.Min(below, from + amount);
            }
        }

        return parts;
    }

    private static bool IsSum(PathStep step)
    {
        double sum = step.Relevance - step.Redundancy + step.Synergy;
        return double.IsFinite(sum) && Math.Abs(step.Score - sum) <= Rounding * (1 + Math.Abs(sum));
    }

    private static void DrawStep(BarRows rows, int row, PathStep step, bool isSum, bool isRatio, string unit)
    {
        SvgWriter svg = rows.Svg;
        double y = BarRows.Middle(row);
        svg.BeginGroup(
            $"{row + 1}. {FigureText.InSentence(step.Name)}: alone {FigureText.Amount(step.Relevance)}, redundancy {FigureText.Amount(step.Redundancy)}, "
            + $"synergy {FigureText.Amount(step.Synergy)} {unit}; score {FigureText.Amount(step.Score)}",
            "row");
        rows.DrawName(row, $"{row + 1}. {step.Name}", null);
        foreach ((string part, double from, double to) in Parts(step))
        {
            rows.DrawBar(row, from, to, $"part-{part}", HatchOf(part));
        }

        if (isSum)
        {
            double x = rows.X(step.Score);
            svg.Shape([(x, y - 6), (x + 5, y), (x, y + 6), (x - 5, y)], "score");
        }

        if (isRatio || !double.IsFinite(step.Score))
        {
            svg.Text(BarRows.AmountEnd, y + 4, FigureText.Amount(step.Score), "end");
        }
        else
        {
            svg.Amount(BarRows.AmountEnd, y + 4, step.Score);
        }

        svg.EndGroup();
    }

    private static void DrawKey(BarRows rows, bool isSum)
    {
        SvgWriter svg = rows.Svg;
        double x = 0;
        double y = rows.Bottom + 26;
        foreach ((string part, string words) in new[]
        {
            ("relevance", "alone"), ("synergy", "more with those before (synergy)"), ("redundancy", "already told by those before (redundancy)"),
        })
        {
            if (HatchOf(part) is { } hatch)
            {
                svg.Hatched(x, y - 10, 14, 10, $"part-{part}", hatch);
            }
            else
            {
                svg.Rect(x, y - 10, 14, 10, $"part-{part}");
            }

            svg.Text(x + 20, y, words, kind: "faint");
            x += 32 + FigureText.WidthOf(words);
        }

        if (isSum)
        {
            svg.Shape([(7, y + 7), (12, y + 13), (7, y + 19), (2, y + 13)], "score");
            svg.Text(20, y + 18, "score: what is to the right less what is to the left", kind: "faint");
        }
    }

    private static string? HatchOf(string part) => part switch { "synergy" => "dotted", "redundancy" => "rising", _ => null };

    private static string Description(IReadOnlyList<PathStep> steps, string unit)
    {
        if (steps.Count == 0)
        {
            return "No column was chosen.";
        }

        PathStep first = steps[0];
        string start = $"{FigureText.Count(steps.Count, "column", "columns")} in the order of choice, the first {FigureText.InSentence(first.Name)} "
            + $"with {FigureText.Amount(first.Relevance)} {unit} alone";
        if (steps.Count == 1)
        {
            return start + ".";
        }

        PathStep mostRedundant = steps.Skip(1).MaxBy(s => s.Redundancy)!;
        return $"{start}; the score goes from {FigureText.Amount(first.Score)} to {FigureText.Amount(steps[^1].Score)}. "
            + $"Those before tell most about {FigureText.InSentence(mostRedundant.Name)}, {FigureText.Amount(mostRedundant.Redundancy)} {unit}.";
    }
}
