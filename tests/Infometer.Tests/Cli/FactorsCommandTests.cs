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

    [Fact]
    public async Task Texts_AreRefused_WithArrayShapeAndWhatWasExpected()
    {
        using ArrayFolder folder = new();
        string texts = folder.Write("s.npy", ArrayBytes.Npy(ArrayBytes.Header("'|S1'", "(4, 2)"), [.. "abababba"u8]));
        CommandRun run = await CommandRun.OfAsync("factors", texts, s_file + ":latents");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"infometer: FACTORS '{texts}' (shape 4×2) holds texts, and must hold the levels of factors as numbers", run.Error, StringComparison.Ordinal);
        run = await CommandRun.OfAsync("classifier", s_file + ":logits", texts);
        Assert.Contains("must hold whole numbers: the column of each row's class in LOGITS", run.Error, StringComparison.Ordinal);
        string archive = folder.Write("a.npz", ArrayBytes.Zip(deflate: false, ("names.npy", File.ReadAllBytes(texts))));
        run = await CommandRun.OfAsync("attention", archive);
        Assert.Contains("(array 'names', shape 4×2) holds texts, and must hold numbers", run.Error, StringComparison.Ordinal);
    }
}
