using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary>
/// Training objectives, which are not information, as <c>infometer estimate</c> and <c>infometer estimators</c> show them.
/// </summary>
internal static class ObjectiveOutput
{
    /// <summary>Refuses an estimator and a condition, which no objective takes.</summary>
    public static void CheckNone(ObjectiveDescriptor descriptor, string estimator, string[] condition)
    {
        if (estimator != "auto")
        {
            throw new InvalidInputException(
                $"'{descriptor.Id}' is a training objective with a critic of its own, so estimator '{estimator}' has no part in it; "
                + "leave --estimator out.");
        }

        if (condition.Length > 0)
        {
            throw new InvalidInputException($"'{descriptor.Id}' takes no condition; leave --z out, or ask for 'cmi'.");
        }
    }

    /// <summary>The objective of X and Y.</summary>
    public static ObjectiveValue Of(Objective objective, EstimateInputs inputs, EstimateOptions options, RunContext context)
    {
        if (inputs.Arguments.Count < 2)
        {
            throw new InvalidInputException($"'{objective.Descriptor.Id}' takes X and Y; name the columns of Y with --y.");
        }

        ObjectiveValue value = objective.Evaluate(inputs.Arguments[0], inputs.Arguments[1], options, context);
        return value with { Notes = [.. value.Notes, .. inputs.Notes] };
    }

    /// <summary>Prints the value as JSON or for people.</summary>
    public static void Print(ObjectiveValue value, Infometer.Table? table, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            output.WriteLine(value.ToJson());
            return;
        }

        IAnsiConsole console = Show.On(output);
        ObjectiveDescriptor descriptor = value.Objective.Descriptor;
        console.WriteLine(
            $"{descriptor.Name} of {string.Join(", ", value.Names.Select(name => Show.Name(name)))}: {value.Objective.Formula}");
        console.WriteLine(value.Value is { } number
            ? $"{Number(number)} {value.Unit}  {value.Verdict.Word()}"
            : $"no value  {value.Verdict.Word()}");
        string error = value.StandardError is { } se ? $"standard error {Number(se)}, " : "";
        console.WriteLine($"{descriptor.Id}, an objective of training and no amount of information: {error}n = {Show.Count(value.Count)}");
        if (value.PValue is { } p)
        {
            console.WriteLine($"{Show.Statement(p)}: {value.PMethod}");
        }

        foreach (Note note in value.Notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }

        if (table is not null)
        {
            Show.ReaderRemarks(console, table, value.Names);
        }
    }

    /// <summary>Lists the objectives.</summary>
    public static void PrintAll(IAnsiConsole console)
    {
        console.WriteLine("Objectives of training that are no amount of information (--measure):");
        Spectre.Console.Table grid = Show.Grid(("id", false), ("options", false), ("what it is", false));
        foreach (ObjectiveDescriptor descriptor in Objectives.All)
        {
            grid.AddPlainRow(descriptor.Id, string.Join(", ", descriptor.Options.Select(o => o.Name)), descriptor.Summary);
        }

        console.Write(grid);
    }

    /// <summary>Shows one objective with its options and reference.</summary>
    public static void PrintDescriptor(ObjectiveDescriptor descriptor, IAnsiConsole console)
    {
        console.WriteLine($"{descriptor.Id}: {descriptor.Name}. {descriptor.Summary}");
        console.WriteLine($"Reference: {descriptor.Reference}");
        foreach (ObjectiveOption option in descriptor.Options)
        {
            console.WriteLine($"--set {option.Name}=VALUE  {option.Type}; default {option.Default}. {option.Summary}");
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
