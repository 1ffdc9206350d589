using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class HoldoutCommandTests : IDisposable
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-holdout-").FullName;

    private string StateFile => Path.Combine(_folder, "state.json");

    [Fact]
    public async Task Rank_WithAHoldout_CreatesTheFileAndGoesOnWithIt()
    {
        string[] command = ["rank", s_titanic, "--target", "Survived", "--holdout", StateFile, "--json", "--pairs", "none", "--no-together"];
        CommandRun first = await CommandRun.OfAsync([.. command, "--holdout-budget", "60", "--seed", "7"]);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Empty(JsonSchemaCheck.Violations("ranking.schema.json", first.Output));
        string state = File.ReadAllText(StateFile);
        Assert.Contains("\"seed\": \"7\"", state, StringComparison.Ordinal);
        Assert.Contains("\"asked\": 8", state, StringComparison.Ordinal);

        // Another seed of the ranking leaves the holdout's rows where they are.
        CommandRun second = await CommandRun.OfAsync(command);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(Values(first.Output), Values(second.Output));
        Assert.Contains("\"asked\": 16", File.ReadAllText(StateFile), StringComparison.Ordinal);
        Assert.Equal([StateFile], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Rank_WithAHoldout_ShowsItsColumnAndOneLine()
    {
        CommandRun run = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--holdout", StateFile, "--pairs", "none", "--no-together");
        Assert.Contains("holdout", run.Output.Split('\n').First(line => line.Contains("verdict", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("holdout: 445 rows made this ranking, 446 only answered; 8 answers,", run.Output, StringComparison.Ordinal);
        CommandRun csv = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--holdout", StateFile, "--pairs", "none", "--no-together", "--csv");
        Assert.Contains(",shadowHits,holdout,flags\n", csv.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rank_WithAHoldoutThatDoesNotFit_SaysSoInOneSentenceAndLeavesTheFile()
    {
        string[] command = ["rank", s_titanic, "--holdout", StateFile, "--pairs", "none", "--no-together", "--target"];
        Assert.Equal(0, (await CommandRun.OfAsync([.. command, "Survived"])).ExitCode);
        string before = File.ReadAllText(StateFile);
        await Refused("not of 'Pclass'", [.. command, "Pclass"]);
        await Refused("budget of 200", [.. command, "Survived", "--holdout-budget", "5"]);
        Assert.Equal(before, File.ReadAllText(StateFile));

        File.WriteAllText(StateFile, before[..^20]);
        await Refused("not a holdout state", [.. command, "Survived"]);
        Assert.Equal(before[..^20], File.ReadAllText(StateFile));
        await Refused("is a folder", ["rank", s_titanic, "--target", "Survived", "--holdout", _folder]);
        await Refused("there is no folder", ["rank", s_titanic, "--target", "Survived", "--holdout", Path.Combine(_folder, "no", "x.json")]);
        await Refused("needs --holdout", ["rank", s_titanic, "--target", "Survived", "--holdout-budget", "5"]);
        await Refused("--holdout-budget must be at least 1", [.. command, "Survived", "--holdout-budget", "0"]);
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

    private static (string, double)[] Values(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("columns").EnumerateArray()
                .Where(c => c.GetProperty("value").ValueKind == JsonValueKind.Number)
                .Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("value").GetDouble())),
        ];
    }
}
