using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// What a ranking found, in words for people who have never heard of mutual information: the headline, and one sentence per finding. Every
/// sentence is made of the JSON's numbers and is true whatever they are.
/// </summary>
internal sealed class RankingWords(RankingReading reading)
{
    /// <summary>A lower bound that is printed as 0 says nothing.</summary>
    public const double LeastBound = 0.00005;

    private const int MostNamed = 5;
    private const int MostGroups = 3;

    // A column that adds less than this share of its own bits to a single column above it says little that is new.
    private const double LittleNew = 0.1;

    private readonly RankingDocument _ranking = reading.Ranking;

    private PageName Target => new(_ranking.Target);

    private PageUnit Unit => new(_ranking.Unit);

    private RankSettingsDocument Settings => _ranking.Settings;

    /// <summary>The answer in one line.</summary>
    public Phrase Headline() => (Settings.Tested, Settings.Survivors) switch
    {
        (0, _) => Phrase.Of($"No column could be tested for what it tells about {Target}"),
        (1, 0) => Phrase.Of($"The one column was not found to tell anything about {Target}"),
        (_, 0) => Phrase.Of($"None of {Settings.Tested} columns was found to tell anything about {Target}"),
        (1, _) => Phrase.Of($"The one column tells you something about {Target}"),
        (_, 1) => Phrase.Of($"1 of {Settings.Tested} columns tells you something about {Target}"),
        _ when Settings.Tested == Settings.Survivors => Phrase.Of($"All {Settings.Tested} columns tell you something about {Target}"),
        _ => Phrase.Of($"{Settings.Survivors} of {Settings.Tested} columns tell you something about {Target}"),
    };

    /// <summary>What the numbers of this page count.</summary>
    public Phrase Lead() => reading.IsNumericTarget
        ? Phrase.Of($"A column's {Unit} say how much of the uncertainty about the number {Target} goes away once you know the column: each bit is like halving the range in which it lies.")
        : Phrase.Of($"Before you know anything, {Target} is {Entropy} {Unit} uncertain. A column's {Unit} say how much of that goes away once you know the column.");

    /// <summary>The findings, the most important first.</summary>
    public ImmutableArray<Finding> Findings()
    {
        IEnumerable<Finding?> all =
        [
            Copies(),
            Doubt(),
            Most(),
            Sure(),
            Same(),
            LittleThatIsNew(),
            Together(),
            Pairs(),
            Negligible(),
            NotFound(),
            WithoutNumber(),
            MissingCells(),
            SetAside(),
            Holdout(),
            Shadows(),
        ];
        return [.. all.OfType<Finding>()];
    }

    private PageAmount Entropy => new(_ranking.TargetEntropy);

    private static Phrase NamesOf(IReadOnlyList<PageName> names) => Phrase.Names(names, MostNamed);

    private Finding? Copies()
    {
        ColumnDocument[] copies = [.. _ranking.Columns.Where(c => c.Has("target-copy"))];
        return copies.Length == 0 ? null : new Finding("leak", "Watch out", Phrase.Of(
            $"{NamesOf(reading.NamesOf(copies))} {(copies.Length == 1 ? "tells" : "each tell")} nearly everything there is to know about {Target}. Is it a copy, or known only afterwards? Then leave {(copies.Length == 1 ? "it" : "them")} out and look again."));
    }

    private Finding? Most()
    {
        if (reading.Measured.IsEmpty)
        {
            return reading.Found.IsEmpty ? null : new Finding("most", "How much", Phrase.Of(
                $"{NamesOf(reading.NamesOf(reading.Found))} {(reading.Found.Length == 1 ? "differs" : "differ")} from chance, but how much {(reading.Found.Length == 1 ? "it tells" : "they tell")} cannot be put into a number above 0."));
        }

        ColumnDocument first = reading.Measured[0];
        Phrase share = first.Verdict == "value" && !reading.IsNumericTarget && first.Share is { } part
            ? Phrase.Of($", {PageText.Percent(part)} of all there is to know")
            : Phrase.Of($"");
        ColumnDocument[] next = [.. reading.Measured.Skip(1).Take(2)];
        Phrase others = next.Length == 0 ? Phrase.Of($"") : Phrase.Of($"Next {(next.Length == 1 ? "comes" : "come")} {Phrase.List([.. next.Select(WithAmount)])}.");
        Phrase most = Phrase.Of($"{reading.NameOf(first)} {(reading.Measured.Length == 1 ? "tells" : "tells most:")} {AmountOf(first)}{share}.");
        return new Finding("most", reading.Measured.Length == 1 ? "Tells" : "Tells most", Phrase.Join([most, others, Order(first)]));
    }

