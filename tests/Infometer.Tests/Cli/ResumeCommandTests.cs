using Xunit;

namespace Infometer.Tests;

public sealed class ResumeCommandTests : IDisposable
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-resume-").FullName;

    private string WorkFile => Path.Combine(_folder, "work.jsonl");

    [Fact]
    public async Task Rank_FromTheWorkOfAStoppedRun_PrintsTheSame()
    {
        string[] command = ["rank", s_titanic, "--target", "Survived", "--json", "--shadows"];
        CommandRun plain = await CommandRun.OfAsync(command);
        CommandRun first = await CommandRun.OfAsync([.. command, "--resume", WorkFile]);
        Assert.Equal((0, "", plain.Output), (first.ExitCode, first.Error, first.Output));
        string[] lines = File.ReadAllLines(WorkFile);
        Assert.Equal(14, lines.Length); // the header, 11 columns, pairs, together

        File.WriteAllText(WorkFile, string.Join('\n', lines.Take(5)) + "\n" + lines[5][..10]);
        CommandRun second = await CommandRun.OfAsync([.. command, "--resume", WorkFile, "--threads", "1"]);
        Assert.Equal((0, "", plain.Output), (second.ExitCode, second.Error, second.Output));
        Assert.Equal(lines[..5], File.ReadAllLines(WorkFile)[..5]);
        Assert.Equal(lines.Order(), File.ReadAllLines(WorkFile).Order());
    }

    [Fact]
    public async Task Rank_WithAFileThatDoesNotFit_SaysSoInOneSentence()
    {
        string[] quick = ["--pairs", "none", "--no-together"];
        Assert.Equal(0, (await CommandRun.OfAsync(["rank", s_titanic, "--target", "Survived", "--resume", WorkFile, .. quick])).ExitCode);
        await Refused("another seed", ["rank", s_titanic, "--target", "Survived", "--resume", WorkFile, "--seed", "1", .. quick]);
        await Refused("is a folder", ["rank", s_titanic, "--target", "Survived", "--resume", _folder]);
        await Refused("cannot be written", ["rank", s_titanic, "--target", "Survived", "--resume", Path.Combine(_folder, "no", "x")]);
        await Refused("no column", ["rank", s_titanic, "--target", "survived", "--resume", Path.Combine(_folder, "new")]);
        await Refused("each needs a file of its own", ["rank", s_titanic, "--target", "Survived", "--resume", WorkFile, "--holdout", WorkFile]);
        Assert.Equal([WorkFile], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task Refused(string expected, string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(args);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
