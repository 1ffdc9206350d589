using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ArrayCommandTests : IDisposable
{
    private const int Rows = 400;

    private readonly ArrayFolder _folder = new();
    private readonly string _x;
    private readonly string _y;
    private readonly string _both;

    // Two columns of noise after one that the label follows.
    public ArrayCommandTests()
    {
        Random random = new(11);
        float[] x = new float[Rows * 3];
        long[] y = new long[Rows];
        for (int i = 0; i < Rows; i++)
        {
            (x[3 * i], x[(3 * i) + 1], x[(3 * i) + 2]) = ((float)random.NextDouble(), (float)random.NextDouble(), (float)random.NextDouble());
            y[i] = x[3 * i] + (0.2 * random.NextDouble()) > 0.6 ? 1 : 0;
        }

        byte[] xs = ArrayBytes.Npy<float>("<f4", $"({Rows},3)", x);
        byte[] first = ArrayBytes.Npy<float>("<f4", $"({Rows},)", [.. Enumerable.Range(0, Rows).Select(i => x[3 * i])]);
        byte[] ys = ArrayBytes.Npy<long>("<i8", $"({Rows},)", y);
        _x = _folder.Write("x.npy", xs);
        _y = _folder.Write("y.npy", ys);
        _folder.Write("first.npy", first);
        _folder.Write("short.npy", ArrayBytes.Npy<long>("<i8", "(3,)", [1, 2, 3]));
        _folder.Write("flat.npy", ArrayBytes.Npy<long>("<i8", $"(1,{Rows})", y));
        _folder.Write("wrong.npy", ArrayBytes.Npy<double>("<f8", $"({Rows},2)", [1, double.NaN, .. new double[(2 * Rows) - 2]]));
        _both = _folder.Write("both.npz", ArrayBytes.Zip(true, ("layer1.npy", xs), ("label.npy", ys), ("first.npy", first)));
        File.WriteAllLines(_folder.At("t.csv"), ["id,label", .. y.Select((label, i) => $"{i}.5,{label}")]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Estimate_EveryWayToNameTheSameArrays_GivesTheSameNumber()
    {
        string first = _folder.At("first.npy");
        string expected = await ValueOf("estimate", first, _y);
        Assert.Equal(expected, await ValueOf("estimate", "--x", first, "--y", _y));
        Assert.Equal(expected, await ValueOf("estimate", _x, "--x", ":0", "--y", _y));
        Assert.Equal(expected, await ValueOf("estimate", _x + ":0", _y));
        Assert.Equal(expected, await ValueOf("estimate", _both, "--x", "layer1:0", "--y", "label"));
        Assert.Equal(expected, await ValueOf("estimate", _both, "--x", "first", "--y", "label"));
        Assert.Equal(expected, await ValueOf("estimate", _both + ":layer1", "--x", ":0", "--y", "label"));
        Assert.Equal(expected, await ValueOf("estimate", "--x", _both + ":layer1:0", "--y", _both + ":label"));
        Assert.Equal(expected, await ValueOf("estimate", _folder.At("t.csv"), "--x", first, "--y", "label"));
    }

    [Fact]
    public async Task Estimate_LabelsOfIntegers_AreDiscreteAndANoteSaysSo()
    {
        JsonElement json = await Json("estimate", _folder.At("first.npy"), _y);
        Assert.Equal(["continuous", "discrete"], json.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
        Assert.Contains(json.GetProperty("notes").EnumerateArray(), n => n.GetProperty("code").GetString() == "few-distinct-integers");
        JsonElement told = await Json("estimate", _folder.At("first.npy"), _y, "--kind", "y=continuous");
        Assert.Equal(["continuous", "continuous"], told.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
        JsonElement byName = await Json("estimate", _both, "--x", "first", "--y", "label", "--kind", "label=continuous");
        Assert.Equal(["continuous", "continuous"], byName.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
    }

    [Fact]
    public async Task Estimate_CategoriesOfRows_ByKind()
    {
        JsonElement json = await Json("estimate", "--measure", "entropy", _both + ":label");
        Assert.Equal(1, json.GetProperty("dims")[0].GetInt32());
        JsonElement joint = await Json("estimate", "--measure", "entropy", "--x", $"{_both}:label,{_y}");
        Assert.Equal(json.GetProperty("value").GetDouble(), joint.GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("rank", "x.npy", "--target", "y.npy")]
    [InlineData("rank", "both.npz:layer1", "--target", "both.npz:label")]
    [InlineData("rank", "both.npz", "--target", "label", "--exclude", "first")]
    public async Task Rank_Arrays_FindsTheColumn(params string[] args)
    {
        JsonElement json = await Json([.. args.Select(a => a.Contains(".np", StringComparison.Ordinal) ? _folder.At(a) : a)]);
        string[] names = [.. json.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
        Assert.Equal(3, names.Length);
        Assert.EndsWith(":0", names[0], StringComparison.Ordinal);
        Assert.Equal(Rows, json.GetProperty("data").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task SelectMatrixAndExplain_TakeArrays()
    {
        JsonElement selection = await Json("select", _both, "--target", "label", "--k", "1");
        Assert.Contains(selection.GetProperty("path")[0].GetProperty("name").GetString(), new[] { "layer1:0", "first" });
        CommandRun matrix = await CommandRun.OfAsync("matrix", _x);
        Assert.Equal(0, matrix.ExitCode);
        Assert.Contains("3 columns, 3 pairs", matrix.Output, StringComparison.Ordinal);
        CommandRun explain = await CommandRun.OfAsync("explain", _both, "layer1:0", "label");
        Assert.Equal(0, explain.ExitCode);
        Assert.Contains("'layer1:0' about 'label'", explain.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string[], string> BadUsage => new()
    {
        { ["estimate"], "There is nothing to measure; name a table and its columns (infometer estimate data.csv --x a --y b), or arrays (infometer estimate a.npy b.npy)." },
        { ["estimate", "t.csv"], "Option '--x' is required: name the column or columns of t.csv that are X, and with --y those that are Y." },
        { ["estimate", "x.npy", "--y", ":0"], "Option '--x' is required: name the column or columns of x.npy that are X" },
        { ["estimate", "x.npy", "y.npy", "--x", ":0"], "DATA is one file where --x, --y or --z are given, not 2; give all arrays as DATA, or all of them by these options." },
        { ["estimate", "x.npy", "y.npy", "x.npy", "y.npy"], "'mi' takes X, Y and at most Z, and 4 arrays were given" },
        { ["estimate", "x.npy", "y.npy", "y.npy"], "ask for 'cmi'" },
        { ["estimate", "--x", "Age", "--y", "y.npy"], "'Age' is no array file (.npy, .npz, .safetensors), and there is no DATA that has a column of this name" },
        { ["estimate", "first.npy", "short.npy"], "'first.npy' has 400 rows (shape 400) and 'short.npy' has 3 rows (shape 3); all variables need the same rows." },
        { ["estimate", "first.npy", "flat.npy"], "'flat.npy' has 1 row (shape 1×400); all variables need the same rows: if the one row is meant as a column, save it transposed (a.T)." },
        { ["estimate", "t.csv", "--x", "short.npy", "--y", "label"], "'short.npy' has 3 rows (shape 3) and 'label' has 400 rows; all variables need the same rows." },
        { ["estimate", "first.npy", "nosuch.npy"], "There is no file 'nosuch.npy'" },
        { ["estimate", "wrong.npy", "y.npy"], "'wrong.npy' holds NaN in row 0, column 1; every value must be finite" },
        { ["estimate", "both.npz", "--x", "layer9", "--y", "label"], "There is no array 'layer9' in both.npz, which has 'layer1', 'label', 'first'; did you mean 'layer1'?" },
        { ["estimate", "both.npz", "y.npy"], "both.npz has 3 arrays ('layer1', 'label', 'first'); name one: both.npz:layer1." },
        { ["estimate", "first.npy", "y.npy", "--kind", "w=discrete"], "--kind w: nothing is called so here; write x, y or z, or an array or column as it was named." },
        { ["estimate", "x.npy", "--x", ":3", "--y", ":0"], "There is no column 3 in x.npy, which has 3 columns; they are counted from 0 to 2." },
        { ["rank", "x.npy", "--target", "x.npy"], "--target x.npy has the shape 400×3, and a target is one column; name one: --target x.npy:0." },
        { ["rank", "x.npy", "--target", "short.npy"], "x.npy has 400 rows and 'short.npy' 3; both need the same rows." },
        { ["rank", "x.npy", "--target", ":3"], "There is no column :3 in x.npy, which has 3 columns; positions run from :0 to :2." },
        { ["rank", "wrong.npy", "--target", "y.npy"], "'wrong.npy' holds NaN in row 0, column 1" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentence(string[] args, string expected)
    {
        string folder = Path.GetDirectoryName(_x)! + Path.DirectorySeparatorChar;
        CommandRun run = await CommandRun.OfAsync([.. args.Select(a => a.Contains(".npy", StringComparison.Ordinal) || a.Contains(".npz", StringComparison.Ordinal) || a == "t.csv" ? folder + a : a)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error.Replace(folder, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task<string> ValueOf(params string[] args) => (await Json(args)).GetProperty("value").GetRawText();

    private static async Task<JsonElement> Json(params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
