using System.CommandLine;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer estimators [ID]</c>: what there is, what it accepts, and its options.</summary>
internal static class EstimatorsCommand
{
    public static Command Build()
    {
        Argument<string?> id = new("ID") { Description = "Show one estimator with its options and reference.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("estimators", "List the estimators and the kinds of variables they accept.\n\nExample: infometer estimators nsb") { id };
        command.SetAction(parsed =>
        {
            IAnsiConsole console = Show.On(parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(id) is { } one)
            {
                if (DependenceMeasures.Find(one) is { } dependence)
                {
                    DependenceOutput.PrintDescriptor(dependence, console);
                }
                else if (Objectives.Find(one) is { } objective)
                {
                    ObjectiveOutput.PrintDescriptor(objective, console);
                }
                else
                {
                    PrintOne(Estimators.Get(one), console);
                }
            }
            else
            {
                PrintAll(console);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void PrintAll(IAnsiConsole console)
    {
        Spectre.Console.Table grid = Show.Grid(("id", false), ("variables", false), ("options", false), ("what it is", false));
        foreach (EstimatorDescriptor descriptor in Estimators.All)
        {
            grid.AddPlainRow(
                descriptor.Id,
                string.Join(", ", descriptor.Kinds.Select(k => k.Word())),
                string.Join(", ", descriptor.Options.Select(o => o.Name)),
                descriptor.Summary);
        }

        console.Write(grid);
        console.WriteLine($"Measures (--measure): {string.Join(", ", Measure.All.Select(m => m.Id))}.");
        DependenceOutput.PrintAll(console);
        ObjectiveOutput.PrintAll(console);
        console.WriteLine("auto chooses by the kinds of the variables; estimators that count cut numbers into bins for mi, cmi, tc, dtc and s-information, and the verdict is then lower-bound.");
    }

    private static void PrintOne(EstimatorDescriptor descriptor, IAnsiConsole console)
    {
        console.WriteLine($"{descriptor.Id}: {descriptor.Name}. {descriptor.Summary}");
        console.WriteLine($"Variables: {string.Join(", ", descriptor.Kinds.Select(k => k.Word()))}. Reference: {descriptor.Reference}");
        foreach (OptionDescriptor option in descriptor.Options)
        {
            console.WriteLine($"--set {option.Name}=VALUE  {option.Type}; default {option.Default}. {option.Summary}");
        }
    }
}
