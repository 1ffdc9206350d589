namespace Infometer.Bench;

/// <summary>What the command line asked for.</summary>
/// <param name="Filter">Part of the ids of the jobs to run; empty for all.</param>
/// <param name="Rounds">How many rounds every contender gets, or 0 for each job's own number.</param>
/// <param name="Write">Whether the results are written to bench/results.</param>
/// <param name="OnlyOurs">Whether rivals are left out.</param>
internal sealed record Options(string Filter, int Rounds, bool Write, bool OnlyOurs)
{
    internal static Options Parse(string[] args)
    {
        Options options = new("", 0, false, false);
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--write" => options with { Write = true },
                "--ours" => options with { OnlyOurs = true },
                "--rounds" when i + 1 < args.Length => options with { Rounds = int.Parse(args[++i]) },
                _ when !args[i].StartsWith('-') => options with { Filter = args[i] },
                _ => throw new ArgumentException($"Unknown option '{args[i]}'; known: [filter] --rounds N --ours --write."),
            };
        }

        return options;
    }
}
