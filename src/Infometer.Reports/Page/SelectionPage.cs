using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of a selection: which columns to take one after the other.</summary>
internal static class SelectionPage
{
    private const int MostBars = 40;
    private const int MostNamed = 5;

    /// <summary>Makes it.</summary>
    /// <param name="root">The selection's JSON.</param>
    /// <param name="table">Not used: the pictures are of the path.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        _ = table;
        JsonPart data = root.Part("data");
        JsonPart target = root.Part("target");
        (string version, string unit, ulong seed) = (root.Text("version"), root.Word("unit", "bits", "nats"), root.Seed("seed"));
        (string file, long rows, string name) = (data.Text("file"), data.Count("rows"), target.Text("name"));
        (string criterion, double? beta, long count, bool isCorrected) =
            (root.Text("criterion"), root.Has("beta") ? root.Number("beta") : null, root.Count("k"), root.Flag("chanceCorrected"));
        ImmutableArray<PathStepDocument> path = [.. root.Items("path").Select(PathStepDocument.Read)];
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{new PageName(file)}, {PageText.Counted(rows, "row", "rows")}: columns to take for {new PageName(name)}"),
            path.IsEmpty ? Phrase.Of($"No column was chosen") : Phrase.Of($"Take {Phrase.Names([.. path.Select(s => new PageName(s.Name))], MostNamed)}, in this order"),
            Phrase.Of($"Each step takes the column with the best score given those taken before: what it tells alone counts for it, what they tell already counts against it."),
            Findings(path, name, unit));
        bool isRatio = SelectionCriterion.All.FirstOrDefault(c => c.Id == criterion)?.IsRatio ?? false;
        WritePicture(body, path, unit, isRatio);
        WriteTable(body, path, unit, isRatio);
        ResultSections.Method(
            body,
            [
                Phrase.Of($"Greedy forward selection by {criterion}. Redundancy: mean of what the column shares with each one taken before; given the target: the same once {new PageName(name)} is known. A score has no interval, for the best of many is high by chance: judge the chosen columns on rows that did not choose them."),
            ],
            ColumnDocument.NotesOf(root),
            [
                ("version", $"Infometer {version}"), ("seed", FormattableString.Invariant($"{seed}")), ("data", $"{file}, {PageText.Counted(rows, "row", "rows")}"), ("target", name),
                ("criterion", beta is { } b ? $"{criterion}, beta {PageText.Plain(b)}" : criterion), ("columns asked for", PageText.Count(count)),
                ("chance levels", isCorrected ? "taken away" : "not taken away"), ("unit of the result", unit),
            ]);
        CommandLine command = new CommandLine("select", file).Add("--target", name).AddIf(count != 10, "--k", FormattableString.Invariant($"{count}"))
            .AddIf(criterion != "jmi", "--criterion", criterion).AddIf(beta is not null, "--set", FormattableString.Invariant($"beta={beta}"))
            .AddIf(!isCorrected, "--plain").AddIf(unit != "bits", "--unit", unit).Add("--json");
        ResultSections.Reproduce(body, version, command.ToString(), "Options of reading, --exclude and bins are not part of the result; where some were given, give them again.", source);
        return new PageFrame
        {
            Title = $"Columns to take for {name}",
            Sections = [("summary", "Summary"), ("pictures", "Picture"), ("path", "Steps"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = unit,
            Version = version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static ImmutableArray<Finding> Findings(ImmutableArray<PathStepDocument> path, string target, string unit)
    {
        List<Finding> findings = [];
        if (path is [{ Relevance: { } first }, ..])
        {
            findings.Add(new Finding("most", "First", Phrase.Of($"{new PageName(path[0].Name)} tells {new PageAmount(first)} {new PageUnit(unit)} about {new PageName(target)} alone.")));
        }

        PathStepDocument[] redundant = [.. path.Where(s => s.Redundancy > s.Relevance)];
        if (redundant.Length > 0)
        {
            findings.Add(new Finding("same", "Said before", Phrase.Of(
                $"{Phrase.Names([.. redundant.Select(s => new PageName(s.Name))])} {(redundant.Length == 1 ? "shares" : "share")} more with the columns taken before than {(redundant.Length == 1 ? "it tells" : "they tell")} about {new PageName(target)}.")));
        }

        PathStepDocument[] together = [.. path.Where(s => s.ConditionalRedundancy > s.Redundancy)];
        if (together.Length > 0)
        {
            findings.Add(new Finding("pairs", "More together", Phrase.Of(
                $"{Phrase.Names([.. together.Select(s => new PageName(s.Name))])} and those taken before tell more together than one by one.")));
        }

        return [.. findings];
    }

    private static void WritePicture(HtmlWriter html, ImmutableArray<PathStepDocument> path, string unit, bool isRatio)
    {
        ResultSections.Open(html, "pictures", "Picture");
        PathStep[] steps =
        [
            .. from s in path.Take(MostBars)
               where s is { Relevance: not null, Redundancy: not null, ConditionalRedundancy: not null }
               select new PathStep(s.Name, s.Relevance!.Value, s.Redundancy!.Value, s.ConditionalRedundancy!.Value, s.Score ?? double.NaN),
        ];
        const string Title = "Step by step";
        ResultSections.Figure(html, Title, PathPicture.ToSvg("path-picture", Title, steps, unit, isRatio), Phrase.Of(
            $"To the right what counts for a column, to the left what counts against it.{(path.Length > MostBars ? $" The first {MostBars} steps." : "")}"));
        html.CloseLine("section");
    }

    private static void WriteTable(HtmlWriter html, ImmutableArray<PathStepDocument> path, string unit, bool isRatio)
    {
        ResultSections.Open(html, "path", "Steps");
        ResultSections.Table(
            html,
            "path-heading",
            [
                (Phrase.Of($"column"), false), (Phrase.Of($"step"), true), (isRatio ? Phrase.Of($"score") : Phrase.Of($"score, {new PageUnit(unit)}"), true), (Phrase.Of($"alone, {new PageUnit(unit)}"), true),
                (Phrase.Of($"redundancy"), true), (Phrase.Of($"the same, given the target"), true),
            ],
            path.Select((s, i) => (IReadOnlyList<Phrase>)
            [
                ResultSections.Name(s.Name), Phrase.Of($"{i + 1}"), isRatio && i > 0 ? ResultSections.Plain(s.Score) : ResultSections.Amount(s.Score), ResultSections.Amount(s.Relevance),
                ResultSections.Amount(s.Redundancy), ResultSections.Amount(s.ConditionalRedundancy),
            ]));
        html.CloseLine("section");
    }
}
