using System.CommandLine;
using System.CommandLine.Invocation;
using Infometer.Cli.Commands;

namespace Infometer.Cli;

/// <summary>The whole command line: parses, runs a verb, and turns what goes wrong into one sentence and an exit code.</summary>
internal static class InfometerCommand
{
    private const int GraceMilliseconds = 1_500;

    /// <summary>Runs the command as a process would, writing to the given streams.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        ParseResult parsed = Build().Parse(args);
        string? mistyped = MistypedOption.Find(parsed);
        if (mistyped is not null || parsed.Action is ParseErrorAction)
        {
            string verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            string reasons = mistyped ?? string.Join(' ', parsed.Errors.Select(e => e.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)));
            await error.WriteLineAsync($"infometer: {reasons} See infometer{verb} --help.").ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        using CancellationTokenSource interrupt = new();
        void OnInterrupt(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = true;
            interrupt.Cancel();

            // Work that waits for input cannot look at the token; nothing is half written, so the process may go.
            _ = Task.Delay(GraceMilliseconds).ContinueWith(_ => Environment.Exit(ExitCode.Cancelled), TaskScheduler.Default);
        }

        Console.CancelKeyPress += OnInterrupt;
        try
        {
            WrittenFiles.Check(parsed);
            InvocationConfiguration configuration = new()
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupt.Token).ConfigureAwait(false);
        }
        catch (InvalidInputException e)
        {
            await error.WriteLineAsync($"infometer: {e.Message}").ConfigureAwait(false);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException e)
        {
            await error.WriteLineAsync($"infometer: {(e as InterruptedException)?.Message ?? "cancelled; nothing was written."}").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (IOException e)
        {
            await error.WriteLineAsync($"infometer: {e.Message}").ConfigureAwait(false);
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // Do not catch general exception types: the last line of defence says what to report instead of a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync(
                $"infometer: internal error ({e.GetType().Name}: {e.Message}); this is a defect of infometer, please report it with the command you ran.")
                .ConfigureAwait(false);
            return ExitCode.Internal;
        }
        finally
        {
            Console.CancelKeyPress -= OnInterrupt;
        }
    }

    /// <summary>Every verb with its options.</summary>
    public static RootCommand Build()
    {
        RootCommand root = new("infometer: how many bits does X tell you about Y, and can you trust the number?")
        {
            RankCommand.Build(),
            SelectCommand.Build(),
            MatrixCommand.Build(),
            EstimateCommand.Build(),
            ExplainCommand.Build(),
            EstimatorsCommand.Build(),
            VerifyCommand.Build(),
            ReportCommand.Build(),
            ClassifierCommand.Build(),
            AttentionCommand.Build(),
            EpiplexityCommand.Build(),
            FactorsCommand.Build(),
            RepresentationCommand.Build(),
            PlaneCommand.Build(),
            CompletionCommand.Build(),
        };
        foreach (Option option in root.Subcommands.SelectMany(static verb => verb.Options))
        {
            DataOptions.RequireNumber(option);
        }

        return root;
    }
}
