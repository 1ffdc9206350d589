namespace Infometer;

/// <summary>The page of one estimate.</summary>
internal static class EstimatePage
{
    /// <summary>Makes it.</summary>
    /// <param name="root">The estimate's JSON.</param>
    /// <param name="table">The table that it is of, for a picture of two columns; null for a page without.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        EstimateDocument estimate = EstimateDocument.Read(root);
        EstimateWords words = new(estimate);
        bool isPair = estimate is { Measure: "mi", Variables.Length: 2 };
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{PageText.Counted(estimate.Count, "row", "rows")}: {words.Measure} of {words.Variables}"),
            isPair ? words.Tells(estimate.Variables[0], estimate.Variables[1])
                : estimate.Value is { } value ? Phrase.Of($"The {words.Measure} of {words.Variables} is {words.Amount(value)}")
                : Phrase.Of($"The rows say too little for a number of the {words.Measure} of {words.Variables}"),
            Phrase.Of($"Measured by {estimate.Estimator}."),
            [.. words.Findings()]);
        if (isPair && ExplanationPage.PictureOf(table, estimate.Variables[0], estimate.Variables[1], estimate) is { } picture)
        {
            ResultSections.Open(body, "pictures", "Picture");
            ResultSections.Figure(body, "The rows", picture, Phrase.Of($"{words.Variables} as they are in the data."));
            body.CloseLine("section");
        }

        ResultSections.Open(body, "numbers", "Numbers");
        ResultSections.Table(body, "numbers-heading", [(Phrase.Of($"what"), false), (Head(estimate), true)], words.Facts().Select(f => (IReadOnlyList<Phrase>)[ResultSections.Text(f.Name), f.Value]));
        body.CloseLine("section");
        ResultSections.Method(body, [], estimate.Notes, words.Options());
        CommandLine command = new CommandLine("estimate", "DATA").Add("--measure", estimate.Measure);
        command = estimate.Variables is [var x, var y] ? command.Add("--x", x).Add("--y", y) : command.Add("--x", string.Join(',', estimate.Variables));
        command = command.Add("--estimator", estimate.Estimator).AddIf(estimate.Unit == "nats", "--unit", "nats").AddIf(estimate.Seed != 0, "--seed", FormattableString.Invariant($"{estimate.Seed}")).Add("--json");
        ResultSections.Reproduce(
            body, estimate.Version, command.ToString(), "An estimate does not record its file, nor which variables stood where if there are more than two: put them in place. Options of the estimator are listed above.", source);
        return new PageFrame
        {
            Title = $"{words.Measure} of {string.Join(", ", estimate.Variables)}",
            Sections = [("summary", "Summary"), ("numbers", "Numbers"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = estimate.IsAmount ? estimate.Unit : "bits",
            Version = estimate.Version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static Phrase Head(EstimateDocument estimate) => estimate.IsAmount ? Phrase.Of($"amounts in {new PageUnit(estimate.Unit)}") : Phrase.Of($"ratios");
}
