using System.Collections.Immutable;

namespace Infometer;

/// <summary>One estimate in words, for pages that show one.</summary>
internal sealed class EstimateWords(EstimateDocument estimate)
{
    private static readonly ImmutableDictionary<string, string> s_measures = new Dictionary<string, string>
    {
        ["mi"] = "mutual information",
        ["cmi"] = "conditional mutual information",
        ["entropy"] = "entropy",
        ["te"] = "transfer entropy",
        ["tc"] = "total correlation",
        ["dtc"] = "dual total correlation",
    }.ToImmutableDictionary();

    /// <summary>What was measured.</summary>
    public string Measure => s_measures.GetValueOrDefault(estimate.Measure, estimate.Measure);

    /// <summary>The variables by name.</summary>
    public Phrase Variables => Phrase.Names([.. estimate.Variables.Select(v => new PageName(v))]);

    /// <summary>A number with its unit; a ratio has none.</summary>
    public Phrase Amount(double number) =>
        estimate.IsAmount ? Phrase.Of($"{new PageAmount(number)} {new PageUnit(estimate.Unit)}") : Phrase.Of($"{PageText.Amount(number)}");

    /// <summary>A number in a cell or a sentence, its unit known.</summary>
    public Phrase Number(double? number) =>
        number is not { } n ? Phrase.Of($"–") : estimate.IsAmount ? Phrase.Of($"{new PageAmount(n)}") : Phrase.Of($"{PageText.Amount(n)}");

    /// <summary>The answer in one line, where one variable tells about another.</summary>
    /// <param name="x">What tells.</param>
    /// <param name="y">What it tells about.</param>
    public Phrase Tells(string x, string y) => estimate switch
    {
        { Verdict: "value", Value: { } value } => Phrase.Of($"{new PageName(x)} tells {Amount(value)} about {new PageName(y)}"),
        { Verdict: "lower-bound", Interval.Low: { } low } => Phrase.Of($"{new PageName(x)} tells at least {Amount(low)} about {new PageName(y)}"),
        { Verdict: "not-detected" } => Phrase.Of($"{new PageName(x)} was not found to tell anything about {new PageName(y)}"),
        _ => Phrase.Of($"The rows say too little for a number of what {new PageName(x)} tells about {new PageName(y)}"),
    };

    /// <summary>How sure the number is, and what is wrong with it.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (estimate.Interval is { Low: { } low } interval)
        {
            yield return new Finding("sure", "How sure", interval.High is { } high
                ? Phrase.Of($"Between {Number(low)} and {Amount(high)}, with {PageText.Plain(100 * interval.Level)} % confidence{PText()}.")
                : Phrase.Of($"At least {Amount(low)}, with {PageText.Plain(100 * interval.Level)} % confidence; how much more, is not known{PText()}."));
        }
        else if (estimate.PValue is { } p)
        {
            yield return new Finding("sure", "How sure", Phrase.Of($"{PageText.Statement("p", p)}."));
        }

        if (estimate.Ceiling is { } ceiling)
        {
            yield return new Finding("ceiling", "At most", Phrase.Of($"No number can be above {Amount(ceiling)} here."));
        }

        if (estimate.Dropped > 0)
        {
            yield return new Finding("missing", "Left out", Phrase.Of($"{PageText.Counted(estimate.Dropped, "row", "rows")} of {estimate.Total}, in which a cell is missing."));
        }

        string meaning = ResultWords.Verdicts.First(v => v.Word == estimate.Verdict).Meaning;
        yield return new Finding(estimate.Verdict == "unreliable" ? "doubt" : "verdict", "Verdict", Phrase.Of($"{estimate.Verdict}: {meaning}"));
    }

    /// <summary>All its numbers.</summary>
    public IEnumerable<(string Name, Phrase Value)> Facts() =>
    [
        ("verdict", ResultSections.Text(estimate.Verdict)),
        ("value", Number(estimate.Value)),
        ("interval", estimate.IsAmount ? ResultSections.Range(estimate.Interval)
            : Phrase.Of($"[{PageText.Amount(estimate.Interval?.Low)}, {PageText.Amount(estimate.Interval?.High)}]")),
        ("standard error", Number(estimate.StandardError)),
        ("bare output", Number(estimate.Raw)),
        ("chance level", Number(estimate.Chance)),
        ("ceiling", Number(estimate.Ceiling)),
        ("p", ResultSections.Probability(estimate.PValue)),
        ("p by", ResultSections.Text(estimate.PMethod ?? "–")),
        ("rows", Phrase.Of($"{estimate.Count}")),
    ];

    /// <summary>How it was made.</summary>
    public IEnumerable<(string Name, string Value)> Options() =>
    [
        ("version", $"Infometer {estimate.Version}"),
        ("seed", FormattableString.Invariant($"{estimate.Seed}")),
        ("measure", estimate.Measure),
        ("estimator", estimate.EstimatorOptions.Length == 0 ? estimate.Estimator : $"{estimate.Estimator} ({estimate.EstimatorOptions})"),
        ("variables", string.Join(", ", estimate.Variables.Zip(estimate.Kinds, (name, kind) => $"{name} ({kind})"))),
        ("unit of the result", estimate.Unit),
    ];

    private string PText() => estimate.PValue is { } p ? $"; {PageText.Statement("p", p)}" : "";
}
