using Infometer.Cli;
using Xunit;

namespace Infometer.Tests;

public sealed class MistypedOptionTests
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private static readonly string s_network = Repository.Sample("network.npz");

    public static TheoryData<string> Verbs => [.. InfometerCommand.Build().Subcommands.Select(verb => verb.Name)];

    public static TheoryData<string[], string> Lines => new()
    {
        { ["plane", "run", "--htlm", "x"], "unknown option '--htlm'; did you mean '--html'? See infometer plane --help." },
        { ["representation", s_network, "--outptu", "x"], "unknown option '--outptu'; did you mean '--output'?" },
        { ["attention", s_network, "--colapse=0.1"], "unknown option '--colapse'; did you mean '--collapse'?" },
        { ["estimate", "a.npy", "b.npy", "--estimater", "ksg1"], "unknown option '--estimater'; did you mean '--estimator'?" },
        { ["matrix", s_titanic, "--normalze", "nmi"], "unknown option '--normalze'; did you mean '--normalize'?" },
        { ["plane", "run", "--json", "--htlm"], "unknown option '--htlm'" },
        { ["--vesion"], "unknown option '--vesion'; did you mean '--version'? See infometer --help." },
        { ["classifier", s_network + ":logits", s_network + ":label", "--json", "o.json"], "--json takes no file ('o.json'): it says how the result is printed; write --json --output o.json." },
        { ["representation", s_network, "--json", "o.json"], "write --json --output o.json." },
        { ["epiplexity", "--json", "o.json", "log.csv"], "write --json --output o.json." },
        { ["rank", s_titanic, "--target", "Survived", "--json", "result"], "write --json > result." },
        { ["matrix", s_titanic, "--csv", "o.csv"], "--csv takes no file ('o.csv'): it says how the result is printed; write --csv > o.csv." },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task UnknownOption_OfAnyVerb_IsCalledSo(string verb)
    {
        foreach (string[] line in new[] { new[] { verb, "--no-such-thing-here" }, [verb, s_titanic, "x", "y", "--no-such-thing-here", "z"] })
        {
            AssertRefused(await CommandRun.OfAsync(line), $"unknown option '--no-such-thing-here'. See infometer {verb} --help.");
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task MistypedLine_IsRefusedWithWhatWasMeant(string[] line, string expected) => AssertRefused(await CommandRun.OfAsync(line), expected);

    [Theory]
    [InlineData("There is no column '--Sex'", "explain", "@", "Survived", "--", "--Sex")]
    [InlineData("There is no column '--Sex'", "rank", "@", "--target", "--Sex")]
    [InlineData("'--none.npy'", "representation", "--", "--none.npy")]
    [InlineData("Unrecognized command or argument 'rnk'", "rnk", "--target")]
    public async Task WordThatIsNoOption_IsTakenAsItStands(string expected, params string[] line) =>
        AssertRefused(await CommandRun.OfAsync([.. line.Select(word => word == "@" ? s_titanic : word)]), expected);

    [Fact]
    public async Task TableBehindASwitch_IsATable()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", "--csv", s_titanic, "--exclude", "Name,Ticket,Cabin");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private static void AssertRefused(CommandRun run, string expected)
    {
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
