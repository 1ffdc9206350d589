namespace Infometer;

/// <summary>Amounts of information as bars with their intervals, the amount and its q-value at the right. A lower bound ends in an arrow.</summary>
internal static class BarsPicture
{
    // A ceiling that is further away would leave the bars no room.
    private const double CeilingReach = 1.8;
    private const int Arrow = 16;

    /// <summary>Draws the bars in the order given.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="unit">The unit of their amounts.</param>
    /// <param name="ceiling">What there is to know in all; null where nothing bounds the amounts.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<AmountBar> bars, string unit, double? ceiling = null)
    {
        (double low, double high) = BarRows.Range(bars.SelectMany<AmountBar, double?>(b => [b.Value, b.Low, b.High]));
        bool showsCeiling = ceiling is { } all && double.IsFinite(all) && all <= CeilingReach * high;
        BarRows rows = new(id, title, Description(bars, unit), bars.Count, low, showsCeiling ? Math.Max(high, ceiling!.Value) : high, bars.Any(b => b.Href is not null), footLines: (HasKey(bars) ? 1 : 0) + (ceiling is null ? 0 : 1));
        SvgWriter svg = rows.Svg;
        bool hasQ = bars.Any(b => b.QValue is not null);
        rows.DrawAxis("{0}", hasQ ? "q" : "", unit);
        if (showsCeiling)
        {
            svg.Line(rows.X(ceiling!.Value), BarRows.Top, rows.X(ceiling.Value), rows.Bottom, "ceiling");
        }

        for (int i = 0; i < bars.Count; i++)
        {
            DrawBar(rows, i, bars[i], unit, hasQ);
        }

        if (ceiling is { } ceilingValue && double.IsFinite(ceilingValue))
        {
            svg.Sentence(0, rows.Bottom + (HasKey(bars) ? 44 : 26), showsCeiling ? "dashed line: all there is to know, {1} {0}" : "all there is to know: {1} {0}, beyond this scale", unit, ceilingValue);
        }

        DrawKey(rows, bars);
        return svg.ToString();
    }

    private static void DrawBar(BarRows rows, int row, AmountBar bar, string unit, bool hasQ)
    {
        SvgWriter svg = rows.Svg;
        double y = BarRows.Middle(row);
        svg.BeginGroup(Tip(bar, unit), "row");
        rows.DrawName(row, bar.Name, bar.Href);
        if (bar.Value is { } value && double.IsFinite(value))
        {
            rows.DrawBar(row, value, $"bar verdict-{Kind(bar)}");
            svg.Amount(BarRows.AmountEnd, y + 4, value);
        }
        else
        {
            svg.Text(BarRows.AmountEnd, y + 4, "–", "end");
            if (bar.Verdict == "unreliable")
            {
                svg.Text(rows.X(Math.Max(0, rows.Low)) + 6, y + 4, "unreliable: no number", "start", "verdict-text-unreliable");
            }
        }

        if (bar.Low is { } low && double.IsFinite(low))
        {
            if (bar.High is { } high && double.IsFinite(high))
            {
                rows.DrawInterval(row, low, high);
            }
            else
            {
                DrawArrow(svg, rows.X(low), Math.Max(rows.X(low), rows.X(bar.Value ?? low)) + Arrow, y);
            }
        }

        if (hasQ)
        {
            svg.Text(BarRows.QEnd, y + 4, FigureText.Probability(bar.QValue), "end");
        }

        svg.EndGroup();
    }

    // From the bound on: at least so much.
    private static void DrawArrow(SvgWriter svg, double from, double to, double y)
    {
        svg.Line(from, y - 4, from, y + 4, "interval");
        svg.Line(from, y, to - 5, y, "interval");
        svg.Shape([(to, y), (to - 6, y - 4), (to - 6, y + 4)], "interval-arrow");
    }

    private static void DrawKey(BarRows rows, IReadOnlyList<AmountBar> bars)
    {
        if (!HasKey(bars))
        {
            return;
        }

        SvgWriter svg = rows.Svg;
        double x = 0;
        double y = rows.Bottom + 26;
        foreach ((string verdict, string words) in new[]
        {
            ("value", "value, line: 95 % interval"), ("lower-bound", "at least so much"), ("not-detected", "not detected"),
        })
        {
            if (bars.Any(b => Kind(b) == verdict))
            {
                svg.Rect(x + 0.5, y - 9.5, 13, 9, $"bar verdict-{verdict}");
                svg.Text(x + 20, y, words, kind: "faint");
                x += 32 + FigureText.WidthOf(words);
                if (verdict == "lower-bound")
                {
                    DrawArrow(svg, x - 4, x + 20, y - 4);
                    x += 34;
                }
            }
        }
    }

    // Bars of bare values need no words.
    private static bool HasKey(IReadOnlyList<AmountBar> bars) => bars.Any(b => b.Low is not null || b.Verdict != "value");

    // A word that is not known must not become a class of its own.
    private static string Kind(AmountBar bar) => bar.Verdict is "value" or "lower-bound" or "not-detected" ? bar.Verdict : "unreliable";

    private static string Tip(AmountBar bar, string unit)
    {
        string amount = bar.Value is { } value ? $"{FigureText.Amount(value)} {unit}" : "no number";
        string interval = (bar.Low, bar.High) switch
        {
            ({ } low, { } high) => $", 95 % interval {FigureText.Amount(low)} to {FigureText.Amount(high)}",
            ({ } low, null) => $", at least {FigureText.Amount(low)}",
            _ => "",
        };
        return $"{FigureText.InSentence(bar.Name)}: {amount}{interval}{(bar.QValue is { } q ? $", q {FigureText.Probability(q)}" : "")}, {bar.Verdict}";
    }

    private static string Description(IReadOnlyList<AmountBar> bars, string unit)
    {
        AmountBar[] measured = [.. bars.Where(b => b.Value is { } v && double.IsFinite(v)).OrderByDescending(b => b.Value)];
        if (measured.Length == 0)
        {
            return bars.Count == 0 ? "No bars." : $"{FigureText.Count(bars.Count, "bar", "bars")}, none with a number.";
        }

        string[] verdicts =
        [
            .. bars.GroupBy(b => b.Verdict).Select(g => $"{FigureText.Count(g.Count())} {g.Key}"),
        ];
        return $"{FigureText.Count(bars.Count, "bar", "bars")} ({string.Join(", ", verdicts)}). "
            + $"The longest is {FigureText.InSentence(measured[0].Name)} with {FigureText.Amount(measured[0].Value!.Value)} {unit}"
            + (measured.Length > 1 ? $", the shortest {FigureText.InSentence(measured[^1].Name)} with {FigureText.Amount(measured[^1].Value!.Value)}." : ".");
    }
}
