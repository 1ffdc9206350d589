using System.CommandLine;

namespace Infometer.Cli.Commands;

/// <summary>The options of every verb that computes: unit, seed, threads, quiet.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> _unit = new Option<string>("--unit")
    {
        Description = "Unit of information.",
        HelpName = "bits|nats",
        DefaultValueFactory = _ => "bits",
    }.AcceptOnlyFromAmong("bits", "nats");

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of every random draw.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads to use; the result does not depend on it. Default: all cores.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no remarks on standard error." };

    public RunOptions()
    {
        DataOptions.RequireRange(_threads, 1);
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _unit, _seed, _threads, _quiet })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds what a verb needs that reads and computes nothing.</summary>
    public void AddReadingTo(Command command)
    {
        command.Add(_threads);
        command.Add(_quiet);
    }

    public Unit Unit(ParseResult parsed) => parsed.GetValue(_unit) == "nats" ? Infometer.Unit.Nats : Infometer.Unit.Bits;

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Seed, threads, cancellation, and progress on standard error unless that is redirected or quiet is asked for.</summary>
    public RunContext Context(ParseResult parsed, CancellationToken cancellation) => new()
    {
        Seed = parsed.GetValue(_seed),
        MaxDegreeOfParallelism = parsed.GetValue(_threads),
        Cancellation = cancellation,
        Progress = IsQuiet(parsed) || Console.IsErrorRedirected ? null : new Output.ProgressLine(Console.Error),
    };
}
