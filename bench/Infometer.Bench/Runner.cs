namespace Infometer.Bench;

/// <summary>Runs the jobs: all contenders of a job are started and warmed, then take turns, round by round.</summary>
internal static class Runner
{
    private const int WarmUpTurns = 3;

    internal static int Run(Options options)
    {
        string root = FindRoot();
        Machine machine = Machine.Describe();
        Console.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}, load {machine.Load}");
        List<Result> results = [];
        foreach (Job job in Jobs.All.Where(j => j.Page == options.Filter || j.Id.Contains(options.Filter, StringComparison.OrdinalIgnoreCase)))
        {
            results.AddRange(Measure(job, options, root));
        }

        string table = Report.Table(results);
        Console.WriteLine(table);
        if (options.Write)
        {
            string folder = Path.Combine(root, "bench", "results", machine.Slug);
            Directory.CreateDirectory(folder);
            foreach (IGrouping<string, Result> page in results.GroupBy(r => r.Page))
            {
                File.WriteAllText(Path.Combine(folder, $"{page.Key}.md"), Report.Page(machine, page.Key, Report.Table([.. page])));
            }
        }

        return results.Any(r => r.Disagrees) ? 3 : 0;
    }

    private static List<Result> Measure(Job job, Options options, string root)
    {
        string data = job.Data(Path.Combine(root, "bench", "data"));
        string[] self = [Environment.ProcessPath!, "--contender", job.Id, data];
        List<Contender> contenders = [];
        try
        {
            contenders.Add(Contender.Start(self, root, null));
            foreach (Rival rival in options.OnlyOurs ? [] : job.Rivals(data))
            {
                Console.Error.WriteLine($"{job.Id}: starting {string.Join(' ', rival.Command.Take(2))}");
                contenders.Add(Contender.Start(rival.Command, Path.Combine(root, "bench", "rivals"), rival.FactorAim));
            }

            foreach (Contender contender in contenders)
            {
                WarmUp(contender);
            }

            int rounds = options.Rounds > 0 ? options.Rounds : job.Rounds;
            for (int round = 0; round < rounds; round++)
            {
                foreach (Contender contender in contenders)
                {
                    contender.Run(timed: true);
                }
            }

            foreach (Contender contender in contenders)
            {
                contender.Finish();
            }

            return Report.Compare(job, contenders);
        }
        finally
        {
            foreach (Contender contender in contenders)
            {
                contender.Dispose();
            }
        }
    }

    // Just-in-time compilers get several turns; what takes seconds needs only one.
    private static void WarmUp(Contender contender)
    {
        long start = Environment.TickCount64;
        for (int turn = 0; turn < WarmUpTurns && Environment.TickCount64 - start < 2000; turn++)
        {
            contender.Run(timed: false);
            Thread.Sleep(150); // background compilation waits for a pause of 100 ms
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infometer.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Run the benchmarks from a build inside the repository.");
    }
}
