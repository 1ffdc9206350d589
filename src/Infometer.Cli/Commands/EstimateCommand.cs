using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer estimate DATA --measure M --x A[,B] --y C [--z D]</c>: one number with its interval and verdict.</summary>
internal static class EstimateCommand
{
    public static Command Build()
    {
        DataOptions data = new();
        Option<string> measure = new("--measure", "-m") { Description = "What to measure; see infometer estimators for the list.", HelpName = "M", DefaultValueFactory = _ => "mi" };
        measure.CompletionSources.Add([.. Measure.All.Select(m => m.Id), .. DependenceMeasures.All.Select(d => d.Id), .. Objectives.All.Select(d => d.Id)]);
        Option<string[]> x = new("--x", "-x") { Description = "Column or columns of X, separated by commas; or arrays, such as a.npy or acts.npz:layer1.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<string[]> y = new("--y", "-y") { Description = "Column or columns of Y.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<string[]> z = new("--z", "-z") { Description = "Column or columns that are given (the condition).", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<string> estimator = new("--estimator", "-e") { Description = "Estimator; auto lets the policy choose and say why.", HelpName = "ID", DefaultValueFactory = _ => "auto" };
        estimator.CompletionSources.Add(["auto", .. Estimators.All.Select(e => e.Id)]);
        Option<string[]> set = new("--set") { Description = "An option of the estimator or measure, e.g. --set alpha=1, --set bins=8, --set average=min. May be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        Option<string> protocol = new("--protocol") { Description = "What is done beyond training and measuring a critic once: extrapolate to endlessly many rows, or sweep the size of its embedding.", HelpName = "once|extrapolate|embedding-sweep", DefaultValueFactory = _ => "" };
        protocol.CompletionSources.Add(["once", "extrapolate", "embedding-sweep"]);
        Option<int?> permutations = new("--permutations") { Description = "Exact test with this many draws from the null.", HelpName = "N" };
        Option<string> rows = new("--rows") { Description = "What the rows are: looked at (auto), independent draws whatever they look like (exchangeable), or points of time (serial).", HelpName = "auto|exchangeable|serial", DefaultValueFactory = _ => "auto" };
        rows.AcceptOnlyFromAmong(RowWords());
        Option<bool> json = new("--json") { Description = "Print the estimate as JSON." };
        DataOptions.RequireRange(permutations, 1);
        SeriesCommandOptions series = new();

        Command command = new("estimate", "Estimate one measure of columns, with interval, p-value and verdict.\n\nExample: infometer estimate samples/adult.csv.gz --measure cmi --x education --y income --z sex\nExample: infometer estimate activations.npy labels.npy");
        Argument<string[]> files = EstimateInputs.NewArgument();
        command.Add(files);
        data.AddOptionsTo(command);
        foreach (Option option in new Option[] { measure, x, y, z, estimator, set, protocol, permutations, rows, json })
        {
            command.Add(option);
        }

        series.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = data.Context(parsed, cancellation);
                string[] named = parsed.GetValue(protocol) is { Length: > 0 } wanted ? [$"protocol={wanted}"] : [];
                Settings settings = Settings.Parse([.. parsed.GetValue(set)!, .. named]);
                TextWriter output = parsed.InvocationConfiguration.Output;
                RowAssumption assumed = Enum.GetValues<RowAssumption>().First(r => r.Word() == parsed.GetValue(rows));
                if (Objectives.Find(parsed.GetValue(measure)!) is { } descriptor)
                {
                    ObjectiveOutput.CheckNone(descriptor, parsed.GetValue(estimator)!, parsed.GetValue(z)!);
                    RefuseRows(assumed, descriptor.Id);
                    Objective objective = settings.CreateObjective(descriptor);
                    EstimateOptions draws = new() { Missing = data.Missing(parsed), Permutations = parsed.GetValue(permutations) };
                    EstimateInputs pair = EstimateInputs.Read(
                        data, parsed, parsed.GetValue(files)!, Measure.MutualInformation, parsed.GetValue(x)!, parsed.GetValue(y)!, [], context);
                    ObjectiveOutput.Print(ObjectiveOutput.Of(objective, pair, draws, context), pair.Table, parsed.GetValue(json), output);
                    return ExitCode.Done;
                }

                if (DependenceOutput.Find(parsed.GetValue(measure)!) is { } dependence)
                {
                    DependenceOutput.CheckNone(dependence, parsed.GetValue(estimator)!, parsed.GetValue(z)!);
                    RefuseRows(assumed, dependence.Id);
                    DependenceMeasure coefficient = settings.CreateDependence(dependence);
                    EstimateOptions draws = new() { Missing = data.Missing(parsed), Permutations = parsed.GetValue(permutations) };
                    EstimateInputs pair = EstimateInputs.Read(
                        data, parsed, parsed.GetValue(files)!, Measure.MutualInformation, parsed.GetValue(x)!, parsed.GetValue(y)!, [], context);
                    DependenceOutput.Print(DependenceOutput.Of(coefficient, pair, draws, context), pair.Table, parsed.GetValue(json), output);
                    return ExitCode.Done;
                }

                IReadOnlyList<Measure> lags = series.ApplyTo(settings.ApplyTo(Measure.Get(parsed.GetValue(measure)!)), parsed);
                Measure asked = lags[0];
                Estimator? chosen = settings.CreateEstimator(parsed.GetValue(estimator)!);
                EstimateInputs inputs = EstimateInputs.Read(
                    data, parsed, parsed.GetValue(files)!, asked, parsed.GetValue(x)!, parsed.GetValue(y)!, parsed.GetValue(z)!, context);
                EstimateOptions options = new()
                {
                    Missing = data.Missing(parsed),
                    Permutations = parsed.GetValue(permutations),
                    Discretizer = settings.Discretizer,
                    Rows = assumed,
                    SortedBy = inputs.Table?.SortedBy,
                };
                Estimate[] estimates =
                [
                    .. lags.Select(m => m.Estimate(inputs.Arguments, inputs.Condition, chosen, options, context))
                        .Select(e => e with { Notes = [.. e.Notes, .. inputs.Notes] }),
                ];
                Unit unit = data.Unit(parsed);
                if (parsed.GetValue(json))
                {
                    string[] texts = [.. estimates.Select(e => e.ToJson(unit))];
                    output.WriteLine(texts.Length == 1 ? texts[0] : $"[\n{string.Join(",\n", texts)}\n]");
                }
                else if (estimates.Length == 1)
                {
                    Print(estimates[0], inputs.Table, unit, output);
                }
                else
                {
                    LagScanText.Print(Show.On(output), estimates, unit);
                }

                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static string[] RowWords() => [.. Enum.GetValues<RowAssumption>().Select(static r => r.Word())];

    private static void RefuseRows(RowAssumption rows, string measure)
    {
        if (rows != RowAssumption.Auto)
        {
            throw new InvalidInputException($"'{measure}' takes rows for independent draws and looks at nothing else; leave --rows out.");
        }
    }

    private static void Print(Estimate estimate, Table? table, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        EstimateView view = estimate.In(unit);
        string symbol = view.Unit == Unit.Ratio ? "" : $" {view.Unit.Symbol()}";
        CultureInfo c = CultureInfo.InvariantCulture;
        console.WriteLine($"{estimate.Measure.Name} of {string.Join(", ", estimate.Names.Select(name => Show.Name(name)))}: {estimate.Measure.Formula}");
        console.WriteLine(view.Value is { } value
            ? $"{value.ToString("0.######", c)}{symbol}  95 % interval {Show.Range(view.Interval)}  {estimate.Verdict.Word()}"
            : $"no value  {estimate.Verdict.Word()}");
        string chance = view.Chance is { } level ? $", chance level {level.ToString("0.######", c)}" : "";
        string ceiling = view.Ceiling is { } most ? $", at most {most.ToString("0.####", c)}" : "";
        string error = view.StandardError is { } se ? $", standard error {se.ToString("0.######", c)}" : "";
        string raw = double.IsFinite(view.Raw) ? view.Raw.ToString("0.######", c) : "undefined";
        console.WriteLine($"{estimate.Estimator.Descriptor.Id}: bare value {raw}{chance}{error}{ceiling}; n = {Show.Count(estimate.Count)}");
        if (estimate.PValue is { } p)
        {
            console.WriteLine($"{Show.Statement(p)}: {estimate.PMethod}");
        }

        foreach (Note note in estimate.Notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }

        if (table is not null)
        {
            Show.ReaderRemarks(console, table, estimate.Names);
        }
    }
}
