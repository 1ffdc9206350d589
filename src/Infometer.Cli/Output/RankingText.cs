using System.Globalization;
using Spectre.Console;

namespace Infometer.Cli.Output;

/// <summary>A ranking as people read it: the table, what the columns tell together, and what has to be known to read them.</summary>
internal static class RankingText
{
    // What the tables need with short names; narrower terminals get fewer columns.
    private const int Wide = 150;
    private const int Middling = 104;

    private const int MostDuplicates = 5;

    private static readonly (ColumnTrait Flag, string Meaning)[] s_flags =
    [
        (ColumnTrait.Constant, "one and the same value in every row."),
        (ColumnTrait.Identifier, "(nearly) every row has its own value, so the column would tell everything about these rows and nothing about others."),
        (ColumnTrait.TargetCopy, "it tells nearly everything about the target; is it a copy, or known only afterwards (a leak)?"),
        (ColumnTrait.MissingInformative, "whether the cell is missing tells something about the target."),
        (ColumnTrait.ManyLevels, "so many levels for so few rows that chance alone would show a tenth of H(target)."),
        (ColumnTrait.Negligible, "there for sure (q), yet less than half a per cent of H(target)."),
    ];

    private const int MostGroups = 10;
    private const int MostPairs = 10;

    public static void Write(Ranking ranking, Unit unit, TextWriter output, bool showsQuality)
    {
        IAnsiConsole console = Show.On(output);
        double entropy = ranking.TargetEntropy * unit.PerNat();
        if (showsQuality && ranking.Quality is { } quality)
        {
            QualityText.Write(quality, unit, console);
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Show.Name(ranking.Table.Name, 60)}: {ranking.RowCount:N0} rows. Target '{Show.Name(ranking.Target.Name)}': {ranking.Target.Kind.Word()}, {ranking.TargetLevels} levels, H = {entropy:0.0000} {unit.Symbol()}."));
        int width = console.Profile.Width;
        Spectre.Console.Table grid = Show.Grid([.. Headers(width, unit, ranking.Shadows is not null, ranking.Holdout is not null)]);
        grid.Columns[1].NoWrap = true;
        foreach (RankedColumn column in ranking.Columns)
        {
            grid.AddPlainRow([.. Cells(column, width, unit, ranking.Shadows is not null, ranking.Holdout is not null)]);
        }

        console.Write(grid);
        WriteTogether(ranking, unit, console);
        WriteGroups(ranking, console);
        WriteSynergies(ranking, unit, console);
        WriteRemarks(ranking, unit, console);
    }

    private static IEnumerable<(string Header, bool IsNumber)> Headers(int width, Unit unit, bool hasShadows, bool hasHoldout)
    {
        (string, bool)[] always = [("#", true), ("column", false), (unit.Symbol(), true), ("95 % interval", true), ("p", true), ("q", true), ("verdict", false)];
        (string, bool)[] middling = [("share", true), ("adds", true)];
        (string, bool)[] wide = [("chance", true), ("kind", false), ("levels", true), ("missing", true)];
        (string, bool)[] shadows = [("shadows", true)];
        (string, bool)[] holdout = [("holdout", true)];
        return [.. always, .. hasHoldout ? holdout : [], .. hasShadows ? shadows : [], .. width >= Middling ? middling : [], .. width >= Wide ? wide : [], ("flags", false)];
    }

    private static IEnumerable<string> Cells(RankedColumn column, int width, Unit unit, bool hasShadows, bool hasHoldout)
    {
        EstimateView view = column.Estimate.In(unit);
        string[] always =
        [
            Show.Count(column.Rank),
            Show.Name(column.Column.Name),
            Show.Amount(view.Value),
            Show.Range(view.Interval),
            Show.Probability(column.Estimate.PValue),
            Show.Probability(column.QValue),
            column.Estimate.Verdict.Word(),
        ];
        string[] middling = [Show.Percent(column.Share), Show.Amount(column.Adds * unit.PerNat())];
        string[] wide =
        [
            Show.Amount(view.Chance),
            column.Column.Kind.Word(),
            Show.Count(column.Levels),
            Show.Count(column.Column.MissingCount),
        ];
        string[] shadows = [column.ShadowHits is { } hits ? Show.Count(hits) : "–"];
        string[] holdout = [Show.Amount(column.HoldoutValue * unit.PerNat()) + (column.Holdout is { IsFromHoldout: true } ? "*" : "")];
        return [.. always, .. hasHoldout ? holdout : [], .. hasShadows ? shadows : [], .. width >= Middling ? middling : [], .. width >= Wide ? wide : [], string.Join(' ', column.Flags.Select(flag => flag.Word()))];
    }

