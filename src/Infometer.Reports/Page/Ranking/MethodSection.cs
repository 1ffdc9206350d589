namespace Infometer;

/// <summary>How a ranking was made: in words, and with every option.</summary>
internal static class MethodSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        html.Open("section", ("id", "method"), ("aria-labelledby", "method-heading")).Element("h2", "Method", ("id", "method-heading"));
        foreach (Phrase paragraph in Paragraphs(reading))
        {
            html.Phrase("p", paragraph);
        }

        html.Open("ul", ("class", "notes"));
        foreach (Note note in ranking.Notes.Concat(ranking.Together?.Notes ?? []))
        {
            html.Element("li", note.Text).Markup("\n");
        }

        html.CloseLine("ul").Element("h3", "Options").Open("dl", ("class", "facts"));
        foreach ((string name, string value) in Options(ranking))
        {
            html.Open("div").Element("dt", name).Element("dd", value).Close("div");
        }

        html.CloseLine("dl").CloseLine("section");
    }

    private static IEnumerable<Phrase> Paragraphs(RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        RankSettingsDocument s = ranking.Settings;
        string[] estimators = [.. ranking.Columns.Select(c => c.Estimator).Distinct().Order(StringComparer.Ordinal).Select(id => $"{id} ({How(id)})")];
        yield return Phrase.Of(
            $"Mutual information I(column; {new PageName(ranking.Target)}) of each column by itself, less its chance level, by {string.Join(", ", estimators)}. Numbers that are counted are cut into bins, which can only lose information.");
        yield return s.Groups is not null || s.Blocks is not null
            ? Phrase.Of($"p: against {new PageName(ranking.Target)} permuted in whole {(s.Groups is not null ? "groups" : "blocks")} of rows.")
            : Phrase.Of($"p: against columns permuted with both margins fixed, which takes rows as exchangeable.");
        yield return s.FalseDiscovery == "benjamini-yekutieli"
            ? Phrase.Of($"q: Benjamini–Yekutieli over {s.Tested} columns that are not set aside; it holds whatever their dependence.")
            : Phrase.Of($"q: Benjamini–Hochberg over {s.Tested} columns that are not set aside; it holds for columns that are independent or positively dependent.");
        double[] levels = [.. reading.Found.Select(c => c.Interval?.Level).OfType<double>().Distinct().Order()];
        if (levels.Length > 0 && levels[^1] > 0.95)
        {
            yield return Phrase.Of(
                $"{s.Survivors} of {s.Tested} columns have q ≤ {PageText.Plain(s.Level)}; their intervals are at {PageText.Plain(100 * levels[^1])} %, so that 95 % of them cover although they were selected (Benjamini and Yekutieli 2005).");
        }

        if (ranking.Together is { } together)
        {
            yield return Phrase.Of(
                $"All columns together: a lower bound by a predictor on rows that it was not fitted to (Barber and Agakov 2003), {together.Folds} folds of {together.Count} rows, {together.Columns} columns; {together.Predictor}.");
        }
    }

    private static string How(string estimator) => estimator switch
    {
        "plugin" => "counting",
        "ksg1" or "ross" => "nearest neighbours",
        _ => "see its page in the documentation",
    };

    private static IEnumerable<(string Name, string Value)> Options(RankingDocument ranking)
    {
        RankSettingsDocument s = ranking.Settings;
        return
        [
            ("version", $"Infometer {ranking.Version}"),
            ("seed", FormattableString.Invariant($"{ranking.Seed}")),
            ("data", $"{ranking.File}, {PageText.Counted(ranking.Rows, "row", "rows")}"),
            ("target", $"{ranking.Target}, {ranking.TargetKind}, {PageText.Counted(ranking.TargetLevels, "level", "levels")}"),
            ("unit of the result", ranking.Unit),
            ("bins", s.Discretizer),
            ("missing cells", s.Missing),
            ("columns measured by neighbours", PageText.Count(s.NeighborColumns)),
            ("false discoveries", $"{s.FalseDiscovery}, level {PageText.Plain(s.Level)}"),
            ("columns tested", PageText.Count(s.Tested)),
            ("columns called informative", PageText.Count(s.Survivors)),
            ("draws per column", s.Permutations is { } draws ? PageText.Count(draws) : "until p is clear"),
            ("groups of rows", s.Groups ?? "none"),
            ("blocks of rows", s.Blocks is { } blocks ? PageText.Count(blocks) : "none"),
            ("pairs searched", s.Pairs),
            ("distance within a group", s.GroupDistance is { } distance ? PageText.Plain(distance) : "not sought"),
            ("steps of the path", PageText.Count(s.PathLength)),
            ("all columns together", s.Together ? "bounded" : "not looked at"),
            ("rounds of shuffled copies", PageText.Count(s.ShadowRounds)),
            ("left out", s.Exclude.IsEmpty ? "none" : string.Join(", ", s.Exclude)),
        ];
    }
}
