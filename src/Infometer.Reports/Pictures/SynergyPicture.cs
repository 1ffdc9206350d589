namespace Infometer;

/// <summary>Pairs of columns: what both together tell more than one by one, or less, with intervals and q-values.</summary>
internal static class SynergyPicture
{
    private const int NameWidth = 250;
    private const string Times = " × ";

    /// <summary>Draws the pairs in the order given.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="unit">The unit of their amounts.</param>
    public static string ToSvg(string id, string title, IReadOnlyList<SynergyBar> pairs, string unit)
    {
        (double low, double high) = BarRows.Range(pairs.SelectMany<SynergyBar, double?>(p => [p.Value, p.Low, p.High]));
        BarRows rows = new(id, title, Description(pairs, unit), pairs.Count, low, high, pairs.Any(p => p.Href is not null), footLines: 1, NameWidth);
        rows.Svg.DefineHatches();
        rows.DrawAxis("{0}", "q", unit);
        for (int row = 0; row < pairs.Count; row++)
        {
            DrawPair(rows, row, pairs[row], unit);
        }

        DrawKey(rows, pairs);
        return rows.Svg.ToString();
    }

    private static void DrawPair(BarRows rows, int row, SynergyBar pair, string unit)
    {
        SvgWriter svg = rows.Svg;
        double y = BarRows.Middle(row) + 4;
        svg.BeginGroup(
            $"{FigureText.InSentence(pair.First)}{Times}{FigureText.InSentence(pair.Second)}: {FigureText.Amount(pair.Value)} {unit}"
            + (pair is { Low: { } a, High: { } b } ? $", 95 % interval {FigureText.Amount(a)} to {FigureText.Amount(b)}" : "")
            + $", q {FigureText.Probability(pair.QValue)}",
            "row");
        svg.ShortName(NameWidth, y, ShortNames(pair), pair.First + Times + pair.Second, "end", pair.Href);
        if (double.IsFinite(pair.Value))
        {
            rows.DrawBar(row, 0, pair.Value, pair.Value >= 0 ? "part-synergy" : "part-redundancy", pair.Value >= 0 ? "dotted" : "rising");
            svg.Amount(BarRows.AmountEnd, y, pair.Value);
        }

        if (pair is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high))
        {
            rows.DrawInterval(row, low, high);
        }

        svg.Text(BarRows.QEnd, y, FigureText.Probability(pair.QValue), "end");
        svg.EndGroup();
    }

    // Each may take what the other leaves, and half of the room in any case.
    private static string ShortNames(SynergyBar pair)
    {
        double room = NameWidth - FigureText.WidthOf(Times);
        double first = Math.Max(room / 2, room - FigureText.WidthOf(pair.Second));
        string shown = FigureText.Cut(pair.First, first);
        return shown + Times + FigureText.Cut(pair.Second, Math.Max(room / 2, room - FigureText.WidthOf(shown)));
    }

    private static void DrawKey(BarRows rows, IReadOnlyList<SynergyBar> pairs)
    {
        SvgWriter svg = rows.Svg;
        double y = rows.Bottom + 26;
        svg.Hatched(0, y - 10, 14, 10, "part-synergy", "dotted");
        const string More = "more together than one by one";
        svg.Text(20, y, More, kind: "faint");
        if (pairs.Any(p => p.Value < 0))
        {
            double x = 36 + FigureText.WidthOf(More);
            svg.Hatched(x, y - 10, 14, 10, "part-redundancy", "rising");
            svg.Text(x + 20, y, "less (both say the same)", kind: "faint");
        }
    }

    private static string Description(IReadOnlyList<SynergyBar> pairs, string unit)
    {
        if (pairs.Count == 0)
        {
            return "No pairs.";
        }

        SynergyBar most = pairs.MaxBy(p => p.Value)!;
        return $"{FigureText.Count(pairs.Count, "pair", "pairs")} of columns. {FigureText.InSentence(most.First)} and {FigureText.InSentence(most.Second)} have the largest synergy, "
            + $"{FigureText.Amount(most.Value)} {unit}; {FigureText.Count(pairs.Count(p => p.Value > 0))} above 0, {FigureText.Count(pairs.Count(p => p.Value < 0))} below.";
    }
}