    private Phrase WithAmount(ColumnDocument column) => Phrase.Of($"{reading.NameOf(column)} ({AmountOf(column)})");

    private Phrase AmountOf(ColumnDocument column) => column switch
    {
        { Verdict: "lower-bound", Interval.Low: > LeastBound and { } low } => Phrase.Of($"at least {new PageAmount(low)} {Unit}"),
        { Verdict: "value" } => Phrase.Of($"{new PageAmount(column.Value!.Value)} {Unit}"),
        _ => Phrase.Of($"about {new PageAmount(column.Value!.Value)} {Unit}"),
    };

    // Where another interval reaches as high as the first one begins, the first is not surely the first.
    private Phrase Order(ColumnDocument first)
    {
        ColumnDocument[] others = [.. reading.Measured.Skip(1)];
        if (others.Length == 0)
        {
            return Phrase.Of($"");
        }

        ColumnDocument[] rivals = [.. others.Where(c => c.Interval?.High >= (first.Interval?.Low ?? 0))];
        int open = reading.Measured.Count(c => c.Verdict == "lower-bound");
        string overlap = rivals.Length == 1 ? "the intervals of both overlap" : "their intervals reach as high";
        List<Phrase> sentences = [];
        if (rivals.Length > 0)
        {
            sentences.Add(Phrase.Of($"{NamesOf(reading.NamesOf(rivals))} could tell as much: {overlap}."));
        }
        else if (open == 0)
        {
            sentences.Add(Phrase.Of($"The interval of {reading.NameOf(first)} lies above those of all others{(reading.IsCut ? " listed" : "")}."));
        }

        if (open > 0)
        {
            string which = open == reading.Measured.Length ? "All of these numbers are lower bounds"
                : open == 1 ? "One column has only a lower bound"
                : $"{PageText.Count(open)} columns{(reading.IsCut ? " listed" : "")} have only lower bounds";
            sentences.Add(Phrase.Of($"{which}: there may be more than is shown."));
        }

        return Phrase.Join(sentences);
    }

    private Finding? Same()
    {
        HashSet<string> grouped = [.. _ranking.Groups.Where(g => g.IsExact).SelectMany(g => g.Members)];
        GroupDocument[] similar = [.. _ranking.Groups.Where(g => !g.IsExact)];
        List<Phrase> sentences = [.. _ranking.Groups.Where(g => g.IsExact).Take(MostGroups).Select(Exactly)];
        int left = _ranking.Groups.Count(g => g.IsExact) - sentences.Count;
        if (left > 0)
        {
            sentences.Add(Phrase.Of($"So do the columns of {PageText.Counted(left, "more group", "more groups")}."));
        }

        if (similar.Length > 0)
        {
            sentences.Add(Largely(similar));
        }

        ColumnDocument[] copies = [.. _ranking.Columns.Where(c => c.DuplicateOf is not null && !grouped.Contains(c.Name))];
        if (copies.Length > 0)
        {
            sentences.Add(Phrase.Of($"{Phrase.List([.. copies.Take(MostGroups).Select(c => Phrase.Of($"{reading.NameOf(c)} repeats {reading.NameOf(c.DuplicateOf!)} row for row"))])}{(copies.Length > MostGroups ? $"; {PageText.Counted(copies.Length - MostGroups, "more column repeats", "more columns repeat")} another one" : "")}."));
        }

        return sentences.Count > 0 ? new Finding("same", "Say the same", Phrase.Join(sentences))
            : Settings.GroupDistance is null || reading.HasNote("not-compared") || Settings.Tested < 2 ? null
            : new Finding("same", "Say the same", Phrase.Of($"No two {(reading.HasNote("compared-first-columns") ? "of the columns that were compared" : "columns")} were found to say the same."));
    }

    private Phrase Exactly(GroupDocument group)
    {
        // Numbers were compared in bins.
        bool isSure = group.Members.Skip(1).All(member => _ranking.Columns.FirstOrDefault(c => c.Name == member) is { Kind: "discrete" } or { DuplicateOf: not null });
        return Phrase.Of(
            $"{Phrase.Names([.. group.Members.Select(reading.NameOf)])} say {(isSure ? "exactly" : "in bins")} the same: {(group.Members.Length == 2 ? "either" : "any one")} of them is enough.");
    }

