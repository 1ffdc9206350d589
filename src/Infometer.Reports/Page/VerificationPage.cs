using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of a verification: whether estimators and their intervals are right where the truth is known.</summary>
internal static class VerificationPage
{
    private const int MostMarks = 60;
    private const int MostRows = 1000;
    private const int MostEstimators = 6;

    /// <summary>Makes it.</summary>
    /// <param name="root">The verification's JSON.</param>
    /// <param name="table">Not used: a verification draws its own samples.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        _ = table;
        (string version, string unit, ulong seed, long seeds) = (root.Text("version"), root.Word("unit", "bits", "nats"), root.Seed("seed"), root.Count("seeds"));
        JsonPart settings = root.Part("settings");
        ImmutableArray<CellDocument> cells = [.. root.Items("cells").Select(CellDocument.Read)];
        ImmutableArray<(string Id, string Definition)> tasks = [.. root.Items("tasks").Select(t => (t.Text("id"), t.Text("definition")))];
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{PageText.Counted(tasks.Length, "known distribution", "known distributions")}, {PageText.Counted(cells.Sum(c => c.Runs), "sample", "samples")}: whether the numbers are right"),
            Headline(cells),
            Phrase.Of($"Samples were drawn from distributions whose mutual information is known, so that each number and each interval can be held against the truth."),
            Findings(cells));
        WritePicture(body, cells);
        WriteTable(body, cells, unit);
        ResultSections.Method(
            body,
            tasks.Select(t => Phrase.Of($"{t.Id}: {t.Definition}")),
            [],
            [
                ("version", $"Infometer {version}"), ("first seed", FormattableString.Invariant($"{seed}")), ("samples per line, at most", PageText.Count(seeds)), ("unit of the result", unit),
                .. settings.Settings().Select(s => s.Split('=', 2)).Select(s => (s[0], s[^1])),
            ]);
        CommandLine command = new CommandLine("verify").Add("--tasks", string.Join(',', tasks.Select(t => t.Id))).Add("--estimators", string.Join(',', cells.Select(c => c.Estimator).Distinct()))
            .Add("--n", string.Join(',', cells.Select(c => FormattableString.Invariant($"{c.Count}")).Distinct())).Add("--seeds", FormattableString.Invariant($"{seeds}"))
            .AddIf(seed != 0, "--seed", FormattableString.Invariant($"{seed}")).AddIf(unit != "bits", "--unit", unit).Add("--format", "json");
        ResultSections.Reproduce(body, version, command.ToString(), "Where a grid (--grid) or options of an estimator (--set) were given, give them again.", source);
        return new PageFrame
        {
            Title = "Verification",
            Sections = [("summary", "Summary"), ("pictures", "Picture"), ("cells", "Numbers"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = unit,
            Version = version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static (long Covered, long Intervals) CoverageOf(IEnumerable<CellDocument> cells)
    {
        long covered = 0;
        long intervals = 0;
        foreach (CellDocument cell in cells)
        {
            covered += cell.Verdicts.Sum(v => v.Covered);
            intervals += cell.Intervals;
        }

        return (covered, intervals);
    }

    private static Phrase Headline(ImmutableArray<CellDocument> cells) => CoverageOf(cells) is (var covered, > 0 and var intervals)
        ? Phrase.Of($"{PageText.Percent((double)covered / intervals)} of {intervals} intervals hold the truth; 95 % are meant to")
        : Phrase.Of($"No interval was given, so that there is nothing to hold against the truth");

    private static ImmutableArray<Finding> Findings(ImmutableArray<CellDocument> cells)
    {
        List<Finding> findings = [];
        foreach (IGrouping<string, CellDocument> group in cells.GroupBy(c => c.Estimator).Take(MostEstimators))
        {
            if (CoverageOf(group) is (var covered, > 0 and var intervals))
            {
                findings.Add(new Finding("estimator", group.Key, Phrase.Of($"{covered} of {intervals} intervals hold the truth ({PageText.Percent((double)covered / intervals)}).")));
            }
        }

        CellDocument[] low = [.. cells.Where(c => c is { Coverage: < 0.9, Intervals: >= 20 }).OrderBy(c => c.Coverage)];
        if (low.Length > 0)
        {
            findings.Add(new Finding("doubt", "Too rarely", Phrase.Of(
                $"{PageText.Counted(low.Length, "line has", "lines have")} intervals that hold the truth less than nine times in ten; the worst is {new PageName(low[0].Task)} by {low[0].Estimator} with {low[0].Count} rows ({PageText.Percent(low[0].Coverage!.Value)}).")));
        }

        long refused = cells.Sum(c => c.Refused);
        if (refused > 0)
        {
            CellDocument first = cells.First(c => c.Refused > 0);
            findings.Add(new Finding("refused", "Refused", Phrase.Of($"{PageText.Counted(refused, "sample was", "samples were")} refused; the first of {new PageName(first.Task)} by {first.Estimator}: {first.Reason ?? ""}")));
        }

        return [.. findings];
    }

    private static void WritePicture(HtmlWriter html, ImmutableArray<CellDocument> cells)
    {
        ResultSections.Open(html, "pictures", "Picture");
        const string Title = "How often intervals hold the truth";
        CoverageMark[] marks = [.. cells.Take(MostMarks).Select(c => new CoverageMark($"{c.Task}, {c.Estimator}, {PageText.Count(c.Count)}", c.Coverage, c.Intervals))];
        ResultSections.Figure(html, Title, CoveragePicture.ToSvg("coverage", Title, marks), Phrase.Of(
            $"A line per distribution, estimator and number of rows.{(cells.Length > MostMarks ? $" The first {MostMarks} of {cells.Length}." : "")} A lower bound holds where the truth is not below it."));
        html.CloseLine("section");
    }

    private static void WriteTable(HtmlWriter html, ImmutableArray<CellDocument> cells, string unit)
    {
        ResultSections.Open(html, "cells", "Numbers");
        ResultSections.Table(
            html,
            "cells-heading",
            [
                (Phrase.Of($"distribution"), false), (Phrase.Of($"estimator"), false), (Phrase.Of($"rows"), true), (Phrase.Of($"truth, {new PageUnit(unit)}"), true), (Phrase.Of($"bias"), true),
                (Phrase.Of($"SD"), true), (Phrase.Of($"RMSE"), true), (Phrase.Of($"hold"), true), (Phrase.Of($"intervals"), true), (Phrase.Of($"width"), true),
                .. ResultWords.Verdicts.Select(v => (Phrase.Of($"{v.Word}"), true)), (Phrase.Of($"p ≤ 0.05"), true), (Phrase.Of($"refused"), true),
            ],
            cells.Take(MostRows).Select(c => (IReadOnlyList<Phrase>)
            [
                ResultSections.Name(c.Task), ResultSections.Text(c.Estimator), Phrase.Of($"{c.Count}"), ResultSections.Amount(c.Truth), ResultSections.Amount(c.Bias),
                ResultSections.Amount(c.Deviation), ResultSections.Amount(c.RootMeanSquareError), ResultSections.Share(c.Coverage), Phrase.Of($"{c.Intervals}"), ResultSections.Amount(c.Width),
                .. c.Verdicts.Select(v => Phrase.Of($"{v.Runs}")), ResultSections.Share(c.Rejections), Phrase.Of($"{c.Refused}"),
            ]));
        html.Element("p", "Bias: mean of the value less the truth. The columns of verdicts count samples.", ("class", "remark"));
        html.CloseLine("section");
    }
}
