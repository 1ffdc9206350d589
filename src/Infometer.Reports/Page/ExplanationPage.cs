using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of an explanation: which levels of a column carry what it tells.</summary>
internal static class ExplanationPage
{
    private const int MostBars = 30;
    private const int MostRows = 500;

    /// <summary>Makes it.</summary>
    /// <param name="root">The explanation's JSON.</param>
    /// <param name="table">The table that it is of, for a picture of its rows; null for a page without.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        string x = root.Text("x");
        string y = root.Text("y");
        string unit = root.Word("unit", "bits", "nats");
        string? eventLevel = root.TextOrNull("event");
        EstimateDocument estimate = EstimateDocument.Read(root.Part("information"));
        ImmutableArray<LevelDocument> levels = [.. root.Items("levels").Select(LevelDocument.Read)];
        EstimateWords words = new(estimate);
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{PageText.Counted(estimate.Count, "row", "rows")}: what {new PageName(x)} tells about {new PageName(y)}, level by level"),
            words.Tells(x, y),
            Phrase.Of($"A level contributes much where it is common and where {new PageName(y)} is distributed there unlike elsewhere; the contributions add up to the whole."),
            [.. Findings(levels, y, unit), .. words.Findings()]);
        WritePictures(body, levels, (x, y, unit), PictureOf(table, x, y, estimate));
        WriteLevels(body, levels, unit, eventLevel);
        ResultSections.Method(
            body,
            [
                Phrase.Of($"Contribution of a level: its share times the Kullback–Leibler divergence of {new PageName(y)} within it from {new PageName(y)} in all rows, less what chance would show."),
                Phrase.Of($"Lift: how many times as common the typical level is as in all rows. WOE and IV: weight of evidence and information value of the event, in nats, as in credit scoring."),
            ],
            estimate.Notes,
            [.. words.Options(), .. eventLevel is null ? Array.Empty<(string, string)>() : [("event", eventLevel)]]);
        CommandLine command = new CommandLine("explain", "DATA").Add(x).Add(y).AddIf(eventLevel is not null, "--event", eventLevel ?? "").AddIf(unit != "bits", "--unit", unit).Add("--json");
        ResultSections.Reproduce(body, estimate.Version, command.ToString(), "An explanation does not record its file: put it in place of DATA. Options of reading and --bins are not part of it; where some were given, give them again.", source);
        return new PageFrame
        {
            Title = $"What {x} tells about {y}",
            Sections = [("summary", "Summary"), ("pictures", "Pictures"), ("levels", "Levels"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = unit,
            Version = estimate.Version,
            Body = body.ToString(),
        }.ToHtml();
    }

    /// <summary>A picture of two columns of a table; null where the table is not there, or is another one.</summary>
    internal static string? PictureOf(Table? table, string x, string y, EstimateDocument estimate)
    {
        if (table is null)
        {
            return null;
        }

        PageData data = new(table, estimate.Total, "the result", [x, y]);
        return JointPicture.ToSvg("rows", data.Column(x), data.Column(y), estimate.Seed);
    }

    private static IEnumerable<Finding> Findings(ImmutableArray<LevelDocument> levels, string y, string unit)
    {
        LevelDocument[] most = [.. levels.Where(l => l.Contribution > 0).OrderByDescending(l => l.Contribution).Take(3)];
        if (most.Length > 0)
        {
            yield return new Finding("most", "Carry most", Phrase.Of(
                $"{Phrase.List([.. most.Select(l => Phrase.Of($"{new PageName(l.Level)} ({new PageAmount(l.Contribution!.Value)} {new PageUnit(unit)})"))])}."));
        }

        if (most is [{ TypicalLevel: { } typical, TypicalShare: { } share, Lift: { } lift }, ..])
        {
            yield return new Finding("typical", "For example", Phrase.Of(
                $"Where it is {new PageName(most[0].Level)}, {new PageName(y)} is {new PageName(typical)} in {PageText.Percent(share)} of the rows, {PageText.Plain(Math.Round(lift, 2))} times as often as in all rows."));
        }
    }

    private static void WritePictures(HtmlWriter html, ImmutableArray<LevelDocument> levels, (string X, string Y, string Unit) names, string? rows)
    {
        ResultSections.Open(html, "pictures", "Pictures");
        AmountBar[] bars = [.. levels.Take(MostBars).Select(l => new AmountBar(l.Level, l.Contribution, null, null, null, "value", null))];
        string title = $"What each level of {PageText.Cut(names.X, PageText.LongestName)} contributes";
        ResultSections.Figure(html, title, BarsPicture.ToSvg("levels-picture", title, bars, names.Unit), levels.Length > MostBars
            ? Phrase.Of($"The first {MostBars} of {levels.Length} levels.")
            : Phrase.Of($"Below 0: less than chance would show."));
        if (rows is not null)
        {
            ResultSections.Figure(html, "The rows", rows, Phrase.Of($"{new PageName(names.X)} and {new PageName(names.Y)} as they are in the data."));
        }

        html.CloseLine("section");
    }

    private static void WriteLevels(HtmlWriter html, ImmutableArray<LevelDocument> levels, string unit, string? eventLevel)
    {
        ResultSections.Open(html, "levels", "Levels");
        List<(Phrase, bool)> columns =
        [
            (Phrase.Of($"level"), false), (Phrase.Of($"rows"), true), (Phrase.Of($"share"), true), (Phrase.Of($"contribution, {new PageUnit(unit)}"), true),
            (Phrase.Of($"s.e."), true), (Phrase.Of($"chance"), true), (Phrase.Of($"typical"), false), (Phrase.Of($"its share"), true), (Phrase.Of($"lift"), true),
            .. eventLevel is null ? [] : new[] { (Phrase.Of($"WOE"), true), (Phrase.Of($"s.e."), true), (Phrase.Of($"IV"), true) },
        ];
        ResultSections.Table(html, "levels-heading", columns, levels.Take(MostRows).Select(l => (IReadOnlyList<Phrase>)
        [
            ResultSections.Name(l.Level), Phrase.Of($"{l.Count}"), ResultSections.Share(l.Share), ResultSections.Amount(l.Contribution), ResultSections.Amount(l.StandardError),
            ResultSections.Amount(l.Chance), l.TypicalLevel is null ? Phrase.Of($"–") : ResultSections.Name(l.TypicalLevel), ResultSections.Share(l.TypicalShare),
            Phrase.Of($"{(l.Lift is { } lift ? PageText.Plain(Math.Round(lift, 2)) : "–")}"),
            .. eventLevel is null
                ? []
                : new[] { ResultSections.Plain(l.WeightOfEvidence), ResultSections.Plain(l.WeightOfEvidenceError), ResultSections.Plain(l.InformationValue) },
        ]));
        html.CloseLine("section");
    }
}
