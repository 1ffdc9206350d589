using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class DependenceCommandTests
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");

    public static TheoryData<string[], string> BadUsage => new()
    {
        { ["--measure", "mic", "--x", "Age", "--y", "Fare"], "or of the coefficients distance-correlation" },
        { ["--measure", "xi", "--x", "Age", "--y", "Fare", "--estimator", "plugin"], "estimator 'plugin' has no part in it" },
        { ["--measure", "xi", "--x", "Age", "--y", "Fare", "--z", "Sex"], "takes no condition" },
        { ["--measure", "xi", "--x", "Age"], "name the columns of Y with --y" },
        { ["--measure", "xi", "--x", "Sex", "--y", "Age"], "--kind Sex=continuous" },
        { ["--measure", "cramers-v", "--x", "Sex", "--y", "Age"], "--kind Age=discrete" },
        { ["--measure", "xi", "--x", "Age", "--y", "Fare", "--set", "bins=4"], "does not cut numbers into bins" },
        { ["--measure", "xi", "--x", "Age", "--y", "Fare", "--set", "neighbors=4"], "its options are symmetric" },
        { ["--measure", "hsic", "--x", "Age", "--y", "Fare", "--set", "bandwidth-x=0"], "expected number > 0|median" },
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
    [InlineData("distance-correlation", "Age,Fare", "Pclass")]
    [InlineData("hsic", "Age", "Survived")]
    [InlineData("xi", "Fare", "Age")]
    [InlineData("cramers-v", "Embarked", "Pclass")]
    [InlineData("theils-u", "Sex", "Survived")]
    [InlineData("correlation-ratio", "Pclass", "Fare")]
    [InlineData("pearson", "Age", "Fare")]
    [InlineData("spearman", "Age", "Fare")]
    [InlineData("kendall", "Age", "Fare")]
    public async Task Json_FollowsItsSchema_AndTextNeverSaysBits(string measure, string x, string y)
    {
        string[] args = ["estimate", s_titanic, "--measure", measure, "--x", x, "--y", y];
        CommandRun json = await CommandRun.OfAsync([.. args, "--json"]);
        Assert.Equal(0, json.ExitCode);
        Assert.Empty(json.Error);
        Assert.Empty(JsonSchemaCheck.Violations("dependence.schema.json", json.Output));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal("1", document.RootElement.GetProperty("unit").GetString());
        CommandRun text = await CommandRun.OfAsync([.. args, "--unit", "bits"]);
        Assert.DoesNotContain(" bits", text.Output, StringComparison.Ordinal);
        Assert.Contains("no amount of information", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_AndDraws_ReachTheMeasure()
    {
        CommandRun run = await CommandRun.OfAsync(
            "estimate", s_titanic, "-m", "xi", "-x", "Fare", "-y", "Age", "--set", "symmetric=true", "--permutations", "99", "--seed", "3", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("true", json.RootElement.GetProperty("options").GetProperty("symmetric").GetString());
        Assert.Contains("99 draws", json.RootElement.GetProperty("pMethod").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, json.RootElement.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task Estimators_ListsAndShowsThem()
    {
        CommandRun all = await CommandRun.OfAsync("estimators");
        Assert.All(DependenceMeasures.All, d => Assert.Contains(d.Id, all.Output, StringComparison.Ordinal));
        CommandRun one = await CommandRun.OfAsync("estimators", "hsic");
        Assert.Contains("--set bandwidth-x=VALUE", one.Output, StringComparison.Ordinal);
    }
}
