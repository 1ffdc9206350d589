using Xunit;

namespace Infometer.Tests;

public sealed class AttentionCommandTests
{
    private static readonly string s_file = Repository.Sample("network.npz");

    [Fact]
    public async Task Json_OfAWholeFile_TakesTheArraysOfAttention_AndFollowsItsSchema()
    {
        CommandRun run = await CommandRun.OfAsync("attention", s_file, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("attention.schema.json", run.Output));
        Assert.Contains("layer0.attention", run.Output, StringComparison.Ordinal);
        Assert.Contains("attn.1.head.3.entropy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailOn_ExitsWithThree_WhereAHeadIsSo_AndStillPrints()
    {
        CommandRun collapse = await CommandRun.OfAsync("attention", s_file, "--fail-on", "collapse");
        Assert.Equal(3, collapse.ExitCode);
        Assert.Contains("layer 1 head 1 (collapse, ", collapse.Error, StringComparison.Ordinal);
        Assert.Contains("overload", collapse.Output, StringComparison.Ordinal);
        CommandRun none = await CommandRun.OfAsync("attention", s_file, "--fail-on", "collapse", "--collapse", "0.001");
        Assert.Equal(0, none.ExitCode);
        CommandRun first = await CommandRun.OfAsync("attention", s_file + ":layer0.attention", "--fail-on", "collapse");
        Assert.Equal(0, first.ExitCode);
    }

    [Theory]
    [InlineData(":logits", "has the shape 600×4, and attention is batch × heads")]
    [InlineData(":layer2", "There is no array 'layer2'")]
    public async Task WrongArrays_OneSentence(string selection, string expected)
    {
        CommandRun run = await CommandRun.OfAsync("attention", s_file + selection);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
