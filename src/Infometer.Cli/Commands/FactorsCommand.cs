using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer factors FACTORS LATENTS</c>: InfoMEC, MIG and DCI.</summary>
internal static class FactorsCommand
{
    private const int LatentsShown = 12;

    public static Command Build()
    {
        FactorOptions defaults = FactorOptions.Default;
        Argument<string> factors = new("FACTORS") { Description = "Array of N rows × factors, each column the levels of one: .npy, .npz or .safetensors, one array of a file as FILE:NAME." };
        Argument<string> latents = new("LATENTS") { Description = "Array of N rows × latents." };
        Option<string> kind = new Option<string>("--latent-kind") { Description = "Kind of all latents; auto looks at each.", HelpName = "auto|discrete|continuous", DefaultValueFactory = _ => "auto" }.AcceptOnlyFromAmong("auto", "discrete", "continuous");
        Option<int> neighbors = new("--neighbors") { Description = "Neighbours for continuous latents.", HelpName = "K", DefaultValueFactory = _ => defaults.Neighbors };
        Option<int> bins = new("--bins") { Description = "Bins of equal width of continuous latents, for MIG.", HelpName = "N", DefaultValueFactory = _ => defaults.Bins };
        Option<int> ratio = new("--active-ratio") { Description = "Continuous latents whose range is not above the widest one over this are dead.", HelpName = "R", DefaultValueFactory = _ => (int)defaults.ActiveRatio };
        Option<bool> unbalanced = new("--unbalanced") { Description = "InfoE weighs rows alike instead of levels." };
        Option<bool> noTrees = new("--no-trees") { Description = "No DCI, which is most of the work." };
        DataOptions.RequireRange(neighbors, 1);
        DataOptions.RequireRange(bins, 2, 65_536);
        DataOptions.RequireRange(ratio, 1);
        NetworkOutput output = new();

        Command command = new(
            "factors",
            "Measure how latents of a network hold the factors of its data: InfoMEC, MIG and DCI.\n\nExample: infometer factors samples/network.npz:factors samples/network.npz:latents")
        {
            factors, latents, kind, neighbors, bins, ratio, unbalanced, noTrees,
        };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = output.Start(parsed, cancellation);
                FactorOptions options = new()
                {
                    LatentKind = parsed.GetValue(kind) switch { "discrete" => VariableKind.Discrete, "continuous" => VariableKind.Continuous, _ => null },
                    Neighbors = parsed.GetValue(neighbors),
                    Bins = parsed.GetValue(bins),
                    ActiveRatio = parsed.GetValue(ratio),
                    IsBalanced = !parsed.GetValue(unbalanced),
                    HasTrees = !parsed.GetValue(noTrees),
                };
                using NetworkArrays arrays = new();
                FactorInformation result = FactorInformation.Of(
                    arrays.Read(
                        "FACTORS",
                        parsed.GetRequiredValue(factors),
                        "the levels of factors as numbers, rows × factors; np.unique(a, return_inverse=True)[1].reshape(a.shape) gives them"),
                    arrays.Read("LATENTS", parsed.GetRequiredValue(latents), "numbers, rows × latents"),
                    options,
                    context);
                output.Write(parsed, result.ToJson, (console, unit) => Print(console, result, unit));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(IAnsiConsole console, FactorInformation result, Unit unit)
    {
        console.WriteLine($"{Show.Count(result.Count)} rows, {result.Factors.Length} factors, {result.Latents.Length} latents, {result.Latents.Count(l => l.IsActive)} of them active.");
        NetworkOutput.Print(console, result.Quantities, unit);
        int shown = Math.Min(LatentsShown, result.Latents.Length);
        Spectre.Console.Table grid = Show.Grid(
        [
            ("factor", true), ("levels", true), ($"H, {unit.Symbol()}", true), ("InfoE", true), ("accuracy", true), ("gap", true),
            .. Enumerable.Range(0, shown).Select(j => ($"NMI z{j}", true)),
        ]);
        for (int i = 0; i < result.Factors.Length; i++)
        {
            FactorResult factor = result.Factors[i];
            grid.AddPlainRow(
            [
                Show.Count(i), Show.Count(factor.LevelCount), Show.Amount(factor.Entropy * unit.PerNat()), Number(factor.Informativeness), Number(factor.Accuracy), Number(factor.Gap),
                .. result.NormalizedInformation[i].Take(shown).Select(Number),
            ]);
        }

        console.Write(grid);
        console.WriteLine($"NMI: I(factor; latent)/H(factor), as estimated.{(shown < result.Latents.Length ? $" The first {shown} latents; --json has all {result.Latents.Length}." : "")}");
        NetworkOutput.Print(console, result.Notes);
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
