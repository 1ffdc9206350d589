using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary>Measures of dependence that are not information, as <c>infometer estimate</c> and <c>infometer estimators</c> show them.</summary>
internal static class DependenceOutput
{
    /// <summary>The measure of dependence with this id, or null where it is one of information.</summary>
    /// <exception cref="InvalidInputException">Neither has this id.</exception>
    public static DependenceDescriptor? Find(string id)
    {
        DependenceDescriptor? found = DependenceMeasures.Find(id);
        return found is not null || Measure.All.Any(m => m.Id == id)
            ? found
            : throw new InvalidInputException(
                $"There is no measure '{id}'; choose one of {string.Join(", ", Measure.All.Select(m => m.Id))}, "
                + $"or of the coefficients {string.Join(", ", DependenceMeasures.All.Select(d => d.Id))}, "
                + $"or of the objectives {string.Join(", ", Objectives.All.Select(d => d.Id))}.");
    }

    /// <summary>Refuses an estimator and a condition, which no coefficient takes.</summary>
    public static void CheckNone(DependenceDescriptor descriptor, string estimator, string[] condition)
    {
        if (estimator != "auto")
        {
            throw new InvalidInputException(
                $"'{descriptor.Id}' is no amount of information, so estimator '{estimator}' has no part in it; leave --estimator out.");
        }

        if (condition.Length > 0)
        {
            throw new InvalidInputException($"'{descriptor.Id}' takes no condition; leave --z out, or ask for 'cmi'.");
        }
    }

    /// <summary>The coefficient of X and Y.</summary>
    public static DependenceEstimate Of(DependenceMeasure measure, EstimateInputs inputs, EstimateOptions options, RunContext context)
    {
        if (inputs.Arguments.Count < 2)
        {
            throw new InvalidInputException($"'{measure.Descriptor.Id}' takes X and Y; name the columns of Y with --y.");
        }

        DependenceEstimate estimate = measure.Estimate(inputs.Arguments[0], inputs.Arguments[1], options, context);
        return estimate with { Notes = [.. estimate.Notes, .. inputs.Notes] };
    }

    /// <summary>Prints the estimate as JSON or for people.</summary>
    public static void Print(DependenceEstimate estimate, Infometer.Table? table, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            output.WriteLine(estimate.ToJson());
            return;
        }

        IAnsiConsole console = Show.On(output);
        DependenceDescriptor descriptor = estimate.Measure.Descriptor;
        console.WriteLine(
            $"{descriptor.Name} of {string.Join(", ", estimate.Names.Select(name => Show.Name(name)))}: {estimate.Measure.Formula}");
        console.WriteLine(estimate.Value is { } value
            ? $"{Number(value)}  95 % interval {Show.Range(estimate.Interval)}  {estimate.Verdict.Word()}"
            : $"no value  {estimate.Verdict.Word()}");
        string error = estimate.StandardError is { } se ? $"standard error {Number(se)}, " : "";
        string details = string.Concat(estimate.Details.Select(d => $"{d.Key} {Number(d.Value)}, "));
        console.WriteLine($"{descriptor.Id}, no amount of information: {error}{details}n = {Show.Count(estimate.Count)}");
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

    /// <summary>Lists the measures of dependence.</summary>
    public static void PrintAll(IAnsiConsole console)
    {
        console.WriteLine("Coefficients of dependence that are no amount of information (--measure):");
        Spectre.Console.Table grid = Show.Grid(("id", false), ("variables", false), ("options", false), ("what it is", false));
        foreach (DependenceDescriptor descriptor in DependenceMeasures.All)
        {
            grid.AddPlainRow(
                descriptor.Id, descriptor.Variables, string.Join(", ", descriptor.Options.Select(o => o.Name)), descriptor.Summary);
        }

        console.Write(grid);
    }

    /// <summary>Shows one measure with its options and reference.</summary>
    public static void PrintDescriptor(DependenceDescriptor descriptor, IAnsiConsole console)
    {
        console.WriteLine($"{descriptor.Id}: {descriptor.Name}. {descriptor.Summary}");
        console.WriteLine($"Variables: {descriptor.Variables}. Reference: {descriptor.Reference}");
        foreach (DependenceOption option in descriptor.Options)
        {
            console.WriteLine($"--set {option.Name}=VALUE  {option.Type}; default {option.Default}. {option.Summary}");
        }
    }

    private static string Number(double value) => value != 0 && Math.Abs(value) < 1e-4
        ? value.ToString("0.###e-0", CultureInfo.InvariantCulture)
        : value.ToString("0.######", CultureInfo.InvariantCulture);
}
