using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer select DATA --target COLUMN</c>: the columns that tell most together, one after the other.</summary>
internal static class SelectCommand
{
    public static Command Build()
    {
        DataOptions data = new();
        HtmlOption html = new();
        Option<string> target = new("--target", "-t") { Description = "The column to tell about, by name or 0-based as :3; or an array of its own, such as y.npy.", HelpName = "COLUMN", Required = true };
        Option<int> count = new("--k", "-k") { Description = "Columns to choose.", HelpName = "K", DefaultValueFactory = _ => 10 };
        Option<string> criterion = new("--criterion", "-c")
        {
            Description = $"What each step maximises: {string.Join(", ", SelectionCriterion.All.Select(c => c.Id))}.",
            HelpName = "ID",
            DefaultValueFactory = _ => SelectionCriterion.Jmi.Id,
        };
        criterion.CompletionSources.Add([.. SelectionCriterion.All.Select(c => c.Id)]);
        Option<string[]> set = new("--set") { Description = "beta of mifs, e.g. --set beta=0.5, or the bins of numeric columns, e.g. --set bins=8. May be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        Option<bool> plain = new("--plain") { Description = "Take no chance level away: the plug-in criteria of the literature." };
        Option<string[]> exclude = new("--exclude") { Description = "Columns to leave out, separated by commas.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<bool> json = new("--json") { Description = "Print the selection as JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the selection as CSV." };
        DataOptions.RequireRange(count, 1);

        Command command = new("select", "Choose columns one after the other, each for what it adds to those chosen before.\n\nExample: infometer select samples/madelon.csv.gz --target class --k 20");
        data.AddTo(command);
        foreach (Option option in new Option[] { target, count, criterion, set, plain, exclude, json, csv })
        {
            command.Add(option);
        }

        html.AddTo(command);

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                string targetName = parsed.GetRequiredValue(target);
                html.Check(parsed);
                RunContext context = data.Context(parsed, cancellation);
                Settings settings = Settings.Parse(parsed.GetValue(set)!);
                SelectionCriterion chosen = settings.CreateCriterion(parsed.GetValue(criterion)!);
                Table table = data.ReadWithTarget(parsed, context, targetName);
                SelectionOptions options = new()
                {
                    Criterion = chosen,
                    Count = parsed.GetValue(count),
                    ChanceCorrected = !parsed.GetValue(plain),
                    Exclude = [.. ColumnNames.Split(parsed.GetValue(exclude)!, table)],
                    Missing = data.Missing(parsed),
                    Discretizer = settings.Discretizer,
                };
                SelectionPath path = SelectionPath.Of(table, targetName, options, context);
                TextWriter output = parsed.InvocationConfiguration.Output;
                Unit unit = data.Unit(parsed);
                if (parsed.GetValue(json))
                {
                    output.WriteLine(path.ToJson(unit));
                }
                else if (parsed.GetValue(csv))
                {
                    output.Write(path.ToCsv(unit));
                }
                else
                {
                    Print(path, unit, output);
                }

                html.Write(parsed, data.IsQuiet(parsed), () => path.ToHtml(unit));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(SelectionPath path, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        SelectionCriterion criterion = path.Options.Criterion;
        double factor = unit.PerNat();
        CultureInfo c = CultureInfo.InvariantCulture;
        console.WriteLine(string.Create(
            c,
            $"{Show.Name(path.Table.Name, 60)}: {path.RowCount:N0} rows, {path.CandidateCount:N0} candidates. Target '{Show.Name(path.Target.Name)}': {path.Target.Kind.Word()}, {path.TargetLevels} levels, H = {path.TargetEntropy * factor:0.0000} {unit.Symbol()}."));
        string chance = path.Options.ChanceCorrected ? "chance levels taken away" : "plain plug-in values";
        console.WriteLine($"Criterion {criterion}, {criterion.Name}: {criterion.Formula}; {chance}. Amounts in {unit.Symbol()}.");
        Spectre.Console.Table grid = Show.Grid(
            ("step", true), ("column", false), ("score", true), ("relevance", true), ("redundancy", true), ("conditional redundancy", true));
        foreach (SelectionStep step in path.Steps)
        {
            grid.AddPlainRow(
                Show.Count(step.Step),
                Show.Name(step.Column.Name),
                Show.Amount(criterion.ScoreIn(step, unit)),
                Show.Amount(step.Relevance * factor),
                Show.Amount(step.Step == 1 ? null : step.Redundancy * factor),
                Show.Amount(step.Step == 1 ? null : step.ConditionalRedundancy * factor));
        }

        console.Write(grid);
        foreach (Note note in path.Notes)
        {
            console.WriteLine(note.Text);
        }

        console.WriteLine("relevance: I(column;target). redundancy: mean I(column;chosen before). conditional redundancy: the same given the target; above redundancy it is synergy.");
        if (criterion.IsRatio)
        {
            console.WriteLine("The score of this criterion has no unit from the second step on.");
        }
    }
}
