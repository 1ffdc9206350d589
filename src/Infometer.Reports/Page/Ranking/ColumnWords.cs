namespace Infometer;

/// <summary>What a ranking says of one column, in sentences.</summary>
internal sealed class ColumnWords(RankingReading reading)
{
    private readonly RankingDocument _ranking = reading.Ranking;

    /// <summary>How much the column tells and how sure that is.</summary>
    public Phrase Sentence(ColumnDocument column)
    {
        PageName name = new(column.Name);
        PageName target = new(_ranking.Target);
        PageUnit unit = new(_ranking.Unit);
        return column switch
        {
            { Verdict: "unreliable" } or { Value: null } => Phrase.Of($"No number is given for {name}: the rows say too little about it."),
            { Verdict: "value", Value: { } value, Interval: { Low: { } low, High: { } high } } => Phrase.Of(
                $"{name} tells {new PageAmount(value)} {unit} about {target}{Share(column)}; the interval reaches from {new PageAmount(low)} to {new PageAmount(high)}."),
            { Verdict: "lower-bound", Value: { } value, Interval.Low: > RankingWords.LeastBound and { } low } => Phrase.Of(
                $"{name} tells at least {new PageAmount(low)} {unit} about {target}; {new PageAmount(value)} were measured, and how much more there is, is not known."),
            { Verdict: "lower-bound", Value: { } value } => Phrase.Of(
                $"{name} shows about {new PageAmount(value)} {unit} about {target}, but no amount above 0 is certain, and there may be more."),
            { Verdict: "not-detected", Interval.High: { } high } => Phrase.Of(
                $"Nothing was detected: what {name} shows about {target} is no more than chance would. If it tells anything, then most likely no more than {new PageAmount(high)} {unit}."),
            { Verdict: "not-detected" } => Phrase.Of(
                $"Nothing was detected: what {name} shows about {target} is no more than chance would. How much it might tell all the same cannot be said."),
            { Value: { } value } => Phrase.Of($"{name} shows {new PageAmount(value)} {unit} about {target}."),
        };
    }

    /// <summary>What was made of it among all columns.</summary>
    public Phrase Decision(ColumnDocument column)
    {
        string level = PageText.Plain(_ranking.Settings.Level);
        return column switch
        {
            { IsSetAside: true } => Phrase.Of($"It was set aside and took no part in the tests."),
            { QValue: { } q } when q <= _ranking.Settings.Level => Phrase.Of($"It is called informative: {PageText.Statement("q", q)}, at most {level}."),
            { QValue: { } q, PValue: { } p and <= 0.05 } => Phrase.Of(
                $"Alone it stands out ({PageText.Statement("p", p)}), but not among {_ranking.Settings.Tested} columns ({PageText.Statement("q", q)}): it is not called informative."),
            { QValue: { } q } => Phrase.Of($"It is not called informative: {PageText.Statement("q", q)}, above {level}."),
            _ => Phrase.Of($"It could not be tested."),
        };
    }

    /// <summary>How it stands to other columns; nothing where that is not known.</summary>
    public Phrase? Others(ColumnDocument column)
    {
        List<Phrase> sentences = [];
        if (column.DuplicateOf is { } original)
        {
            sentences.Add(Phrase.Of($"It repeats {reading.NameOf(original)} row for row."));
        }

        if (_ranking.Groups.FirstOrDefault(g => g.Members.Contains(column.Name)) is { } group)
        {
            sentences.Add(Phrase.Of(
                $"It says {(group.IsExact ? "" : "much ")}the same as {Phrase.Names([.. group.Members.Where(m => m != column.Name).Select(reading.NameOf)])}."));
        }

        if (column.Adds is { } adds && column.Rank > 1)
        {
            sentences.Add(adds > 0
                ? Phrase.Of($"Beyond any single column further up it adds about {new PageAmount(adds)} {new PageUnit(_ranking.Unit)} or more, as far as the counts show.")
                : Phrase.Of($"To one of the columns further up it was not found to add anything ({new PageAmount(adds)} {new PageUnit(_ranking.Unit)})."));
        }

        return sentences.Count == 0 ? null : Phrase.Join(sentences);
    }

    private Phrase Share(ColumnDocument column) => column.Share is not { } share ? Phrase.Of($"")
        : reading.IsNumericTarget ? Phrase.Of($", as a straight line with R² = {PageText.Percent(share)} would")
        : Phrase.Of($", {PageText.Percent(share)} of all there is to know");
}
