using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class RepresentationCommandTests : IDisposable
{
    private static readonly string s_arrays = Repository.Sample("activations.npz");

    private readonly ArrayFolder _folder = new();

    public static TheoryData<string[], string> BadUsage => new()
    {
        { [], "There is nothing to measure; name an array" },
        { ["none.npy"], "There is no file 'none.npy'" },
        { ["data.csv"], "DATA 'data.csv' is no array file; name a .npy" },
        { ["S", "--measures", "mi"], "There is no measure of representations 'mi'; choose one of dse, matrix-renyi" },
        { ["S:layer1", "--measures", "dsmi"], "'dsmi' needs labels or numbers about the rows (--y)" },
        { ["S:layer1", "--measures", "mmcr-items", "--views", "7"], "needs items of 7 views" },
        { ["S:layer1", "--measures", "vendi"], "is all zeros, and the cosine kernel needs directions" },
        { ["S:layer1", "--width", "wide"], "Option 'width' of measure 'dse' cannot be 'wide'; expected number > 0|median" },
        { ["S:layer1", "--kernel", "rbf"], "cannot be 'rbf'; expected gaussian|exponential" },
        { ["S:layer1", "--set", "neighbors=3"], "--set neighbors: none of the measures has this option" },
        { ["S:layer1", "--set", "order"], "--set 'order' is not NAME=VALUE" },
        { ["S:layer1", "--compat", "vendi"], "--compat vendi: there is no released form of it; choose from dse, dsmi, cs-conditional" },
        { ["S:layer1", "--kind", "x=discrete"], "--kind x=discrete: write y or other" },
        { ["S:layer9"], "There is no array 'layer9'" },
        { ["S:layer1", "--views", "1"], "--views" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_IsOneSentence(string[] args, string expected)
    {
        CommandRun run = await Run(args);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task MismatchedRows_NameBothArraysAndShapes()
    {
        string labels = _folder.Write("y.npy", ArrayBytes.Npy(ArrayBytes.Header("'<i8'", "(3,)"), new byte[24]));
        CommandRun run = await Run("S:layer1", "--y", labels);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has 1,000 rows (shape 1000×", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 (shape 3×1); both must be about the same rows.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e200, "overflow")]
    [InlineData(1e-200, "vanish")]
    public async Task NumbersWithoutSquares_AreRefused(double scale, string what)
    {
        CommandRun run = await Run(Numbers(i => scale * Math.Cos(i)), "--measures", "vendi,participation-ratio");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"squares of such numbers {what}; use other units.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsThatAreAllTheSame_HaveNoCovariance()
    {
        string constant = Numbers(i => i % 2);
        CommandRun asked = await Run(constant, "--measures", "participation-ratio");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("'participation-ratio' has no value on '", asked.Error, StringComparison.Ordinal);
        Assert.Contains("(20 rows × 2)", asked.Error, StringComparison.Ordinal);
        CommandRun all = await Run(constant, "--json");
        Assert.Equal(0, all.ExitCode);
        Assert.Contains("participation-ratio has no value here", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedMeasure_WithoutValueOnOneOfSeveralArrays_IsLeftOutThereAlone()
    {
        string dead = Numbers(i => i % 2);
        string alive = Save("alive.npy", 1);
        CommandRun run = await Run(dead, alive, "--measures", "participation-ratio,effective-rank,dse", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("representation.schema.json", run.Output));
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement[] blocks = [.. document.RootElement.GetProperty("representations").EnumerateArray()];
        string[] Measures(int block) => [.. blocks[block].GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("measure").GetString()!)];
        Assert.Equal(["effective-rank"], Measures(0));
        Assert.Equal(["participation-ratio", "effective-rank", "dse"], Measures(1));
        string[] notes = [.. blocks[0].GetProperty("notes").EnumerateArray().Select(n => $"{n.GetProperty("code")}: {n.GetProperty("text")}")];
        Assert.StartsWith("left-out: participation-ratio has no value here: ", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("left-out: dse has no value here: ", notes[1], StringComparison.Ordinal);
        Assert.Equal(0, blocks[1].GetProperty("notes").GetArrayLength());

        CommandRun none = await Run(dead, dead, "--measures", "participation-ratio", "--json");
        Assert.Equal(1, none.ExitCode);
        Assert.Empty(none.Output);
        Assert.Contains("No measure has a value on any of the 2 arrays: participation-ratio has no value here", none.Error, StringComparison.Ordinal);
        CommandRun lacking = await Run(dead, alive, "--measures", "dsmi", "--json");
        Assert.Equal(1, lacking.ExitCode);
        Assert.Contains("'dsmi' needs labels", lacking.Error, StringComparison.Ordinal);
        string damaged = _folder.Write("nan.npy", ArrayBytes.Npy<double>("<f8", "(2, 2)", [1, 2, double.NaN, 4]));
        Assert.Contains("every value must be finite", (await Run(alive, damaged, "--measures", "participation-ratio")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WholeFile_IsOneBlockPerArray_AndSaysWhatIsLeftOut()
    {
        CommandRun run = await Run("S", "--y", "S:label", "--rows", "120");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(":layer1: 120 rows,", run.Output, StringComparison.Ordinal);
        Assert.Contains(":layer2: 120 rows,", run.Output, StringComparison.Ordinal);
        Assert.Contains("rows-drawn: 120 of 1,000 rows were drawn by the seed", run.Output, StringComparison.Ordinal);
        Assert.Contains("left-out: vendi has no value here: Row", run.Output, StringComparison.Ordinal);
        Assert.Contains("index by its own definition", run.Output, StringComparison.Ordinal);
        CommandRun unnamed = await Run("S", "--rows", "50", "--measures", "participation-ratio");
        Assert.Contains($"left out as no representations: '{s_arrays}:label' has the shape 1000, one column.", unnamed.Error, StringComparison.Ordinal);
        Assert.Empty((await Run("S", "--rows", "50", "--measures", "participation-ratio", "--quiet")).Error);
    }

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    [InlineData("--list")]
    public async Task Output_IsWhatWouldBePrinted(params string[] form)
    {
        string[] line = ["S", "--rows", "50", "--measures", "participation-ratio", "--quiet", .. form];
        string file = _folder.At("out");
        CommandRun printed = await Run(line);
        CommandRun written = await Run([.. line, "--output", file]);
        Assert.Equal((0, "", ""), (written.ExitCode, written.Output, written.Error));
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        CommandRun failed = await Run(["S:layer9", "--output", _folder.At("none")]);
        Assert.Equal(1, failed.ExitCode);
        Assert.False(File.Exists(_folder.At("none")));
    }

    [Fact]
    public async Task Folder_StandsForItsFiles_ByName_LessThePartners()
    {
        Directory.CreateDirectory(_folder.At("run/deep"));
        string[] saved = [Save("run/b.npy", 1), Save("run/deep/a.npy", 2), Save("run/z.npy", 3)];
        _folder.Write("run/readme.txt", [1]);
        double[] thirds = [.. Enumerable.Range(0, 60).Select(i => i % 3.0)];
        string labels = _folder.Write("run/y.npy", ArrayBytes.Npy<double>("<f8", "(60, 1)", thirds));
        string column = _folder.Write("run/t.npy", ArrayBytes.Npy<double>("<f8", "(60,)", thirds));
        string folder = _folder.At("run");
        CommandRun run = await Run(folder, "--measures", "participation-ratio", "--y", labels.Replace(folder, $"{folder}/deep/..", StringComparison.Ordinal), "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        Assert.Equal(saved, document.RootElement.GetProperty("representations").EnumerateArray().Select(r => r.GetProperty("name").GetString()));
        Assert.Contains($"left out as no representations: '{column}' has the shape 60, one column.", run.Error, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.At("none"));
        CommandRun none = await Run(_folder.At("none"));
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("There is no .npy, .npz or .safetensors file in the folder '", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_FollowsItsSchema_WithEveryMeasure()
    {
        CommandRun run = await Run("S:image", "--y", "S:layer2", "--other", "S:image", "--views", "2", "--rows", "60", "--json", "--spectra");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("representation.schema.json", run.Output));
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement measures = document.RootElement.GetProperty("representations")[0].GetProperty("measures");
        string[] ids = [.. measures.EnumerateArray().Select(m => m.GetProperty("measure").GetString()!)];
        Assert.Equal([.. RepresentationMeasures.All.Select(d => d.Id).Where(id => id != "cs-conditional")], ids);
        JsonElement renyi = measures[Array.IndexOf(ids, "matrix-renyi")];
        Assert.Equal(1, renyi.GetProperty("spectrum").EnumerateArray().Sum(v => v.GetDouble()), 1e-12);
        Assert.Equal("bits", renyi.GetProperty("unit").GetString());
        CommandRun nats = await Run("S:image", "--measures", "matrix-renyi", "--views", "2", "--rows", "60", "--json", "--unit", "nats");
        using JsonDocument inNats = JsonDocument.Parse(nats.Output);
        Assert.Equal(
            renyi.GetProperty("value").GetDouble() * Math.Log(2),
            inNats.RootElement.GetProperty("representations")[0].GetProperty("measures")[0].GetProperty("value").GetDouble(),
            1e-12);
    }

    [Fact]
    public async Task Options_ReachTheMeasures()
    {
        CommandRun run = await Run("S:image", "--measures", "dse,vendi,matrix-renyi", "--kernel", "laplacian", "--width", "0.7", "--set", "order=inf", "--compat", "dse", "--rows", "80", "--json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement measures = document.RootElement.GetProperty("representations")[0].GetProperty("measures");
        Assert.Equal("released", measures[0].GetProperty("options").GetProperty("form").GetString());
        Assert.All(measures.EnumerateArray(), m => Assert.Equal(0.7, m.GetProperty("options").GetProperty("width").GetDouble()));
        Assert.Equal("laplacian", measures[1].GetProperty("options").GetProperty("kernel").GetString());
        Assert.Equal("inf", measures[2].GetProperty("options").GetProperty("order").GetString());
    }

    [Fact]
    public async Task OneHotLabels_AreSaidToBeNumbers_AndAreClassesWhereAskedFor()
    {
        string rows = Save("rows.npy", 1);
        string labels = _folder.Write("y.npy", ArrayBytes.Npy<double>("<f8", "(60,)", [.. Enumerable.Range(0, 60).Select(i => i % 3.0)]));
        string oneHot = _folder.Write("h.npy", ArrayBytes.Npy<double>("<f8", "(60, 3)", [.. Enumerable.Range(0, 180).Select(i => i / 3 % 3 == i % 3 ? 1.0 : 0)]));
        string[] measures = ["--measures", "matrix-renyi-mutual,cs-qmi,dsmi"];
        CommandRun numbers = await Run([rows, "--y", oneHot, .. measures]);
        Assert.Single(numbers.Output.Split('\n'), line => line == $"one-hot: '{oneHot}' is one-hot and was read as rows of 3 numbers; if these are classes, --kind y=discrete reads them as such, which gives other values.");
        CommandRun classes = await Run([rows, "--y", oneHot, "--kind", "y=discrete", .. measures]);
        Assert.Equal((await Run([rows, "--y", labels, .. measures])).Output, classes.Output);
        Assert.DoesNotContain("one-hot:", classes.Output, StringComparison.Ordinal);
        Assert.Contains("--kind other=discrete", (await Run([rows, "--other", oneHot, .. measures])).Output, StringComparison.Ordinal);
        CommandRun noClasses = await Run(rows, "--y", rows, "--measures", "cs-qmi");
        Assert.DoesNotContain("one-hot:", noClasses.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApproximateSpectra_AreSaidOnce_WithMeasuresAndDirection()
    {
        CommandRun run = await Run("S:image", "--measures", "dse,matrix-renyi,participation-ratio", "--exact-rows", "900", "--features", "512");
        string line = Assert.Single(run.Output.Split('\n'), l => l.StartsWith("approximate-spectrum", StringComparison.Ordinal));
        Assert.StartsWith("approximate-spectrum (dse, matrix-renyi): The eigenvalues of the 1,000 rows come from 512 random features: entropies come out low, by some hundredths of a nat", line, StringComparison.Ordinal);
        CommandRun rich = await Run("S:image", "--measures", "dse", "--exact-rows", "900", "--features", "16", "--width", "0.5");
        Assert.Contains("approximate-spectrum: The eigenvalues of the 1,000 rows come from 16 random features, far too few for so rich a spectrum: entropies come out much too low;", rich.Output, StringComparison.Ordinal);
        Assert.True((await Dse(512)) > (await Dse(16)) + 0.01);
        Assert.InRange(await Dse(512), (await Dse(0)) - 0.2, await Dse(0));
    }

    [Fact]
    public async Task Epochs_OfOneLayer_ShareAWidth_UnlessToldNot()
    {
        string first = Save("epoch1.npy", 1);
        string second = Save("epoch20.npy", 10);
        string third = Save("epoch300.npy", 2);
        double[] shared = await Widths(first, second, third);
        double[] own = await Widths(first, second, third, "--width-per-array");
        Assert.Equal([shared[0], shared[0], shared[0]], shared);
        Assert.Equal(own[2], shared[0], 1e-12);
        Assert.Equal(10 * own[0], own[1], 1e-9);
        CommandRun text = await Run(first, second, third, "--measures", "dse");
        Assert.Contains("width-rule median, the middle of 3 arrays", text.Output, StringComparison.Ordinal);
        Assert.Contains("width-drift: The width", text.Output, StringComparison.Ordinal);
    }

    // The rule looks at the number of rows that are measured.
    [Fact]
    public async Task Epochs_OfWhichRowsAreDrawn_ShareTheWidthOfThoseRows()
    {
        double[] shared = await Widths(Save("epoch1.npy", 1), Save("epoch2.npy", 1), "--rows", "20", "--width", "silverman:5");
        Assert.Equal([5 * Math.Pow(20, -1.0 / 7), shared[0]], shared, (a, b) => Math.Abs(a - b) < 1e-12);
        double[] apart = await Widths(Save("timestep1.npy", 1), Save("timestep2.npy", 10), "--width", "median");
        Assert.Equal(10 * apart[0], apart[1], 1e-9);
    }

    [Fact]
    public async Task Mnist_IsReadFromItsFiles()
    {
        string images = Repository.Dataset("networks/mnist-t10k-images-idx3-ubyte.gz");
        string labels = Repository.Dataset("networks/mnist-t10k-labels-idx1-ubyte.gz");
        CommandRun run = await Run(images, "--y", labels, "--rows", "200", "--measures", "vendi,dsmi");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("200 rows, 784 columns", run.Output, StringComparison.Ordinal);
        Assert.Contains("groups levels", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsEveryMeasureWithItsRange()
    {
        CommandRun run = await Run("--list");
        Assert.All(RepresentationMeasures.All, d => Assert.Contains(d.Id, run.Output, StringComparison.Ordinal));
        Assert.Contains("0 to ln n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Docs_HaveASectionPerMeasureAndAlarm()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "representation.md"));
        Assert.All(RepresentationMeasures.All, d => Assert.Contains($"\n### {d.Id}\n", page, StringComparison.Ordinal));
        foreach (string code in (string[])["kernel-identity", "kernel-constant", "width-drift", "small-class", "negative-index", "dead-latents", "one-hot", "approximate-spectrum"])
        {
            Assert.Contains($"| `{code}` |", page, StringComparison.Ordinal);
        }
    }

    private static Task<CommandRun> Run(params string[] args) =>
        CommandRun.OfAsync(["representation", .. args.Select(a => a == "S" || a.StartsWith("S:", StringComparison.Ordinal) ? s_arrays + a[1..] : a)]);

    private static async Task<double[]> Widths(params string[] args)
    {
        CommandRun run = await Run([.. args, "--measures", "dse", "--json"]);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("representations").EnumerateArray()
            .Select(r => r.GetProperty("measures")[0].GetProperty("definition").GetProperty("width").GetDouble())];
    }

    // In bits, of so many random features; 0 for the exact value.
    private static async Task<double> Dse(int features)
    {
        CommandRun run = await Run(["S:image", "--measures", "dse", "--json", .. features == 0 ? Array.Empty<string>() : ["--exact-rows", "900", "--features", $"{features}"]]);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("representations")[0].GetProperty("measures")[0].GetProperty("value").GetDouble();
    }

    // 20 rows of two numbers, counted row by row.
    private string Numbers(Func<int, double> value) => _folder.Write(
        "numbers.npy", ArrayBytes.Npy<double>("<f8", "(20, 2)", [.. Enumerable.Range(0, 40).Select(value)]));

    private string Save(string name, double scale)
    {
        double[] values = [.. SpectraData.Rows(60, 3, 1).SelectMany(r => r).Select(v => v * scale)];
        return _folder.Write(name, ArrayBytes.Npy(ArrayBytes.Header("'<f8'", "(60, 3)"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values).ToArray()));
    }
}
