using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ObjectiveCommandTests
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");

    public static TheoryData<string[], string> BadUsage => new()
    {
        { ["--measure", "mic", "--x", "Age", "--y", "Fare"], "or of the objectives wasserstein-dependency, mi-alpha" },
        { ["--measure", "mi-alpha", "--x", "Age", "--y", "Fare", "--estimator", "info-nce"], "estimator 'info-nce' has no part in it" },
        { ["--measure", "mi-alpha", "--x", "Age", "--y", "Fare", "--z", "Sex"], "takes no condition" },
        { ["--measure", "wasserstein-dependency", "--x", "Age"], "name the columns of Y with --y" },
        { ["--measure", "wasserstein-dependency", "--x", "Age", "--y", "Fare", "--set", "bins=4"], "does not cut numbers into bins" },
        { ["--measure", "wasserstein-dependency", "--x", "Age", "--y", "Fare", "--set", "alpha=0.5"], "has no option 'alpha'" },
        { ["--measure", "mi-alpha", "--x", "Age", "--y", "Fare", "--set", "alpha=2"], "expected number above 0, at most 1" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(["estimate", s_titanic, .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wasserstein-dependency", "Age,Fare", "Pclass")]
    [InlineData("mi-alpha", "Sex", "Survived")]
    public async Task Json_FollowsItsSchema_AndNothingSaysBitsOrNats(string measure, string x, string y)
    {
        string[] args =
            ["estimate", s_titanic, "--measure", measure, "--x", x, "--y", y, "--set", "steps=25", "--permutations", "99", "--seed", "3"];
        CommandRun json = await CommandRun.OfAsync([.. args, "--json"]);
        Assert.Equal(0, json.ExitCode);
        Assert.Empty(json.Error);
        Assert.Empty(JsonSchemaCheck.Violations("objective.schema.json", json.Output));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal(measure, document.RootElement.GetProperty("objective").GetString());
        Assert.Equal(25, document.RootElement.GetProperty("options").GetProperty("steps").GetInt32());
        Assert.Equal(3, document.RootElement.GetProperty("seed").GetInt32());
        Assert.Contains("99 draws", document.RootElement.GetProperty("pMethod").GetString(), StringComparison.Ordinal);
        CommandRun text = await CommandRun.OfAsync([.. args, "--unit", "bits"]);
        Assert.DoesNotContain("bit", json.Output + text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nats", json.Output + text.Output, StringComparison.Ordinal);
        Assert.Contains("no amount of information", text.Output, StringComparison.Ordinal);
        Assert.Contains(document.RootElement.GetProperty("unit").GetString()!, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimators_ListsAndShowsThem()
    {
        CommandRun all = await CommandRun.OfAsync("estimators");
        Assert.All(Objectives.All, d => Assert.Contains(d.Id, all.Output, StringComparison.Ordinal));
        CommandRun one = await CommandRun.OfAsync("estimators", "mi-alpha");
        Assert.Contains("--set alpha=VALUE", one.Output, StringComparison.Ordinal);
    }
}
