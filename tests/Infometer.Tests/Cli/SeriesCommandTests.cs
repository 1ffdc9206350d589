using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class SeriesCommandTests
{
    private static readonly string s_series = Repository.Sample("coupled_series.csv");

    [Fact]
    public async Task Estimate_OfASeriesMeasure_HandsItsOptionsOn()
    {
        CommandRun run = await CommandRun.OfAsync(
        [
            "estimate", s_series, "--measure", "cte", "--x", "response", "--y", "echo", "--z", "driver", "--history", "2", "--source-history", "3",
            "--condition-history", "4", "--lag", "5", "--history-delay", "6", "--theiler", "7", "--null", "block:30", "--permutations", "39", "--json",
        ]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("estimate.schema.json", run.Output));
        JsonElement estimate = JsonSerializer.Deserialize<JsonElement>(run.Output);
        JsonElement series = estimate.GetProperty("series");
        Assert.Equal(
            [2, 3, 4, 5, 6, 7],
            new[] { "history", "sourceHistory", "conditionHistory", "lag", "historyDelay", "theiler" }.Select(n => series.GetProperty(n).GetInt32()));
        Assert.Equal("block:30", series.GetProperty("null").GetString());
        Assert.Contains("rows permuted in blocks of 30: 39 draws", estimate.GetProperty("pMethod").GetString(), StringComparison.Ordinal);
        Assert.Equal(1200 - 19, estimate.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Estimate_OfARangeOfLags_IsOneEstimatePerLag()
    {
        string[] question = ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--lag", "1..3", "--permutations", "99"];
        CommandRun json = await CommandRun.OfAsync([.. question, "--json"]);
        JsonElement[] estimates = [.. JsonSerializer.Deserialize<JsonElement>(json.Output).EnumerateArray()];
        Assert.Equal([1, 2, 3], estimates.Select(e => e.GetProperty("series").GetProperty("lag").GetInt32()));
        Assert.Equal(2, estimates.MaxBy(e => e.GetProperty("value").GetDouble()).GetProperty("series").GetProperty("lag").GetInt32());
        CommandRun text = await CommandRun.OfAsync(question);
        Assert.Contains("transfer entropy of driver, echo, by plugin, in bits", text.Output, StringComparison.Ordinal);
        Assert.Contains("q: p over all 3 lags", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimate_OfMutualInformationWithALag_IsLaggedInformation()
    {
        string[] question = ["estimate", s_series, "--x", "driver", "--y", "echo", "--permutations", "99", "--json", "--lag", "0"];
        JsonElement lagged = JsonSerializer.Deserialize<JsonElement>((await CommandRun.OfAsync(question)).Output);
        JsonElement plain = JsonSerializer.Deserialize<JsonElement>((await CommandRun.OfAsync(question[..^2])).Output);
        Assert.Equal("lagged-mi", lagged.GetProperty("measure").GetString());
        Assert.Equal("mi", plain.GetProperty("measure").GetString());
        Assert.Equal(plain.GetProperty("raw").GetDouble(), lagged.GetProperty("raw").GetDouble(), 1e-12);
    }
}
