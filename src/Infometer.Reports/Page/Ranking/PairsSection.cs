namespace Infometer;

/// <summary>Pairs of columns that tell more together than one by one.</summary>
internal static class PairsSection
{
    private const int MostRows = 200;
    private const int MostDetails = 50;

    /// <summary>Writes the section; nothing where pairs were not searched.</summary>
    public static void Write(HtmlWriter html, RankingReading reading, PageData? data)
    {
        RankingDocument ranking = reading.Ranking;
        if (ranking.Pairs is not { } pairs)
        {
            return;
        }

        html.Open("section", ("id", "pairs"), ("aria-labelledby", "pairs-heading")).Element("h2", "Pairs of columns", ("id", "pairs-heading"));
        html.Phrase("p", Searched(ranking, pairs));
        if (ranking.Synergies.Length > 0)
        {
            WriteTable(html, reading);
            foreach ((int index, SynergyDocument pair) in ranking.Synergies.Take(MostDetails).Index())
            {
                WritePair(html, reading, pair, index + 1, data);
            }
        }

        html.Open("ul", ("class", "notes"));
        foreach (Note note in pairs.Notes)
        {
            html.Element("li", note.Text).Markup("\n");
        }

        html.CloseLine("ul").CloseLine("section");
    }

    private static Phrase Searched(RankingDocument ranking, PairsDocument pairs)
    {
        int sure = ranking.Synergies.Count(pair => pair.IsSure);
        int unsure = ranking.Synergies.Length - sure;
        string untestable = pairs.Untestable == 0 ? "" : $" Rows are too few to test {PageText.Count(pairs.Untestable)} more.";
        if (pairs.Tested == 0)
        {
            return Phrase.Of($"Rows are too few to test any pair.");
        }

        string level = PageText.Plain(ranking.Settings.Level);
        string found = sure switch
        {
            0 => $"None of {PageText.Counted(pairs.Tested, "pair", "pairs")} is known to tell more together than the sum of what each tells alone (q ≤ {level}).",
            1 => $"1 of {PageText.Counted(pairs.Tested, "pair", "pairs")} tells more together than the sum of what each tells alone (q ≤ {level}).",
            _ => $"{PageText.Count(sure)} of {PageText.Count(pairs.Tested)} pairs tell more together than the sum of what each tells alone (q ≤ {level}).",
        };
        string others = unsure == 0 ? "" : $" {PageText.Count(unsure)} more {(unsure == 1 ? "interacts" : "interact")}, but more or less together is not certain.";
        return Phrase.Of($"{found}{others}{untestable}");
    }

    private static void WriteTable(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        html.Open("div", ("class", "table-box"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "pairs-heading")).Open("table").Open("thead").Open("tr");
        html.Element("th", "#", ("scope", "col"), ("class", "number")).Element("th", "pair", ("scope", "col"));
        html.Open("th", ("scope", "col"), ("class", "number")).Unit(ranking.Unit).Text(" beyond the sum").Close("th");
        foreach (string heading in new[] { "95 % interval", "p", "q" })
        {
            html.Element("th", heading, ("scope", "col"), ("class", "number"));
        }

        html.Close("tr").Close("thead").Open("tbody").Markup("\n");
        foreach ((int index, SynergyDocument pair) in ranking.Synergies.Take(MostRows).Index())
        {
            html.Open("tr").Element("td", PageText.Count(index + 1), ("class", "number")).Open("th", ("scope", "row"));
            string? href = index < MostDetails ? FormattableString.Invariant($"#pair-{index + 1}") : null;
            html.Name(pair.First, href).Text(" × ").Name(pair.Second, href).Close("th");
            html.Open("td", ("class", "number")).Amount(pair.Value).Close("td").Open("td", ("class", "number")).Range(pair.Interval).Close("td");
            html.Element("td", PageText.Probability(pair.PValue), ("class", "number")).Element("td", PageText.Probability(pair.QValue), ("class", "number")).CloseLine("tr");
        }

        html.Close("tbody").Close("table").CloseLine("div");
        if (ranking.Synergies.Length > MostRows)
        {
            html.Element("p", $"The first {MostRows} of {PageText.Count(ranking.Synergies.Length)} pairs; the JSON has them all.", ("class", "remark"));
        }
    }

    private static void WritePair(HtmlWriter html, RankingReading reading, SynergyDocument pair, int number, PageData? data)
    {
        RankingDocument ranking = reading.Ranking;
        PageUnit unit = new(ranking.Unit);
        html.Open("details", ("id", FormattableString.Invariant($"pair-{number}")), ("class", "item")).Open("summary");
        html.Name(pair.First).Text(" × ").Name(pair.Second).Text(" ").Open("span", ("class", "aside")).Amount(pair.Value).Text(" ").Unit(ranking.Unit).Close("span").CloseLine("summary");
        html.Open("div", ("class", "body"));
        if (pair is { Value: { } value, Interval: { Low: { } low, High: { } high } })
        {
            html.Phrase("p", pair.IsSure
                ? Phrase.Of($"Together {reading.NameOf(pair.First)} and {reading.NameOf(pair.Second)} tell {new PageAmount(value)} {unit} more about {new PageName(ranking.Target)} than the sum of what each tells alone; the interval reaches from {new PageAmount(low)} to {new PageAmount(high)}.")
                : Phrase.Of($"What {reading.NameOf(pair.First)} tells about {new PageName(ranking.Target)} depends on {reading.NameOf(pair.Second)}. Whether both together tell more or less than the sum of what each tells alone is not certain: {new PageAmount(value)} {unit}, and the interval reaches from {new PageAmount(low)} to {new PageAmount(high)}."));
        }

        if (pair is { PValue: { } p, QValue: { } q })
        {
            html.Phrase("p", Phrase.Of($"{PageText.Statement("p", p)} against no interaction of the three; {PageText.Statement("q", q)} among all pairs tested."));
        }

        if (data?.PictureOf(pair, ranking, FormattableString.Invariant($"pair-picture-{number}")) is { } picture)
        {
            html.Open("figure").Open("div", ("class", "picture-box")).Markup(picture).Close("div").CloseLine("figure");
        }

        html.Close("div").CloseLine("details");
    }
}
