using Xunit;

namespace Infometer.Tests;

public sealed class EpiplexityCommandTests
{
    private static readonly string s_log = Repository.Sample("training.csv");

    [Fact]
    public async Task Json_FollowsItsSchema()
    {
        CommandRun run = await CommandRun.OfAsync("epiplexity", s_log, "--tokens-per-step", "65536", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("epiplexity.schema.json", run.Output));
    }

    [Fact]
    public async Task LossInBits_IsConverted_WithTheGivenEnd()
    {
        string[] args = ["epiplexity", s_log, "--tokens-per-step", "1", "--final", "3"];
        CommandRun nats = await CommandRun.OfAsync([.. args, "--unit", "nats"]);
        CommandRun bits = await CommandRun.OfAsync([.. args, "--loss-unit", "bits"]);
        static string[] Epiplexity(CommandRun run) => run.Output.Split('\n').Single(l => l.TrimStart().StartsWith("epiplexity", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Epiplexity(nats)[1], Epiplexity(bits)[1]);
        Assert.Equal(("nats", "bits"), (Epiplexity(nats)[3], Epiplexity(bits)[3]));
    }

    [Theory]
    [InlineData("Say either how many tokens", "--tail", "0.1")]
    [InlineData("loss2", "--loss", "loss2", "--tokens-per-step", "1")]
    [InlineData("A step cannot have -1 tokens", "--tokens-per-step", "-1")]
    [InlineData("infometer: --tokens-per-step must be a number, not 'x'. See", "--tokens-per-step", "x")]
    [InlineData("infometer: --final must be a number, not 'x'. See", "--tokens-per-step", "1", "--final", "x")]
    [InlineData("infometer: --final must be a number, not 'NaN'. See", "--tokens-per-step", "1", "--final", "NaN")]
    [InlineData("infometer: --seed must be a whole number from 0 on, not 'x'. See", "--tokens-per-step", "1", "--seed", "x")]
    public async Task BadUsage_OneSentence(string expected, params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(["epiplexity", s_log, .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
