using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer classifier LOGITS LABELS</c>: CMI, Γ and NCMI of predictions, entropy, and the gaps between logits.</summary>
internal static class ClassifierCommand
{
    private const int ClassesShown = 20;

    public static Command Build()
    {
        Argument<string> scores = new("LOGITS") { Description = "Array of N rows × C logits: .npy, .npz or .safetensors, one array of a file as FILE:NAME." };
        Argument<string> labels = new("LABELS") { Description = "Array of N whole numbers from 0 to C − 1." };
        Option<bool> probabilities = new("--probabilities") { Description = "LOGITS holds probabilities." };
        Option<int> tiny = new("--tiny-class") { Description = "Classes of fewer rows are pointed out.", HelpName = "N", DefaultValueFactory = _ => ClassifierOptions.Default.TinyClass };
        Option<double> share = new("--power-law-share") { Description = "Share of rows, those of the smallest gaps, that the power law is fitted to.", HelpName = "S", DefaultValueFactory = _ => ClassifierOptions.Default.PowerLawShare };
        DataOptions.RequireRange(tiny, 0);
        DataOptions.RequireShare(share, isOpen: true);
        NetworkOutput output = new();

        Command command = new(
            "classifier",
            "Measure the predictions of a classifier: spread within classes (CMI), between them (Γ), entropy, gaps between logits.\n\n"
            + "Example: infometer classifier samples/network.npz:logits samples/network.npz:label")
        {
            scores, labels, probabilities, tiny, share,
        };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = output.Start(parsed, cancellation);
                ClassifierOptions options = new()
                {
                    AreProbabilities = parsed.GetValue(probabilities),
                    TinyClass = parsed.GetValue(tiny),
                    PowerLawShare = parsed.GetValue(share),
                };
                using NetworkArrays arrays = new();
                ClassifierInformation result = ClassifierInformation.Of(
                    arrays.Read("LOGITS", parsed.GetRequiredValue(scores), "the logits of a row and class as numbers"),
                    arrays.Read("LABELS", parsed.GetRequiredValue(labels), "whole numbers: the column of each row's class in LOGITS, counted from 0"),
                    options,
                    context);
                output.Write(parsed, result.ToJson, (console, unit) => Print(console, result, unit));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(IAnsiConsole console, ClassifierInformation result, Unit unit)
    {
        console.WriteLine($"{Show.Name(result.Name, 60)}: {Show.Count(result.Count)} rows, {Show.Count(result.ClassCount)} classes.");
        NetworkOutput.Print(console, result.Quantities, unit);
        PrintClasses(console, result, unit);
        CultureInfo c = CultureInfo.InvariantCulture;
        console.WriteLine("Gaps, quantiles: " + string.Join(", ", result.Gaps.Quantiles.Select(q => string.Create(c, $"{100 * q.Level:0.#} % {Show.Amount(q.Gap)}"))) + " logits.");
        console.WriteLine("Gaps, rows below: " + string.Join(", ", result.Gaps.Below.Select(b => string.Create(c, $"{b.Threshold:0.####} {Show.Percent(b.Share)}"))) + ".");
        if (result.Gaps.PowerLaw is { } law)
        {
            console.WriteLine(string.Create(c, $"Gaps, power law: exponent {law.Exponent:0.000} ± {law.StandardError:0.000} by {law.Count} gaps, {law.ExponentOfHalf:0.000} by the smaller half of them; 1 means a density that is finite at 0."));
        }

        NetworkOutput.Print(console, result.Notes);
    }

    // Those that lie apart most first.
    private static void PrintClasses(IAnsiConsole console, ClassifierInformation result, Unit unit)
    {
        double factor = unit.PerNat();
        Spectre.Console.Table grid = Show.Grid(
            ("class", true), ("n", true), ($"CMI, {unit.Symbol()}", true), ("± s.e.", true), ("centroid bias", true), ("accuracy", true), ("mean margin", true));
        foreach (ClassPrediction one in result.Classes.OrderByDescending(one => one.Information).Take(ClassesShown))
        {
            grid.AddPlainRow(
                Show.Count(one.Label),
                Show.Count(one.Count),
                Show.Amount(Finite(one.Information * factor)),
                Show.Amount(one.InformationStandardError * factor),
                Show.Amount(Finite(one.CentroidBias * factor)),
                Show.Percent(one.Accuracy),
                Show.Amount(Finite(one.MeanMargin)));
        }

        console.Write(grid);
        if (result.Classes.Length > ClassesShown)
        {
            console.WriteLine($"The {ClassesShown} classes of the largest CMI; --json has all {Show.Count(result.Classes.Length)}.");
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