    // Rajski's distance is 1 − I/H of the two together.
    private Phrase Largely(GroupDocument[] groups)
    {
        List<Phrase> named = [.. groups.Take(MostGroups).Select(g => Phrase.Names([.. g.Members.Select(reading.NameOf)]))];
        if (groups.Length > MostGroups)
        {
            named.Add(Phrase.Of($"the columns of {PageText.Counted(groups.Length - MostGroups, "more group", "more groups")}"));
        }

        Phrase all = Phrase.Of($"{named[0]} say much the same");
        for (int i = 1; i < named.Count; i++)
        {
            all = Phrase.Of($"{all}{(i == 1 ? "; so do " : i == named.Count - 1 ? "; and " : "; ")}{named[i]}");
        }

        return Phrase.Of($"{all}{(groups.All(g => g.Distance <= 0.5) ? ": any two share at least half of what they hold" : "")}.");
    }

    private Finding? LittleThatIsNew()
    {
        HashSet<string> exact = [.. _ranking.Groups.Where(g => g.IsExact).SelectMany(g => g.Members)];
        ColumnDocument[] columns =
        [
            .. reading.Measured.Where(c => c.Adds < LittleNew * c.Value && c.DuplicateOf is null && !exact.Contains(c.Name) && c.Estimator == "plugin"),
        ];
        return columns.Length == 0 ? null : new Finding("little-new", "Little new", Phrase.Of(
            $"{NamesOf(reading.NamesOf(columns))} {(columns.Length == 1 ? "says" : "say")} little that is new: as far as the counts show, a single column further up already tells at least nine tenths of what {(columns.Length == 1 ? "it tells" : "each of them tells")}."));
    }

    private Finding? Together()
    {
        if (_ranking.Together is not { } together)
        {
            return null;
        }

        string who = together.Columns == 1 ? "The one column" : $"All {PageText.Count(together.Columns)} columns together";
        string finer = together.Notes.Any(note => note.Code == "target-binned") ? " (here the number is cut into finer bins)" : "";
        string found = together.Columns == 1 ? "was found to tell nothing" : "were found to tell nothing";
        return together switch
        {
            { Verdict: "lower-bound", Interval.Low: { } low } => new Finding("together", "All together", Phrase.Of(
                $"{who} {(together.Columns == 1 ? "tells" : "tell")} at least {new PageAmount(low)} of {new PageAmount(together.TargetEntropy)} {Unit}{finer}, judged by predicting rows that the predictor had not seen.")),
            { Verdict: "not-detected" } => new Finding("together", "All together", Phrase.Of(
                $"{who} {found} beyond chance: a predictor made of them did no better on rows that it had not seen.")),
            _ => new Finding("together", "All together", Phrase.Of($"What {(together.Columns == 1 ? "the column tells" : "the columns tell together")} could not be judged. {string.Join(' ', together.Notes.Select(note => note.Text))}")),
        };
    }

    private Finding? Pairs()
    {
        if (_ranking.Pairs is not { Tested: > 0 } pairs)
        {
            return null;
        }

        SynergyDocument[] sure = [.. _ranking.Synergies.Where(pair => pair.IsSure && pair.Value is not null)];
        if (sure.Length == 0)
        {
            return new Finding("pairs", "In pairs", Phrase.Of(
                $"None of {PageText.Counted(pairs.Tested, "pair", "pairs")} that could be tested is known to tell more together than one by one."));
        }

        SynergyDocument best = sure[0];
        string which = sure.Length == 1 ? "" : $"{PageText.Count(sure.Length)} of {PageText.Count(pairs.Tested)} pairs tell more together than one by one, most of all ";
        string pair = sure.Length == 1 ? " tell more together than one by one:" : ":";
        return new Finding("pairs", "In pairs", Phrase.Of(
            $"{which}{reading.NameOf(best.First)} and {reading.NameOf(best.Second)}{pair} {new PageAmount(best.Value!.Value)} {Unit} beyond the sum of both."));
    }

    private Finding? Sure()
    {
        if (!reading.HasTested)
        {
            return null;
        }

        string rate = PageText.Plain(100 * Settings.Level);
        string promise = Settings.Survivors > 1
            ? $"Of the {PageText.Count(Settings.Survivors)} columns called informative at most about {rate} % are expected to be there by chance."
            : $"Columns are called informative in such a way that at most about {rate} % of those so called are expected to be there by chance{(Settings.Survivors == 0 ? "; here none is" : "")}.";
        string rows = Settings.Groups is not null ? " Rows that belong together were kept together when chance was judged."
            : Settings.Blocks is not null ? " Neighbouring rows were kept together when chance was judged."
            : "";
        string intervals = reading.Measured.All(c => c.Interval is null) ? "" : " The intervals are made to hold the truth 95 times out of 100.";
        return new Finding("sure", "How sure", Phrase.Of($"{promise}{intervals}{rows}"));
    }

