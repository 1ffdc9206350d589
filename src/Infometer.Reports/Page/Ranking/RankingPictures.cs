namespace Infometer;

/// <summary>The pictures of a ranking.</summary>
internal static class RankingPictures
{
    private const int MostBars = 25;
    private const int MostPairs = 15;
    private const int LeastPValues = 20;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading)
    {
        html.Open("section", ("id", "pictures"), ("aria-labelledby", "pictures-heading")).Element("h2", "Pictures", ("id", "pictures-heading"));
        WriteBars(html, reading);
        WritePath(html, reading);
        WritePairs(html, reading);
        WritePValues(html, reading);
        html.CloseLine("section");
    }

    private static void WriteBars(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        ColumnDocument[] columns = [.. ranking.Columns.Where(c => !c.IsSetAside).Take(MostBars)];
        if (columns.Length == 0)
        {
            return;
        }

        AmountBar[] bars =
        [
            .. columns.Select(c => new AmountBar(c.Name, c.Value, c.Interval?.Low, c.Interval?.High, c.QValue, c.Verdict, reading.NameOf(c).Href)),
        ];
        string title = $"What each column tells about {PageText.Cut(ranking.Target, PageText.LongestName)}";
        string first = columns.Length < ranking.Columns.Count(c => !c.IsSetAside) ? $" The first {columns.Length} columns." : "";
        Figure(html, title, BarsPicture.ToSvg("bars", title, bars, ranking.Unit, reading.IsNumericTarget ? null : ranking.TargetEntropy), Phrase.Of(
            $"The thin lines are the intervals; an arrow says that the number is a lower bound. q: if all columns with a q up to this one's are called informative, so large a share of them is expected to be there by chance, or a smaller one.{first}"));
    }

    private static void WritePath(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        if (ranking.Path.Length < 2 || ranking.Path.Any(s => s.Score is null || s.Relevance is null || s.Redundancy is null || s.ConditionalRedundancy is null))
        {
            return;
        }

        PathStep[] steps =
        [
            .. ranking.Path.Select(s => new PathStep(s.Name, s.Relevance!.Value, s.Redundancy!.Value, s.ConditionalRedundancy!.Value, s.Score!.Value)),
        ];
        const string Title = "Which columns to take one after the other";
        Figure(html, Title, PathPicture.ToSvg("path", Title, steps, ranking.Unit), Phrase.Of(
            $"Each step takes the column with the best score (JMI): what it tells alone, less what it shares on average with the columns taken before, plus what it shares with them once {new PageName(ranking.Target)} is known."));
    }

    private static void WritePairs(HtmlWriter html, RankingReading reading)
    {
        SynergyBar[] pairs =
        [
            .. reading.Ranking.Synergies.Index().Where(p => p.Item.Value is not null).Take(MostPairs).Select(p => new SynergyBar(
                p.Item.First,
                p.Item.Second,
                p.Item.Value!.Value,
                p.Item.Interval?.Low,
                p.Item.Interval?.High,
                p.Item.QValue,
                FormattableString.Invariant($"#pair-{p.Index + 1}"))),
        ];
        if (pairs.Length == 0)
        {
            return;
        }

        const string Title = "Pairs that tell more together";
        string first = pairs.Length < reading.Ranking.Synergies.Length ? $" The first {pairs.Length} of {PageText.Count(reading.Ranking.Synergies.Length)}." : "";
        Figure(html, Title, SynergyPicture.ToSvg("synergies", Title, pairs, reading.Ranking.Unit), Phrase.Of(
            $"What both columns together tell beyond the sum of what each tells alone. Where the interval crosses 0, they may as well tell less.{first}"));
    }

    private static void WritePValues(HtmlWriter html, RankingReading reading)
    {
        double[] pValues = [.. reading.Ranking.Columns.Where(c => c.QValue is not null).Select(c => c.PValue).OfType<double>()];
        // Fewer have no shape, and a part of them has another one.
        if (pValues.Length < LeastPValues || reading.IsCut)
        {
            return;
        }

        const string Title = "How the p-values lie";
        Figure(html, Title, PValuePicture.ToSvg("p-values", Title, pValues), Phrase.Of(
            $"If no column told anything, all bars would be about as high as the line. What stands out at the left is what was found."));
    }

    private static void Figure(HtmlWriter html, string title, string svg, Phrase caption)
    {
        html.Open("figure").Element("h3", title).Open("div", ("class", "picture-box")).Markup(svg).CloseLine("div");
        html.Phrase("figcaption", caption).CloseLine("figure");
    }
}