    private static void WriteRemarks(Ranking ranking, Unit unit, IAnsiConsole console)
    {
        foreach (Note note in ranking.Notes)
        {
            console.WriteLine(note.Text);
        }

        if (ranking.Holdout is { } holdout)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"holdout: {holdout.TrainingRows:N0} rows made this ranking, {holdout.HoldoutRows:N0} only answered; {holdout.Asked:N0} answers, {holdout.FromHoldout:N0} of them from the holdout, with noise (*), the others from the training rows, from which it does not differ by more than a noisy threshold; {holdout.BudgetLeft:N0} of {holdout.Budget:N0} answers of the holdout are left."));
        }

        if (ranking.Shadows is { } shadows)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"shadows: in how many of {shadows.Rounds} rounds the column showed more than the best of the permuted copies of all columns; that one showed {shadows.Median * unit.PerNat():0.0000} {unit.Symbol()} in the middle of the rounds, {shadows.Highest * unit.PerNat():0.0000} at most."));
        }

        if (ranking.Columns.Any(c => c.Estimate.Verdict == Verdict.LowerBound && !c.Estimate.Bins.IsEmpty))
        {
            console.WriteLine("lower-bound: numbers were cut into bins, which can only lose information; the truth lies above the low end.");
        }

        foreach ((ColumnTrait flag, string meaning) in s_flags)
        {
            if (ranking.Columns.Any(c => c.Flags.Contains(flag)))
            {
                console.WriteLine($"{flag.Word()}: {meaning}");
            }
        }

        RankedColumn[] duplicates = [.. ranking.Columns.Where(c => c.DuplicateOf is not null)];
        foreach (RankedColumn column in duplicates.Take(MostDuplicates))
        {
            console.WriteLine($"duplicate: '{Show.Name(column.Column.Name)}' says row for row what '{Show.Name(column.DuplicateOf!)}' says.");
        }

        if (duplicates.Length > MostDuplicates)
        {
            console.WriteLine($"… and {duplicates.Length - MostDuplicates} more duplicates; --json names them all.");
        }

        if (ranking.Columns.Any(c => c.Adds is not null))
        {
            console.WriteLine("adds: what a column tells beyond each single column above it, the least of I(column;target|other).");
        }

        if (ranking.SurvivorCount > 0 && ranking.SurvivorCount < ranking.TestedCount)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ranking.SurvivorCount:N0} of {ranking.TestedCount:N0} columns have q ≤ {ranking.Options.Level}; their intervals are at {100 - (5.0 * ranking.SurvivorCount / ranking.TestedCount):0.##} %, so that 95 % of them cover although they were selected."));
        }

        Show.ReaderRemarks(console, ranking.Table, ranking.Columns.Select(c => c.Column.Name));
        string null_ = ranking.Options.Groups is not null ? "the target permuted in whole groups"
            : ranking.Options.Blocks is not null ? "the target permuted in whole blocks"
            : "columns permuted with both margins fixed";
        console.WriteLine($"p: against {null_}. q: {(ranking.Options.FalseDiscovery == FalseDiscoveryMethod.BenjaminiYekutieli ? "Benjamini–Yekutieli" : "Benjamini–Hochberg")} over the columns that are not set aside.");
    }

    private static void WriteTogether(Ranking ranking, Unit unit, IAnsiConsole console)
    {
        if (ranking.Together is not { } together)
        {
            return;
        }

        double factor = unit.PerNat();
        CultureInfo c = CultureInfo.InvariantCulture;
        bool isBinned = together.Notes.Any(note => note.Code == "target-binned");
        string columns = string.Create(c, $"{(together.ColumnCount == 1 ? "The one column" : $"All {together.ColumnCount:N0} columns together")}: ");
        console.WriteLine(together is { Value: { } value, Interval: { } interval }
            ? columns + (together.Verdict == Verdict.NotDetected
                ? string.Create(c, $"nothing was found beyond chance ({value * factor:0.0000} {unit.Symbol()} in rows that the predictor had not seen).")
                : string.Create(c, $"at least {interval.Low * factor:0.0000} of {together.TargetEntropy * factor:0.0000} {unit.Symbol()}{(isBinned ? " (of finer bins of the target)" : "")} with 95 % confidence, estimated {value * factor:0.0000}, by boosted trees on rows that they had not seen."))
            : columns + string.Join(' ', together.Notes.Select(note => note.Text)));
    }

    private static void WriteGroups(Ranking ranking, IAnsiConsole console)
    {
        foreach (RankedGroup group in ranking.Groups.Take(MostGroups))
        {
            string names = string.Join(group.Distance < 1e-9 ? " = " : " ~ ", group.Members.Select(m => Show.Name(m)));
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Same information: {names} (distance {(group.Distance < 1e-9 ? 0 : group.Distance):0.00})."));
        }

        if (ranking.Groups.Length > MostGroups)
        {
            console.WriteLine($"… and {ranking.Groups.Length - MostGroups} more groups with the same information; --json has them all.");
        }
    }

    private static void WriteSynergies(Ranking ranking, Unit unit, IAnsiConsole console)
    {
        if (ranking.Synergies is not { } search)
        {
            return;
        }

        SynergyPair[] sure = [.. search.Pairs.Where(pair => pair.Interval.Low > 0)];
        string unsure = search.Pairs.Length == sure.Length
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {search.Pairs.Length - sure.Length:N0} more interact{(search.Pairs.Length - sure.Length == 1 ? "s" : "")}, with a synergy that is not surely above 0.");
        string untestable = search.PairsUntestable == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" Rows are too few to test {search.PairsUntestable:N0} more.");
        unsure += untestable;
        if (search.PairsTested == 0)
        {
            console.WriteLine("Synergy: rows are too few to test any pair.");
        }
        else if (sure.Length == 0)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Synergy: none of {search.PairsTested:N0} pairs is known to tell more together than apart (q ≤ {search.Options.Level}).{unsure}"));
        }
        else
        {
            WritePairs(sure, search, unsure, unit, console);
        }

        foreach (Note note in search.Notes.Where(note => note.Code is "synergy-not-searched"))
        {
            console.WriteLine(note.Text);
        }
    }

    private static void WritePairs(SynergyPair[] pairs, PairSynergies search, string unsure, Unit unit, IAnsiConsole console)
    {
        int shown = Math.Min(MostPairs, pairs.Length);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Synergy: {pairs.Length:N0} of {search.PairsTested:N0} pairs {(pairs.Length == 1 ? "tells" : "tell")} more together than apart (q ≤ {search.Options.Level}).{unsure}{(shown < pairs.Length ? $" The first {shown}:" : "")}"));
        Spectre.Console.Table grid = Show.Grid(("pair", false), ($"{unit.Symbol()} beyond the sum", true), ("95 % interval", true), ("p", true), ("q", true));
        double factor = unit.PerNat();
        foreach (SynergyPair pair in pairs.Take(shown))
        {
            grid.AddPlainRow(
                $"{Show.Name(pair.First.Name)} × {Show.Name(pair.Second.Name)}",
                Show.Amount(pair.Value * factor),
                Show.Range(new Interval(pair.Interval.Low * factor, pair.Interval.High * factor)),
                Show.Probability(pair.PValue),
                Show.Probability(pair.QValue));
        }

        console.Write(grid);
    }
}
