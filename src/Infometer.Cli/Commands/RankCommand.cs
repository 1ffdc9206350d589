using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer rank DATA --target COLUMN</c>: every column by the bits it carries about the target.</summary>
internal static class RankCommand
{
    // What the tables need with short names; narrower terminals get fewer columns.
    private const int Wide = 150;
    private const int Middling = 104;

    private const int MostDuplicates = 5;

    private static readonly (ColumnTrait Flag, string Meaning)[] s_flags =
    [
        (ColumnTrait.Identifier, "(nearly) every row has its own value, so the column would tell everything about these rows and nothing about others."),
        (ColumnTrait.TargetCopy, "it tells nearly everything about the target; is it a copy, or known only afterwards (a leak)?"),
        (ColumnTrait.MissingInformative, "whether the cell is missing tells something about the target."),
        (ColumnTrait.ManyLevels, "so many levels that chance alone would show a tenth of H(target)."),
        (ColumnTrait.Negligible, "there for sure (q), yet less than half a per cent of H(target)."),
    ];

    public static Command Build()
    {
        DataOptions data = new();
        Option<string> target = new("--target", "-t") { Description = "The column to tell about, by name or 0-based as :3.", HelpName = "COLUMN", Required = true };
        Option<string[]> exclude = new("--exclude") { Description = "Columns to leave out, separated by commas.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<int?> top = new("--top") { Description = "Show only the first N columns. Default: all.", HelpName = "N" };
        Option<int?> permutations = new("--permutations") { Description = "Exact test with this many draws for every column.", HelpName = "N" };
        Option<int?> bins = new("--bins") { Description = "Bins for numeric columns and a numeric target. Default: by the number of rows, 4 to 16.", HelpName = "N" };
        DataOptions.RequireRange(bins, 2, 65_536);
        Option<string> fdr = new Option<string>("--fdr") { Description = "How q-values are found: bh (Benjamini–Hochberg), or by (Benjamini–Yekutieli, for any dependence).", HelpName = "bh|by", DefaultValueFactory = _ => "bh" }.AcceptOnlyFromAmong("bh", "by");
        Option<double> level = new("--level") { Description = "False-discovery rate at which a column survives.", HelpName = "Q", DefaultValueFactory = _ => 0.05 };
        Option<bool> json = new("--json") { Description = "Print the ranking as JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the ranking as CSV." };
        DataOptions.RequireRange(top, 1);
        DataOptions.RequireRange(permutations, 1);

        Command command = new("rank", "Rank every column of a table by the information it carries about a target.\n\nExample: infometer rank samples/adult.csv.gz --target income");
        data.AddTo(command);
        foreach (Option option in new Option[] { target, exclude, top, bins, permutations, fdr, level, json, csv })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv exclude each other.");
            }
        });

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = data.Context(parsed, cancellation);
                Table table = data.Read(parsed, context);
                RankOptions options = RankOptions.Full with
                {
                    Exclude = [.. ColumnNames.Split(parsed.GetValue(exclude)!, table)],
                    Missing = data.Missing(parsed),
                    Permutations = parsed.GetValue(permutations),
                    Discretizer = parsed.GetValue(bins) is { } count ? new EqualFrequency(count) : null,
                    FalseDiscovery = parsed.GetValue(fdr) == "by" ? FalseDiscoveryMethod.BenjaminiYekutieli : FalseDiscoveryMethod.BenjaminiHochberg,
                    Level = parsed.GetValue(level),
                };
                Ranking ranking = Ranking.Of(table, parsed.GetRequiredValue(target), options, context).Top(parsed.GetValue(top) ?? int.MaxValue);
                TextWriter output = parsed.InvocationConfiguration.Output;
                Unit unit = data.Unit(parsed);
                if (parsed.GetValue(json))
                {
                    output.WriteLine(ranking.ToJson(unit));
                }
                else if (parsed.GetValue(csv))
                {
                    output.Write(ranking.ToCsv(unit));
                }
                else
                {
                    Print(ranking, unit, output);
                }

                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(Ranking ranking, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        double entropy = ranking.TargetEntropy * unit.PerNat();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Show.Name(ranking.Table.Name, 60)}: {ranking.RowCount:N0} rows. Target '{Show.Name(ranking.Target.Name)}': {ranking.Target.Kind.Word()}, {ranking.TargetLevels} levels, H = {entropy:0.0000} {unit.Symbol()}."));
        int width = console.Profile.Width;
        Spectre.Console.Table grid = Show.Grid([.. Headers(width, unit)]);
        grid.Columns[1].NoWrap = true;
        foreach (RankedColumn column in ranking.Columns)
        {
            grid.AddPlainRow([.. Cells(column, width, unit)]);
        }

        console.Write(grid);
        PrintRemarks(ranking, console);
    }

    private static IEnumerable<(string Header, bool IsNumber)> Headers(int width, Unit unit)
    {
        (string, bool)[] always = [("#", true), ("column", false), (unit.Symbol(), true), ("95 % interval", true), ("p", true), ("q", true), ("verdict", false)];
        (string, bool)[] middling = [("share", true), ("adds", true)];
        (string, bool)[] wide = [("chance", true), ("kind", false), ("levels", true), ("missing", true)];
        return [.. always, .. width >= Middling ? middling : [], .. width >= Wide ? wide : [], ("flags", false)];
    }

    private static IEnumerable<string> Cells(RankedColumn column, int width, Unit unit)
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
        return [.. always, .. width >= Middling ? middling : [], .. width >= Wide ? wide : [], string.Join(' ', column.Flags.Select(flag => flag.Word()))];
    }

    private static void PrintRemarks(Ranking ranking, IAnsiConsole console)
    {
        foreach (Note note in ranking.Notes)
        {
            console.WriteLine(note.Text);
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

        foreach (RankedColumn column in ranking.Columns.Where(c => c.DuplicateOf is not null).Take(MostDuplicates))
        {
            console.WriteLine($"'{Show.Name(column.Column.Name)}' is row for row the same as '{Show.Name(column.DuplicateOf!)}'.");
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
        console.WriteLine($"p: against columns permuted with both margins fixed. q: {(ranking.Options.FalseDiscovery == FalseDiscoveryMethod.BenjaminiYekutieli ? "Benjamini–Yekutieli" : "Benjamini–Hochberg")} over the columns that are not set aside.");
    }
}
