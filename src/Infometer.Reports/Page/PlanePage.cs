using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of an information plane: what the layers of a network hold about inputs and labels while it is trained.</summary>
internal static class PlanePage
{
    private const int MostRows = 500;

    /// <summary>Makes it.</summary>
    /// <param name="root">The plane's JSON.</param>
    /// <param name="table">Not used: a plane is of activations.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        _ = table;
        PlaneDocument plane = PlaneDocument.Read(root);
        PlaneFigure figure = plane.Figure;
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{PageText.Counted(figure.Count, "row", "rows")}, {PageText.Counted(figure.Layers.Length, "layer", "layers")}, {PageText.Counted(figure.Epochs.Length, "epoch", "epochs")}: what layers of a network hold"),
            Headline(plane),
            Phrase.Of(
                $"I(X;T) is what a layer tells about the input, I(T;Y) what it tells about the label. A network without noise keeps nearly all there is about its input, so that most numbers here describe the estimator's bins or noise as much as the network: each has its definition beside it."),
            Findings(plane));
        WritePictures(body, figure);
        WriteTable(body, plane);
        ResultSections.Method(body, Method(plane), [], Options(plane));
        ResultSections.Reproduce(
            body,
            plane.Version,
            Command(plane),
            "A plane does not record where its activations, inputs and labels came from: put their files in place of DATA, X and Y. Options that are not the default are listed above.",
            source);
        return new PageFrame
        {
            Title = "Information plane",
            Sections = [("summary", "Summary"), ("pictures", "Pictures"), ("points", "Numbers"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = figure.Unit,
            Version = plane.Version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static Phrase Headline(PlaneDocument plane) => plane.Alarms.Length switch
    {
        0 => Phrase.Of($"The numbers of {PageText.Counted(plane.Figure.Layers.Length, "layer", "layers")} contradict no theory"),
        1 => Phrase.Of($"The numbers raise one alarm"),
        _ => Phrase.Of($"The numbers raise {plane.Alarms.Length} alarms"),
    };

    private static ImmutableArray<Finding> Findings(PlaneDocument plane)
    {
        PlaneFigure figure = plane.Figure;
        PageUnit unit = new(figure.Unit);
        List<Finding> findings =
        [
            .. plane.Alarms.Select(a => new Finding("doubt", "Alarm", ResultSections.Text(a.Text))),
        ];
        foreach (string output in figure.Outputs)
        {
            PlanePointDocument[] course = [.. plane.Points.Where(p => p.Estimator == output && p.Layer == figure.Layers[^1])];
            if (course is [{ AboutInputs: { } start }, .., { AboutInputs: { } end }])
            {
                findings.Add(new Finding("course", output, Phrase.Of(
                    $"{CourseOf(figure, course[0], course[^1], new PageAmount(start), new PageAmount(end))} {unit} ({TagOf(course[0])}).")));
            }
        }

        findings.Add(new Finding("ceiling", "At most", figure.LabelEntropy is { } entropy
            ? Phrase.Of($"The inputs hold {new PageAmount(figure.InputCeiling)} {unit}, the labels {new PageAmount(entropy)}.")
            : Phrase.Of($"The inputs hold {new PageAmount(figure.InputCeiling)} {unit}.")));
        return [.. findings];
    }

    private static Phrase CourseOf(PlaneFigure figure, PlanePointDocument first, PlanePointDocument last, PageAmount start, PageAmount end)
    {
        Phrase inputs = Phrase.Of($"From epoch {first.Epoch} to {last.Epoch} the last layer, {new PageName(figure.Layers[^1])}, goes from {start} to {end}");
        return (first.AboutLabels, last.AboutLabels) is ({ } from, { } to)
            ? Phrase.Of($"{inputs} in I(X;T) and from {new PageAmount(from)} to {new PageAmount(to)} in I(T;Y),")
            : Phrase.Of($"{inputs} in I(X;T),");
    }

    private static string TagOf(PlanePointDocument point) => point.InputTag switch
    {
        "index" => "an index, no amount of mutual information",
        "bound" => "a bound",
        _ => "an estimate",
    };

    private static void WritePictures(HtmlWriter html, PlaneFigure figure)
    {
        ResultSections.Open(html, "pictures", "Pictures");
        if (figure.LabelEntropy is not null)
        {
            ResultSections.Figure(html, "The plane", PlanePicture.ToSvg("plane", figure), Phrase.Of(
                $"A dot per layer and epoch, a line through the layers of an epoch; one plot per estimator on the same scale, in {figure.Unit}."));
        }

        ResultSections.Figure(html, "Over the epochs", CurvePicture.ToSvg("curves", figure), Phrase.Of(
            $"A curve per layer, in {figure.Unit}; a band of 1.96 standard errors where an estimator has them."));
        html.CloseLine("section");
    }

    private static void WriteTable(HtmlWriter html, PlaneDocument plane)
    {
        bool hasLabels = plane.Figure.LabelEntropy is not null;
        ResultSections.Open(html, "points", "Numbers");
        List<(Phrase, bool)> columns =
        [
            (Phrase.Of($"layer"), false), (Phrase.Of($"epoch"), true), (Phrase.Of($"estimator"), false), (Phrase.Of($"I(X;T), {new PageUnit(plane.Figure.Unit)}"), true),
            .. hasLabels ? new[] { (Phrase.Of($"I(T;Y), {new PageUnit(plane.Figure.Unit)}"), true) } : [],
            (Phrase.Of($"what it is"), false), (Phrase.Of($"definition"), false),
        ];
        ResultSections.Table(html, "points-heading", columns, plane.Points.Take(MostRows).Select(p => (IReadOnlyList<Phrase>)
        [
            ResultSections.Name(p.Layer), Phrase.Of($"{p.Epoch}"), ResultSections.Text(p.Estimator), ResultSections.Amount(p.AboutInputs),
            .. hasLabels ? new[] { ResultSections.Amount(p.AboutLabels) } : [],
            ResultSections.Text(p.LabelTag is null || p.LabelTag == p.InputTag ? p.InputTag : $"{p.InputTag}, {p.LabelTag}"), ResultSections.Text(p.Definition),
        ]));
        if (plane.Points.Length > MostRows)
        {
            html.Element("p", $"The first {MostRows} of {PageText.Count(plane.Points.Length)} numbers; the JSON has them all.", ("class", "remark"));
        }

        html.CloseLine("section");
    }

    private static IEnumerable<Phrase> Method(PlaneDocument plane)
    {
        yield return Phrase.Of(
            $"estimate: converges to the amount as rows grow; bound: the amount is on one side of it; index: depends on bins or noise that the estimator chose, and is no amount of the network's mutual information.");
        foreach ((string name, _, string reference) in plane.Estimators)
        {
            yield return Phrase.Of($"{name}: {reference}");
        }
    }

    private static IEnumerable<(string Name, string Value)> Options(PlaneDocument plane) =>
    [
        ("version", $"Infometer {plane.Version}"),
        ("seed", FormattableString.Invariant($"{plane.Seed}")),
        ("rows", PageText.Count(plane.Figure.Count)),
        ("unit of the result", plane.Figure.Unit),
        .. plane.Estimators.Select(e => (e.Name, e.Options.Length == 0 ? "no options" : e.Options)),
    ];

    private static string Command(PlaneDocument plane)
    {
        CommandLine line = new CommandLine("plane", "DATA").AddIf(plane.Figure.LabelEntropy is not null, "--y", "Y").Add("--estimators", string.Join(',', plane.Estimators.Select(e => e.Name)));
        return line.AddIf(plane.Figure.Unit != "bits", "--unit", plane.Figure.Unit)
            .AddIf(plane.Seed != 0, "--seed", FormattableString.Invariant($"{plane.Seed}"))
            .Add("--json")
            .ToString();
    }
}
