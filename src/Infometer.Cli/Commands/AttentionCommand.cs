using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer attention ARRAYS</c>: entropy per head, collapsed and overloaded heads.</summary>
internal static class AttentionCommand
{
    private const int HeadsListed = 10;

    public static Command Build()
    {
        Argument<string[]> layers = new("ARRAYS")
        {
            Description = "Layers: arrays of batch × heads × queries × keys, or heads × queries × keys; of a whole file all such arrays. Numbered by their names where every one has a number.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> mask = new("--mask") { Description = "Array of batch × tokens: 1 for real tokens, 0 for padding.", HelpName = "ARRAY" };
        Option<bool> logits = new("--logits") { Description = "Arrays hold scores before the softmax." };
        Option<string> causal = new Option<string>("--causal")
        {
            Description = "Whether token i attends to tokens up to i alone: looked at (auto), yes, or full.",
            HelpName = "auto|yes|full",
            DefaultValueFactory = _ => "auto",
        }.AcceptOnlyFromAmong("auto", "yes", "full");
        Option<double> collapse = new("--collapse") { Description = "Heads of at most this share of the maximal entropy are collapsed.", HelpName = "S", DefaultValueFactory = _ => AttentionOptions.Default.CollapseBelow };
        Option<double> overload = new("--overload") { Description = "Heads of at least this share of the maximal entropy are overloaded.", HelpName = "S", DefaultValueFactory = _ => AttentionOptions.Default.OverloadAbove };
        Option<string[]> fail = new Option<string[]>("--fail-on") { Description = "Exit with 3 if a head is so. May be repeated.", HelpName = "collapse|overload", DefaultValueFactory = _ => [] };
        fail.AcceptOnlyFromAmong("collapse", "overload");
        DataOptions.RequireShare(collapse);
        DataOptions.RequireShare(overload);
        NetworkOutput output = new();

        Command command = new(
            "attention",
            "Measure the entropy of attention heads, and point out those that collapsed or are overloaded.\n\nExample: infometer attention samples/network.npz")
        {
            layers, mask, logits, causal, collapse, overload, fail,
        };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = output.Start(parsed, cancellation);
                AttentionOptions options = new()
                {
                    AreLogits = parsed.GetValue(logits),
                    IsCausal = parsed.GetValue(causal) switch { "yes" => true, "full" => false, _ => null },
                    CollapseBelow = parsed.GetValue(collapse),
                    OverloadAbove = parsed.GetValue(overload),
                };
                using NetworkArrays arrays = new();
                AttentionEntropy result = AttentionEntropy.Of(
                    [.. parsed.GetRequiredValue(layers).SelectMany(text => arrays.ReadAll("ARRAYS", text, IsAttention))],
                    parsed.GetValue(mask) is { } name ? arrays.Read("--mask", name, "batch × tokens, 1 for real tokens and 0 for padding") : null,
                    options,
                    context);
                output.Write(parsed, result.ToJson, (console, unit) => Print(console, result, unit));
                return Judge(result, parsed.GetValue(fail)!, parsed.InvocationConfiguration.Error);
            },
            cancellation));
        return command;
    }

    // Of a whole file: what has the axes of attention among other arrays.
    private static bool IsAttention(ArrayInfo array) => array.Problem is null && array.Shape.Length is 3 or 4 && array.Shape[^1] == array.Shape[^2];

    private static int Judge(AttentionEntropy result, string[] words, TextWriter error)
    {
        AttentionHead[] failed = [.. result.Heads.Where(h => words.Contains(h.Flag.Word()))];
        if (failed.Length == 0)
        {
            return ExitCode.Done;
        }

        string listed = string.Join(", ", failed.Take(HeadsListed).Select(h => string.Create(CultureInfo.InvariantCulture, $"layer {h.Layer} head {h.Head} ({h.Flag.Word()}, {h.Relative:0.000} of the maximum)")));
        error.WriteLine($"infometer: --fail-on: {listed}{(failed.Length > HeadsListed ? $" and {failed.Length - HeadsListed} more" : "")}.");
        return ExitCode.CheckFailed;
    }

    private static void Print(IAnsiConsole console, AttentionEntropy result, Unit unit)
    {
        double factor = unit.PerNat();
        foreach (AttentionLayer layer in result.Layers)
        {
            console.WriteLine($"layer {Show.Count(layer.Number)}: {layer.Name}, {layer.ShapeText}{(layer.IsCausal ? ", causal" : "")}{(layer.MaskedRows > 0 ? $", {Show.Count(layer.MaskedRows)} rows of padding" : "")}");
        }

        Spectre.Console.Table grid = Show.Grid(
            ("layer", true), ("head", true), ($"entropy, {unit.Symbol()}", true), ("± s.e.", true), ("maximum", true), ("share of maximum", true), ("flag", false));
        foreach (AttentionHead head in result.Heads)
        {
            grid.AddPlainRow(
                Show.Count(head.Layer),
                Show.Count(head.Head),
                Show.Amount(head.Entropy * factor),
                Show.Amount(head.StandardError * factor),
                Show.Amount(head.Maximum * factor),
                double.IsNaN(head.Relative) ? "–" : head.Relative.ToString("0.000", CultureInfo.InvariantCulture),
                head.Flag.Word() ?? "");
        }

        console.Write(grid);
        console.WriteLine($"Heads per quarter of [0, maximum]: {string.Join(", ", result.Quarters.Select(q => Show.Percent(q)))}.");
        console.WriteLine("Entropy: mean over sequences and queries of −Σ A ln A, A divided by its sum; share of maximum: mean over queries of it over ln of the tokens that the query may attend to.");
        NetworkOutput.Print(console, result.Notes);
    }
}
