using Xunit;

namespace Infometer.Tests;

public sealed class FactorsCommandTests
{
    private static readonly string s_file = Repository.Sample("network.npz");

    [Fact]
    public async Task Json_FollowsItsSchema_WithAndWithoutTrees()
    {
        string[] args = ["factors", s_file + ":factors", s_file + ":latents", "--json"];
        CommandRun whole = await CommandRun.OfAsync(args);
        CommandRun few = await CommandRun.OfAsync([.. args, "--no-trees"]);
        Assert.Equal((0, 0), (whole.ExitCode, few.ExitCode));
        Assert.Empty(JsonSchemaCheck.Violations("factors.schema.json", whole.Output));
        Assert.Empty(JsonSchemaCheck.Violations("factors.schema.json", few.Output));
        Assert.Contains("dci-d", whole.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dci-d", few.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("or swap the arrays if these are the latents", ":latents", ":factors")]
    [InlineData("they need the same rows", ":factors", ":logits")]
    public async Task WrongArrays_OneSentence(string expected, string factors, string latents)
    {
        CommandRun run = await CommandRun.OfAsync("factors", s_file + factors, s_file + latents);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