    private Finding? Doubt()
    {
        int serial = _ranking.Columns.Count(c => c.Has("serial"));
        return serial == 0 ? null : new Finding("doubt", "Watch out", Phrase.Of(
            $"Neighbouring {(Settings.Blocks is null ? "rows" : "blocks of rows")} resemble each other in {Target} and in {PageText.Counted(serial, "column", "columns")}, as in a record over time. Unless the file was merely sorted, all of this looks surer than it is{(Settings.Blocks is null && Settings.Groups is null ? "; --blocks mends it" : "")}."));
    }

    private Finding? Negligible()
    {
        ColumnDocument[] columns = [.. _ranking.Columns.Where(c => c.Has("negligible"))];
        return columns.Length == 0 ? null : new Finding("negligible", "Hardly counts", Phrase.Of(
            $"{NamesOf(reading.NamesOf(columns))} {(columns.Length == 1 ? "is" : "are")} no chance find, yet {(columns.Length == 1 ? "tells" : "each tell")} less than half a per cent of what there is to know."));
    }

    private Finding? NotFound()
    {
        long rest = Settings.Tested - Settings.Survivors;
        if (rest <= 0)
        {
            return null;
        }

        string promising = reading.Promising.Length == 0 || Settings.Tested == 1 ? ""
            : $" {PageText.Count(reading.Promising.Length)} of them {(reading.Promising.Length == 1 ? "stands" : "stand")} out alone, but among {PageText.Count(Settings.Tested)} columns some do so by luck.";
        Phrase who = !reading.IsCut && rest <= MostNamed
            ? NamesOf(reading.NamesOf(_ranking.Columns.Where(c => c.QValue > Settings.Level)))
            : Phrase.Of($"{PageText.Count(rest)} {(Settings.Survivors == 0 ? "columns" : rest == 1 ? "other column" : "other columns")}");
        return new Finding("not-found", "Not found", Phrase.Of(
            $"{who} cannot be told from chance with these rows. That is no proof that {(rest == 1 ? "it tells" : "they tell")} nothing.{promising}"));
    }

    private Finding? WithoutNumber() => reading.WithoutNumber.IsEmpty ? null : new Finding("no-number", "No number", Phrase.Of(
        $"For {NamesOf(reading.NamesOf(reading.WithoutNumber))} no number can be given that deserves trust; the details say why."));

    private Finding? MissingCells()
    {
        ColumnDocument[] columns = [.. _ranking.Columns.Where(c => c.Has("missing-informative"))];
        return columns.Length == 0 ? null : new Finding("missing", "Empty cells", Phrase.Of(
            $"Whether a cell is empty tells something about {Target} by itself in {NamesOf(reading.NamesOf(columns))}."));
    }

    private Finding? SetAside()
    {
        ColumnDocument[] identifiers = [.. reading.SetAside.Where(c => c.Has("identifier"))];
        ColumnDocument[] constant = [.. reading.SetAside.Where(c => !c.Has("identifier"))];
        List<Phrase> sentences = [];
        if (identifiers.Length > 0)
        {
            sentences.Add(Phrase.Of(
                $"{NamesOf(reading.NamesOf(identifiers))} {(identifiers.Length == 1 ? "names" : "each name")} the rows, as a number or a label for each: {(identifiers.Length == 1 ? "it" : "they")} would tell everything about these rows and nothing about new ones."));
        }

        if (constant.Length > 0)
        {
            sentences.Add(Phrase.Of($"{NamesOf(reading.NamesOf(constant))} {(constant.Length == 1 ? "is" : "are")} the same in every row, or empty."));
        }

        return sentences.Count == 0 ? null : new Finding("set-aside", "Set aside", Phrase.Join(sentences));
    }

    private Finding? Holdout() => _ranking.Holdout is not { } holdout ? null : new Finding("holdout", "Held out", Phrase.Of(
        $"{holdout.TrainingRows} rows made this page, {holdout.HoldoutRows} only answered: {PageText.Counted(holdout.Asked, "answer", "answers")}, of which {holdout.FromHoldout} differ from what the first rows showed and are marked with *. {holdout.BudgetLeft} of {holdout.Budget} such answers are left."));

    private Finding? Shadows()
    {
        if (_ranking.Shadows is not { Rounds: > 0 } shadows)
        {
            return null;
        }

        long all = _ranking.Columns.LongCount(c => c.ShadowHits == shadows.Rounds);
        return new Finding("shadows", "Against shuffled copies", Phrase.Of(
            $"{PageText.Counted(all, "column", "columns")}{(reading.IsCut ? " listed" : "")} beat the best shuffled copy of any column in all {shadows.Rounds} rounds; that copy showed {new PageAmount(shadows.Median)} {Unit} in the middle of the rounds."));
    }
}
