using Infometer.Cli;
using Infometer.Cli.Commands;
using Xunit;

namespace Infometer.Tests;

public sealed class WrittenFilesTests : IDisposable
{
    // A line of each verb that writes files, with every kind of file that it reads; @ is the test's folder.
    private static readonly Dictionary<string, string[]> s_lines = new()
    {
        ["rank"] = ["@table.csv", "--target", "@y.npy"],
        ["select"] = ["@table.csv", "--target", "@y.npy"],
        ["matrix"] = ["@table.csv"],
        ["explain"] = ["@table.csv", "Sex", "Survived"],
        ["verify"] = [],
        ["report"] = ["@result.json", "--data", "@table.csv", "--target", "@y.npy"],
        ["classifier"] = ["@network.npz:logits", "@y.npy"],
        ["attention"] = ["@network.npz", "--mask", "@y.npy"],
        ["epiplexity"] = ["@table.csv"],
        ["factors"] = ["@network.npz:factors", "@y.npy"],
        ["representation"] = ["@network.npz:logits", "--y", "@y.npy", "--other", "@x.npy"],
        ["plane"] = ["@network.npz", "@arrays.idx", "--x", "@x.npy", "--y", "@y.npy:0"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-written-").FullName;

    public WrittenFilesTests()
    {
        foreach (string name in new[] { "table.csv", "y.npy", "x.npy", "result.json", "network.npz", "arrays.idx" })
        {
            File.WriteAllText(At(name), name);
        }
    }

    public static TheoryData<string, string> WritingOptions =>
        [.. InfometerCommand.Build().Subcommands.SelectMany(verb => verb.Options.OfType<OutputOption>().Select(option => (verb.Name, option.Name)))];

    [Theory]
    [MemberData(nameof(WritingOptions))]
    public async Task FileThatIsRead_IsNeverWritten(string verb, string option)
    {
        string[] line = LineOf(verb);
        foreach (string file in line.Where(word => word.StartsWith(_folder, StringComparison.Ordinal)).Select(FileOf))
        {
            string linked = At($"link-to-{Path.GetFileName(file)}");
            File.CreateSymbolicLink(linked, file);
            string around = Path.Combine(_folder, "..", Path.GetFileName(_folder), Path.GetFileName(file));
            foreach (string name in new[] { file, linked, around })
            {
                CommandRun run = await CommandRun.OfAsync([verb, .. line, option, name]);
                AssertRefused(run, $"{option} {name} would write over ");
            }

            File.Delete(linked);
        }

        AssertUntouched();
    }

    [Theory]
    [MemberData(nameof(WritingOptions))]
    public async Task OneFileForTwoOptions_IsRefused(string verb, string option)
    {
        string[] others = [.. WritingOptions.Select(row => row.Data).Where(row => row.Item1 == verb && row.Item2 != option).Select(row => row.Item2)];
        foreach (string other in others)
        {
            AssertRefused(await CommandRun.OfAsync([verb, .. LineOf(verb), option, At("new"), other, At("./new")]), "each needs a file of its own");
        }

        AssertUntouched();
    }

    [Fact]
    public void EveryOptionThatNamesAFile_IsLookedAt_OrOnlyRead()
    {
        string[] read = ["report --data"];
        string[] unseen =
        [
            .. from verb in InfometerCommand.Build().Subcommands
               from option in verb.Options
               where option is not OutputOption && option.HelpName == "FILE"
               select $"{verb.Name} {option.Name}",
        ];
        Assert.Equal(read, unseen);
    }

    [Fact]
    public async Task FolderThroughALink_IsTheSameFolder()
    {
        Directory.CreateSymbolicLink(At("again"), _folder);
        AssertRefused(
            await CommandRun.OfAsync("epiplexity", At("table.csv"), "--output", Path.Combine(_folder, "again", "table.csv")), "would write over");
        Directory.Delete(At("again"));
        AssertUntouched();
    }

    [Fact]
    public async Task FileAmongOthersOfOneOption_IsFound()
    {
        AssertRefused(
            await CommandRun.OfAsync("plane", At("x.npy"), "--layers", $"{At("result.json")},{At("table.csv")}", "--csv", At("table.csv")), "would write over");
        AssertUntouched();
    }

    [Fact]
    public async Task PageBesideAResult_ThatIsTheTable_IsRefused()
    {
        File.Move(At("table.csv"), At("result.html"));
        AssertRefused(await CommandRun.OfAsync("report", At("result.json"), "--data", At("result.html")), "would write over");
        Assert.Equal("table.csv", await File.ReadAllTextAsync(At("result.html"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WordThatIsNoFile_IsNoReason()
    {
        string output = At("loss");
        CommandRun run = await CommandRun.OfAsync(
            "epiplexity", Repository.Sample("training.csv"), "--loss", "loss", "--tokens-per-step", "65536", "--output", output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("epiplexity", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FileOf(string word) => ArrayPath.TryParse(word, out ArrayPath array) ? array.File : word;

    private static void AssertRefused(CommandRun run, string expected)
    {
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string[] LineOf(string verb) => [.. s_lines[verb].Select(word => word.StartsWith('@') ? At(word[1..]) : word)];

    private void AssertUntouched()
    {
        string[] files = Directory.GetFiles(_folder);
        Assert.Equal(6, files.Length);
        Assert.All(files, file => Assert.Equal(Path.GetFileName(file), File.ReadAllText(file)));
    }
}
