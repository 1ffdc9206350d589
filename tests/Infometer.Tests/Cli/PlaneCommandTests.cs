using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public sealed class PlaneCommandTests : IDisposable
{
    private static readonly string s_run = Repository.Sample("ib12/run");
    private static readonly string s_x = Repository.Sample("ib12/x.npy");
    private static readonly string s_y = Repository.Sample("ib12/y.npy");
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-plane-").FullName;

    public static TheoryData<string[], string> BadUsage => new()
    {
        { [], "Required argument 'DATA' missing" },
        { [s_run, "--estimators", "hist"], "There is no plane estimator 'hist'; choose among bins, floor" },
        { [s_run, "--set", "kde=1"], "--set 'kde=1' is not ESTIMATOR.OPTION=VALUE" },
        { [s_run, "--set", "bins.bins=9"], "'bins' is not among the estimators (ebab, floor, kde)" },
        { [s_run, "--set", "kde.width=1"], "Plane estimator 'kde' has no option 'width'" },
        { [s_run, "--set", "kde.variance=0"], "Option 'variance' of plane estimator 'kde' cannot be '0'" },
        { [s_run, "--compat", "idnns"], "--compat idnns is about bins" },
        { [s_run, "--compat", "old"], "'old'" },
        { [s_run, "--estimators", "ksg"], "'ksg' compares activations with the inputs, which are not given; give them (--x)" },
        { [s_run, "--x", "x.csv"], "--x 'x.csv' is no array file" },
        { [s_run, "--y", "none.npy"], "There is no file 'none.npy'" },
        { [s_run, "--layers", "9"], "There is no layer '9'" },
        { [s_run, "--pattern", "x"], "must hold {epoch} and {layer}" },
        { [s_run, "--tolerance", "2"], "--tolerance must be a number from 0 to 1, not '2'" },
        { [s_run, "--fail-on", "fire"], "there is no alarm 'fire'; choose among dead-layer" },
        { [s_run, "--csv", "/no/such/folder/x"], "--csv /no/such/folder/x: there is no folder" },
        { ["--json", "a.npz", s_run], "--json a.npz would write over an array" },
        { [s_run, "--svg", "/"], "--svg / is a folder" },
        { [s_run, "--resume", "/"], "is a folder" },
        { [s_x], "x.npy' (512×12) does not say which epoch and layer it is" },
        { [Repository.Sample("activations.npz")], "does not say which epoch and layer it is" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceOnStandardErrorAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(["plane", .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Picture_WithoutLabels_IsRefusedAndNothingIsWritten()
    {
        string svg = Path.Combine(_folder, "plane.svg");
        CommandRun run = await CommandRun.OfAsync("plane", s_run, "--estimators", "floor", "--svg", svg);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--svg draws I(T;Y) upwards, and there are no labels; give them (--y), or take --curves.", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(svg));
    }

    [Fact]
    public async Task Tables_ShowEachEstimatorAndTheAlarms()
    {
        CommandRun run = await CommandRun.OfAsync("plane", s_run, "--x", s_x, "--y", s_y, "--estimators", "bins,kde", "--compat", "idnns");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Output.Split('\n').Select(l => l.TrimEnd())];
        Assert.Equal("6 layers at 4 epochs, 512 rows. Amounts in bits; ceiling of I(X;T) 9.0000, of I(T;Y) 1.0000.", lines[0]);
        Assert.Contains("bins: 30 points on [-1, 1] as released: 29 bins, a code for all from the top on, wrap below.", lines);
        Assert.Contains("kde-lower: Gaussian noise of variance 0.001 on every unit; rows compared by Bhattacharyya distance.", lines);
        Assert.Contains(lines, line => line.StartsWith("alarm no-noise-model: bins: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--estimators", "all", "--y", "Y", "--x", "X")]
    [InlineData("--unit", "nats")]
    [InlineData("--estimators", "wkl", "--set", "wkl.noise=0", "--y", "Y", "--x", "X", "--layers", "5,6")]
    public async Task Json_FollowsItsSchema(params string[] args)
    {
        args = [.. args.Select(a => a == "X" ? s_x : a == "Y" ? s_y : a)];
        CommandRun run = await CommandRun.OfAsync(["plane", s_run, .. args, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(JsonSchemaCheck.Violations("plane.schema.json", run.Output));
    }

    [Fact]
    public async Task Files_HoldWhatIsPrinted()
    {
        string[] files = [.. new[] { "p.csv", "p.json", "p.svg", "c.svg" }.Select(name => Path.Combine(_folder, name))];
        string[] command = ["plane", s_run, "--y", s_y, "--estimators", "floor"];
        CommandRun run = await CommandRun.OfAsync([.. command, "--csv", files[0], "--json", files[1], "--svg", files[2], "--curves", files[3]]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("6 layers at 4 epochs", run.Output, StringComparison.Ordinal);
        Assert.Equal(25, File.ReadAllLines(files[0]).Length);
        Assert.Equal((await CommandRun.OfAsync([.. command, "--json"])).Output, File.ReadAllText(files[1]));
        Assert.All(files[2..], file => Assert.Equal("svg", XDocument.Load(file).Root!.Name.LocalName));
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task FailOn_AnAlarmThatIsRaised_ExitsWithThree()
    {
        string[] command = ["plane", s_run, "--y", s_y, "--estimators", "floor", "--quiet"];
        CommandRun raised = await CommandRun.OfAsync([.. command, "--fail-on", "dead-layer,no-noise-model"]);
        Assert.Equal((3, "infometer: --fail-on: no-noise-model.\n"), (raised.ExitCode, raised.Error));
        CommandRun stochastic = await CommandRun.OfAsync([.. command, "--fail-on", "dead-layer,no-noise-model", "--stochastic"]);
        Assert.Equal((0, ""), (stochastic.ExitCode, stochastic.Error));
    }

    [Fact]
    public async Task Resume_FromTheWorkOfAStoppedRun_PrintsTheSame()
    {
        string file = Path.Combine(_folder, "work.jsonl");
        string[] command = ["plane", s_run, "--x", s_x, "--y", s_y, "--estimators", "bins,kde,ksg", "--json"];
        CommandRun plain = await CommandRun.OfAsync(command);
        CommandRun first = await CommandRun.OfAsync([.. command, "--resume", file]);
        Assert.Equal((0, "", plain.Output), (first.ExitCode, first.Error, first.Output));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal(25, lines.Length);
        File.WriteAllText(file, string.Join('\n', lines.Take(9)) + "\n" + lines[9][..30]);
        CommandRun second = await CommandRun.OfAsync([.. command, "--resume", file, "--threads", "1"]);
        Assert.Equal((0, "", plain.Output), (second.ExitCode, second.Error, second.Output));
        Assert.Equal(lines, File.ReadAllLines(file));
        CommandRun other = await CommandRun.OfAsync([.. command, "--resume", file, "--seed", "1"]);
        Assert.Contains("other inputs, labels, estimators or seed", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layers_InTheOrderAskedFor_AreTaken()
    {
        CommandRun run = await CommandRun.OfAsync("plane", s_run, "--estimators", "floor", "--layers", "4,2", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(["4", "2"], json.RootElement.GetProperty("layers").EnumerateArray().Select(l => l.GetString()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
