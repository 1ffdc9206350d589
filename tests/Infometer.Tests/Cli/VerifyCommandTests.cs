using Xunit;

namespace Infometer.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-verify-").FullName;

    public static TheoryData<string[], string> BadUsage => new()
    {
        { ["--tasks", "nothing"], "no known distribution 'nothing'" },
        { ["--estimators", "ksg9"], "no estimator 'ksg9'" },
        { ["--n", "1"], "--n '1' must be a whole number from 2" },
        { ["--n", "10,x"], "--n 'x'" },
        { ["--seeds", "0"], "--seeds must be from 1" },
        { ["--grid", "large"], "'large'" },
        { ["--grid", "classic", "--seeds", "3"], "--grid has tasks, estimators, sizes and seeds of its own; leave --seeds out." },
        { ["--digits", "3"], "--digits is about CSV; add --format csv, or leave it out." },
        { ["--digits", "0", "--format", "csv"], "--digits must be from 1" },
        { ["--permutations", "0"], "--permutations must be at least 1" },
        { ["--scale", "ranks"], "'ranks'" },
        { ["--format", "html"], "'html'" },
        { ["--fail-below", "1.5"], "--fail-below must be a number from 0 to 1, not '1.5'" },
        { ["--fail-below", "high"], "high" },
        { ["--set", "alpha=1", "--estimators", "bayes,nsb"], "--set sets options of one estimator" },
        { ["--set", "alpha=1"], "name an estimator" },
        { ["--output", "/no/such/folder/x"], "there is no folder" },
        { ["--output", "/"], "is a folder" },
        { ["--resume", "/"], "is a folder" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceOnStandardErrorAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(["verify", .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Markdown_HasALinePerTaskSizeAndEstimator()
    {
        CommandRun run = await CommandRun.OfAsync("verify", "--tasks", "z-channel,high-3-1x1", "--n", "50,1000", "--estimators", "plugin,zhang", "--seeds", "3");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split('\n');
        Assert.Equal("3 samples per line, seeds from 0. Amounts in bits.", lines[0]);
        Assert.Equal(4, lines.Count(l => l.StartsWith("| z-channel | ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("| high-3-1x1 | zhang | 1,000 | 4.3281 | −", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("| plugin | 4 | 1.000 | 12 | ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("discrete")]
    [InlineData("series", "--list")]
    [InlineData("mixed", "--unit", "nats", "--set", "bins=3", "--permutations", "9")]
    public async Task Json_FollowsItsSchema(string tasks, params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(["verify", "--tasks", tasks, "--n", "40", "--seeds", "2", "--format", "json", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(JsonSchemaCheck.Violations("verification.schema.json", run.Output));
    }

    [Fact]
    public async Task List_ShowsEveryTask_OrThoseAskedFor()
    {
        CommandRun all = await CommandRun.OfAsync("verify", "--list", "--format", "csv", "--unit", "nats");
        Assert.Equal(KnownTruths.ToCsv(KnownTruths.All), all.Output);
        CommandRun some = await CommandRun.OfAsync("verify", "--list", "--tasks", "high,uniform");
        Assert.Equal(KnownTruths.ToMarkdown(KnownTruths.Select(["high", "uniform"]), Unit.Bits), some.Output);
    }

    [Fact]
    public async Task Output_IsWrittenWholeAndLeavesStandardOutputEmpty()
    {
        string file = Path.Combine(_folder, "result.csv");
        string[] command = ["verify", "--tasks", "z-channel", "--n", "50", "--seeds", "2", "--format", "csv", "--list"];
        CommandRun plain = await CommandRun.OfAsync(command);
        CommandRun run = await CommandRun.OfAsync([.. command, "--output", file]);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(plain.Output, File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Resume_FinishedWork_IsNotDoneAgain()
    {
        string file = Path.Combine(_folder, "work.jsonl");
        string[] command = ["verify", "--tasks", "discrete", "--n", "50", "--seeds", "2", "--format", "csv", "--resume", file];
        CommandRun first = await CommandRun.OfAsync(command);
        Assert.Equal(10, File.ReadAllLines(file).Length);
        CommandRun second = await CommandRun.OfAsync(command);
        Assert.Equal(first.Output, second.Output); // seconds, too
        CommandRun other = await CommandRun.OfAsync([.. command, "--seed", "1"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("another first seed", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailBelow_Missed_IsExitCodeThreeAfterTheOutput()
    {
        string[] command = ["verify", "--tasks", "rare-event,binary-symmetric", "--n", "200", "--seeds", "40"];
        CommandRun met = await CommandRun.OfAsync([.. command, "--fail-below", "0.5"]);
        Assert.Equal((0, ""), (met.ExitCode, met.Error));
        CommandRun missed = await CommandRun.OfAsync([.. command, "--fail-below", "1"]);
        Assert.Equal(3, missed.ExitCode);
        Assert.Contains("| rare-event | auto |", missed.Output, StringComparison.Ordinal);
        Assert.Matches("^infometer: --fail-below: auto covers 0\\.[0-9]+, less than 1\\.\n$", missed.Error.ReplaceLineEndings("\n"));
        CommandRun refused = await CommandRun.OfAsync("verify", "--tasks", "normal-2pair-2x2", "--estimators", "plugin", "--seeds", "1", "--fail-below", "0.5");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("plugin gave no interval", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KnownTruthPage_ShowsTheCatalogueAsItIs()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "known-truth.md"), TestContext.Current.CancellationToken);
        string table = KnownTruths.ToMarkdown(KnownTruths.All);
        Assert.Contains(table, page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // Commands of the page that run as they stand; the last column, seconds, is the machine's.
    [Fact]
    public async Task VerifyPage_ShowsWhatTheCommandPrints()
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "commands", "verify.md"), TestContext.Current.CancellationToken);
        int shown = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("$ infometer verify", StringComparison.Ordinal))
            {
                continue;
            }

            CommandRun run = await CommandRun.OfAsync(lines[i]["$ infometer ".Length..].Split(' '));
            HashSet<string> printed = [.. (run.Output + run.Error).ReplaceLineEndings("\n").Split('\n').Select(WithoutSeconds)];
            for (int j = i + 1; !lines[j].StartsWith("```", StringComparison.Ordinal); j++, shown++)
            {
                Assert.True(lines[j].Contains('…', StringComparison.Ordinal) || printed.Contains(WithoutSeconds(lines[j])), $"verify.md:{j + 1} shows '{lines[j]}'");
            }
        }

        Assert.True(shown > 20);
    }

    [Fact]
    public async Task Help_HasAnExample()
    {
        CommandRun run = await CommandRun.OfAsync("verify", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string WithoutSeconds(string line)
    {
        string[] cells = line.Split('|');
        return cells.Length == 17 ? string.Join('|', cells[..15]) : line;
    }
}
