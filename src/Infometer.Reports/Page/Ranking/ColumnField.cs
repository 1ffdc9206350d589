using System.Collections.Immutable;

namespace Infometer;

/// <summary>One column of the page's table of columns: what it is called, what it means and where it comes from.</summary>
/// <param name="Key">The JSON's name.</param>
/// <param name="Label">The heading.</param>
/// <param name="Help">What it means, in a sentence.</param>
/// <param name="Type">How it is printed.</param>
/// <param name="Of">Its value: a number, a text, an interval, or null.</param>
internal sealed record ColumnField(string Key, string Label, string Help, FieldType Type, Func<ColumnDocument, object?> Of)
{
    /// <summary>The class of its cells; null for none.</summary>
    public string? Class => IsNumber ? "number" : Type == FieldType.Flags ? "flags" : null;

    /// <summary>Whether it stands at the right.</summary>
    private bool IsNumber => Type is not (FieldType.Name or FieldType.Verdict or FieldType.Text or FieldType.Flags);

    /// <summary>The fields of the table.</summary>
    public static ImmutableArray<ColumnField> Table(RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        string target = PageText.Cut(ranking.Target, PageText.LongestName);
        ColumnField[] always =
        [
            new("rank", "#", "The place by bits; columns that are set aside come last.", FieldType.Count, c => c.Rank),
            new("name", "column", "The column's name; a click opens its details.", FieldType.Name, c => c.Name),
            new("value", ranking.Unit, $"What the column tells about {target}, less what chance alone would show; it can fall slightly below 0.", FieldType.Amount, c => c.Value),
            new("interval", "95 % interval", "Where the truth is meant to lie; … is open above. Among columns called informative it is widened, so that 95 % of these intervals hold although they were selected.", FieldType.Interval, c => c.Interval),
            new("pValue", "p", "How often chance alone would show as much in one column.", FieldType.Probability, c => c.PValue),
            new("qValue", "q", $"The same among all columns tried: a column is called informative where q is at most {PageText.Plain(ranking.Settings.Level)}.", FieldType.Probability, c => c.QValue),
            new("verdict", "verdict", "How far the number can be trusted; see the legend.", FieldType.Verdict, c => c.Verdict),
            new("flags", "flags", "What is peculiar about it; see the legend.", FieldType.Flags, c => string.Join(' ', c.Flags)),
            new("share", "share", reading.IsNumericTarget
                ? "R² of an equally informative straight line (Gaussian), 1 − e^(−2I)."
                : $"The part of all there is to know about {target}.", FieldType.Share, c => c.Share),
            new("adds", "adds", "What it tells beyond each single column further up: the least of these amounts, counted in bins.", FieldType.Amount, c => c.Adds),
            new("chance", "chance", "What the bare count would show on average if there were nothing to find; already taken off.", FieldType.Amount, c => c.Chance),
        ];
        ColumnField[] holdout = [new("holdout", "held out", "What it tells in the rows held out; * where they differ from the others and answered themselves, with noise.", FieldType.Answer, c => c.Holdout)];
        ColumnField[] shadows = [new("shadowHits", "beats copies", $"In how many of {ranking.Shadows?.Rounds} rounds it showed more than the best shuffled copy of any column.", FieldType.Count, c => c.ShadowHits)];
        ColumnField[] rest =
        [
            new("kind", "kind", "discrete: levels; continuous: numbers; mixed: numbers, most of them one and the same.", FieldType.Text, c => c.Kind),
            new("levels", "levels", "Levels or bins that were counted, an empty one included.", FieldType.Count, c => c.Levels),
            new("missing", "missing", "Empty cells.", FieldType.Count, c => c.Missing),
        ];
        return [.. always, .. ranking.Holdout is null ? [] : holdout, .. ranking.Shadows is null ? [] : shadows, .. rest];
    }

    /// <summary>What a column's details say beyond the table.</summary>
    public static ImmutableArray<ColumnField> Details { get; } =
    [
        new("n", "rows used", "Rows that were counted.", FieldType.Count, c => c.Count),
        new("standardError", "standard error", "How far the number scatters from sample to sample.", FieldType.Amount, c => c.StandardError),
        new("raw", "bare number", "The estimator's own output, chance not taken off.", FieldType.Amount, c => c.Raw),
        new("estimator", "estimator", "How it was measured.", FieldType.Text, c => c.EstimatorOptions.Length == 0 ? c.Estimator : $"{c.Estimator} ({c.EstimatorOptions})"),
        new("pMethod", "test", "What p compares with, and how it was found.", FieldType.Text, c => c.PMethod),
        new("group", "group", "The first of the columns that carry the same information.", FieldType.Text, c => c.Group),
        new("duplicateOf", "repeats", "The column above it of which it is a copy.", FieldType.Text, c => c.DuplicateOf),
    ];

    /// <summary>Writes a value into a cell or after a label.</summary>
    public void WriteTo(HtmlWriter html, ColumnDocument column)
    {
        object? value = Of(column);
        _ = (Type, value) switch
        {
            (_, null) => html.Text("–"),
            (FieldType.Count, long count) => html.Text(PageText.Count(count)),
            (FieldType.Amount, double amount) => html.Amount(amount),
            (FieldType.Interval, IntervalDocument interval) => html.Range(interval),
            (FieldType.Probability, double p) => html.Text(PageText.Probability(p)),
            (FieldType.Share, double share) => html.Text(PageText.Percent(share)),
            (FieldType.Verdict, string verdict) => html.Verdict(verdict),
            (FieldType.Answer, HoldoutAnswerDocument answer) => html.Amount(answer.Value).Text(answer.IsFromHoldout ? "*" : ""),
            (_, string text) => html.Text(text),
            _ => throw new InvalidOperationException($"Field {Key} has a value of another type."),
        };
    }
}
