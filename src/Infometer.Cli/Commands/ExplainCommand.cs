using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer explain DATA X Y</c>: which levels of X carry the information about Y.</summary>
internal static class ExplainCommand
{
    public static Command Build()
    {
        DataOptions data = new();
        HtmlOption html = new();
        Command command = new("explain", "Show what each level or bin of X contributes to what X tells about Y.\n\nExample: infometer explain samples/german_credit.csv credit_history creditability --event bad");
        data.AddTo(command);
        Argument<string> x = new("X") { Description = "The column whose levels are listed." };
        Argument<string> y = new("Y") { Description = "The column that is told about." };
        Option<string?> eventLevel = new("--event") { Description = "For a binary Y the level that counts as the event. Default: its last level.", HelpName = "LEVEL" };
        Option<int?> bins = new("--bins") { Description = "Bins for numeric columns, X and Y alike. Default: by the number of rows, 4 to 16.", HelpName = "N" };
        Option<bool> json = new("--json") { Description = "Print the explanation as JSON." };
        command.Add(x);
        command.Add(y);
        command.Add(eventLevel);
        command.Add(bins);
        command.Add(json);
        html.AddTo(command);
        DataOptions.RequireRange(bins, 2, 65_536);

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                html.Check(parsed);
                RunContext context = data.Context(parsed, cancellation);
                string nameX = parsed.GetRequiredValue(x);
                string nameY = parsed.GetRequiredValue(y);
                // Positions are those of the whole table, so that it is read whole where one is used.
                bool hasPosition = nameX.StartsWith(':') || nameY.StartsWith(':');
                Table table = data.Read(parsed, context, hasPosition ? null : [nameX, nameY]);
                EstimateOptions options = new()
                {
                    Missing = data.Missing(parsed),
                    Discretizer = parsed.GetValue(bins) is { } count ? new EqualFrequency(count) : null,
                };
                Explanation explanation = Explanation.Of(table[nameX], table[nameY], parsed.GetValue(eventLevel), options, context);
                TextWriter output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(json))
                {
                    output.WriteLine(explanation.ToJson(data.Unit(parsed)));
                }
                else
                {
                    Print(explanation, table, data.Unit(parsed), output);
                }

                html.Write(parsed, data.IsQuiet(parsed), () => explanation.ToHtml(table, data.Unit(parsed)));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(Explanation explanation, Table table, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        CultureInfo c = CultureInfo.InvariantCulture;
        Estimate estimate = explanation.Estimate;
        EstimateView view = estimate.In(unit);
        double factor = unit.PerNat();
        console.WriteLine($"'{Show.Name(estimate.Names[0])}' about '{Show.Name(estimate.Names[1])}': {view}");
        bool isBinary = explanation.InformationValue is not null;
        List<(string, bool)> headers = [("level", false), ("n", true), ("share", true), (unit.Symbol(), true), ("± s.e.", true), ("chance", true)];
        headers.AddRange(isBinary
            ? [($"p({Show.Name(explanation.Event!, 20)})", true), ("WoE", true), ("± s.e.", true), ("IV", true)]
            : [("typical level", false), ("share here", true), ("lift", true)]);
        Spectre.Console.Table grid = Show.Grid([.. headers]);
        foreach (LevelContribution level in explanation.Levels)
        {
            List<string> cells =
            [
                Show.Name(level.Level),
                Show.Count(level.Count),
                Show.Percent(level.Share),
                Show.Amount(level.Contribution * factor),
                Show.Amount(level.StandardError * factor),
                Show.Amount(level.Chance * factor),
            ];
            cells.AddRange(isBinary
                ?
                [
                    Show.Percent(level.TypicalLevel == explanation.Event ? level.TypicalShare : 1 - level.TypicalShare),
                    level.WeightOfEvidence!.Value.ToString("0.000", c),
                    level.WeightOfEvidenceError!.Value.ToString("0.000", c),
                    level.InformationValue!.Value.ToString("0.0000", c),
                ]
                : [Show.Name(level.TypicalLevel, 30), Show.Percent(level.TypicalShare), level.Lift.ToString("0.00", c)]);
            grid.AddPlainRow([.. cells]);
        }

        console.Write(grid);
        if (explanation.InformationValue is { } iv)
        {
            console.WriteLine(string.Create(
                c,
                $"IV = {iv.Value:0.0000} ± {iv.StandardError:0.0000} s.e. (chance alone gives {iv.Chance:0.0000}); less chance 95 % in {Show.Range(iv.Interval)}; {Show.Statement(iv.PValue)} by {iv.PMethod}."));
            console.WriteLine($"WoE = ln of the level's share among '{Show.Name(explanation.Event!)}' over its share among the others.");
            if (iv.IsSmoothed)
            {
                console.WriteLine("A level has no event or nothing but events, so ½ was added to every count for WoE and IV; merge such levels for firmer numbers.");
            }
        }

        foreach (Note note in estimate.Notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }

        Show.ReaderRemarks(console, table, estimate.Names);
    }
}
