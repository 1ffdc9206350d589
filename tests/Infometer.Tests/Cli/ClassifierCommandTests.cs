using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ClassifierCommandTests
{
    private static readonly string s_file = Repository.Sample("network.npz");

    public static TheoryData<string[], string> BadUsage => new()
    {
        { [s_file + ":logits", s_file + ":labels"], "did you mean 'label'?" },
        { [s_file + ":logits", s_file + ":factors"], "one label is needed for each of the 600 rows" },
        { [s_file + ":logits:1", s_file + ":label"], "names a column; name a whole array" },
        { ["logits.csv", s_file + ":label"], "'logits.csv' is no array file" },
        { [s_file + ":logits", s_file + ":label", "--probabilities"], "leave --probabilities out if these are logits" },
        { [s_file + ":logits", s_file + ":label", "--power-law-share", "1"], "--power-law-share must be a number between 0 and 1" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(["classifier", .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_FollowsItsSchema_InEitherUnit_AndAsAFile()
    {
        string[] args = ["classifier", s_file + ":logits", s_file + ":label", "--json"];
        CommandRun bits = await CommandRun.OfAsync(args);
        CommandRun nats = await CommandRun.OfAsync([.. args, "--unit", "nats"]);
        Assert.Equal(0, bits.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("classifier.schema.json", bits.Output));
        Assert.Equal(Value(nats.Output, 0) / Math.Log(2), Value(bits.Output, 0), 1e-12);
        Assert.Equal(Value(nats.Output, 2), Value(bits.Output, 2));
        using ArrayFolder folder = new();
        CommandRun written = await CommandRun.OfAsync([.. args, "--output", folder.At("out.json")]);
        Assert.Equal((0, ""), (written.ExitCode, written.Output));
        Assert.Equal(bits.Output, await File.ReadAllTextAsync(folder.At("out.json"), TestContext.Current.CancellationToken));
    }

    private static double Value(string json, int quantity)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("quantities")[quantity].GetProperty("value").GetDouble();
    }
}
