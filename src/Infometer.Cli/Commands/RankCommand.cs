using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer rank DATA --target COLUMN</c>: every column by the bits it carries about the target.</summary>
internal static class RankCommand
{
    private const int WideEnough = 110;

    public static Command Build()
    {
        DataOptions data = new();
        Option<string> target = new("--target", "-t") { Description = "The column to tell about, by name or 0-based as :3.", HelpName = "COLUMN", Required = true };
        Option<string[]> exclude = new("--exclude") { Description = "Columns to leave out, separated by commas.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<int?> top = new("--top") { Description = "Show only the first N columns. Default: all.", HelpName = "N" };
        Option<int?> permutations = new("--permutations") { Description = "Exact test with this many draws for every column.", HelpName = "N" };
        Option<int?> bins = new("--bins") { Description = "Bins for numeric columns and a numeric target. Default: by the number of rows, 4 to 16.", HelpName = "N" };
        DataOptions.RequireRange(bins, 2, 65_536);
        Option<bool> json = new("--json") { Description = "Print the ranking as JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the ranking as CSV." };
        DataOptions.RequireRange(top, 1);
        DataOptions.RequireRange(permutations, 1);

        Command command = new("rank", "Rank every column of a table by the information it carries about a target.\n\nExample: infometer rank samples/adult.csv.gz --target income");
        data.AddTo(command);
        foreach (Option option in new Option[] { target, exclude, top, bins, permutations, json, csv })
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
                RankOptions options = new()
                {
                    Exclude = [.. ColumnNames.Split(parsed.GetValue(exclude)!, table)],
                    Missing = data.Missing(parsed),
                    Permutations = parsed.GetValue(permutations),
                    Discretizer = parsed.GetValue(bins) is { } count ? new EqualFrequency(count) : null,
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
        bool isWide = console.Profile.Width >= WideEnough;
        List<(string, bool)> headers = [("#", true), ("column", false), (unit.Symbol(), true), ("95 % interval", true), ("p", true), ("q", true), ("verdict", false)];
        if (isWide)
        {
            headers.AddRange([("share", true), ("chance", true), ("kind", false), ("levels", true), ("missing", true)]);
        }

        headers.Add(("flags", false));
        Spectre.Console.Table grid = Show.Grid([.. headers]);
        foreach (RankedColumn column in ranking.Columns)
        {
            EstimateView view = column.Estimate.In(unit);
            List<string> cells =
            [
                Show.Count(column.Rank),
                Show.Name(column.Column.Name),
                Show.Amount(view.Value),
                Show.Range(view.Interval),
                Show.Probability(column.Estimate.PValue),
                Show.Probability(column.QValue),
                column.Estimate.Verdict.Word(),
            ];
            if (isWide)
            {
                cells.AddRange(
                [
                    Show.Percent(column.Share),
                    Show.Amount(view.Chance),
                    column.Column.Kind.Word(),
                    Show.Count(column.Levels),
                    Show.Count(column.Column.MissingCount),
                ]);
            }

            cells.Add(string.Join(' ', column.Flags.Select(flag => flag.Word())));
            grid.AddPlainRow([.. cells]);
        }

        console.Write(grid);
        PrintRemarks(ranking, console);
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

        if (ranking.Columns.Any(c => c.Flags.Contains(ColumnTrait.Identifier)))
        {
            console.WriteLine("identifier: (nearly) every row has its own value, so the column would tell everything about these rows and nothing about others.");
        }

        Show.ReaderRemarks(console, ranking.Table, ranking.Columns.Select(c => c.Column.Name));
        console.WriteLine("p: against columns permuted with both margins fixed. q: Benjamini–Hochberg over the columns without flags.");
    }
}
