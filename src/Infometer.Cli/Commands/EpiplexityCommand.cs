using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer epiplexity LOG</c>: what a network took up from its data, by its loss curve.</summary>
internal static class EpiplexityCommand
{
    public static Command Build()
    {
        LossCurveOptions names = new();
        Argument<string> log = new("LOG") { Description = "Training log: CSV (.gz too), JSON lines (.jsonl, .ndjson), or an event file of TensorBoard (tfevents in its name)." };
        Option<string> step = new("--step") { Description = "Column or key of steps; event files have their own.", HelpName = "NAME", DefaultValueFactory = _ => names.Step };
        Option<string> loss = new("--loss") { Description = "Column, key or tag of the training loss per token.", HelpName = "NAME", DefaultValueFactory = _ => names.Loss };
        Option<string?> tokens = new("--tokens") { Description = "Column, key or tag of the tokens seen so far.", HelpName = "NAME" };
        Option<double?> perStep = new("--tokens-per-step") { Description = "Tokens of a step: batch × sequence length.", HelpName = "N" };
        Option<string> lossUnit = new Option<string>("--loss-unit") { Description = "Unit of the logged loss.", HelpName = "nats|bits", DefaultValueFactory = _ => "nats" }.AcceptOnlyFromAmong("nats", "bits");
        Option<double> tail = new("--tail") { Description = "Share of the tokens, the last ones, whose mean loss is the final loss; 0 for the last point.", HelpName = "S", DefaultValueFactory = _ => EpiplexityOptions.Default.Tail };
        Option<double?> final = new("--final") { Description = "The final loss, in the unit of the log, instead of that of the tail.", HelpName = "L" };
        DataOptions.RequireShare(tail);
        NetworkOutput output = new();

        Command command = new(
            "epiplexity",
            "Measure how much structure a network took up from its data, by the area of its loss curve above its end.\n\n"
            + "Example: infometer epiplexity samples/training.csv --tokens-per-step 65536")
        {
            log, step, loss, tokens, perStep, lossUnit, tail, final,
        };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = output.Start(parsed, cancellation);
                bool isInBits = parsed.GetValue(lossUnit) == "bits";
                LossCurve curve = LossCurve.Read(
                    parsed.GetRequiredValue(log),
                    new LossCurveOptions
                    {
                        Step = parsed.GetValue(step)!,
                        Loss = parsed.GetValue(loss)!,
                        Tokens = parsed.GetValue(tokens),
                        TokensPerStep = parsed.GetValue(perStep),
                        IsInBits = isInBits,
                    },
                    context);
                Epiplexity result = Epiplexity.Of(
                    curve, new EpiplexityOptions { Tail = parsed.GetValue(tail), FinalLoss = parsed.GetValue(final) * (isInBits ? Math.Log(2) : 1) });
                output.Write(parsed, result.ToJson, (console, unit) => Print(console, result, unit));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Print(IAnsiConsole console, Epiplexity result, Unit unit)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        double factor = unit.PerNat();
        LossCurve curve = result.Curve;
        console.WriteLine(string.Create(
            c, $"{Show.Name(Path.GetFileName(curve.Name), 60)}: {curve.Losses.Length:N0} points, steps {curve.Steps[0]:0.####} to {curve.Steps[^1]:0.####}, {result.TokenCount:0.####E+0} tokens."));
        NetworkOutput.Print(console, result.Quantities, unit);
        console.WriteLine($"By other choices of the final loss: {string.Join(", ", result.Choices.Select(o => $"{o.Name} {Show.Significant(o.Nats * factor)}"))} {unit.Symbol()}.");
        console.WriteLine($"By the loss at the end or the beginning of logged intervals: {Show.Significant(result.StepRule.Low * factor)} to {Show.Significant(result.StepRule.High * factor)} {unit.Symbol()}.");
        NetworkOutput.Print(console, result.Notes);
    }
}
