using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-report-").FullName;

    public static TheoryData<string, string> BadResults => new()
    {
        { "", "result.json is no JSON in line 1" },
        { "Survived,Sex\n1,male\n", "result.json is no JSON in line 1" },
        { "{\"version\": \"0.1.0\",\n \"columns\": [", "result.json is no JSON in line 2" },
        { "{}", "result.json is no result" },
        { "[]", "result.json" },
        { "null", "result.json is null" },
        { "{\"name\": \"project\", \"version\": \"1.0\", \"columns\": 5}", "result.json is no result" },
    };

    [Theory]
    [MemberData(nameof(BadResults))]
    public async Task Report_OfWhatIsNoResult_IsRefusedInOneSentenceThatNamesTheFile(string text, string expected)
    {
        string file = Write("result.json", text);
        CommandRun run = await CommandRun.OfAsync("report", file);
        AssertRefused(run, expected);
        Assert.False(File.Exists(Named("result.html")));
    }

    [Fact]
    public async Task BadUsage_OneSentenceOnStandardErrorAndExitCodeOne()
    {
        string result = await RankedAsync();
        (string[] Args, string Expected)[] usages =
        [
            ([], "Required argument 'RESULT' missing"),
            ([Named("none.json")], "save a result first"),
            ([_folder], "is a folder; name a result that was saved with --json"),
            ([result, "--data", "no-such-table.csv"], "no-such-table.csv"),
            ([result, "--data", Repository.Sample("german_credit.csv")], "has 1,000 rows and the result was made of 891"),
            ([result, "--html", _folder], "is a folder; name a file"),
            ([result, "--html", Named("no/such/folder.html")], "there is no folder"),
            ([result, "--html", result], "would write over"),
            ([result, "--data", s_titanic, "--html", s_titanic], "would write over"),
            ([result, "--target", "y.npy"], "give the table, too (--data)"),
            ([result, "--data", s_titanic, "--target", "Survived"], "'Survived' is no array file"),
            (["-", "--data", "-"], "cannot both be standard input"),
            ([result, "--threads", "0"], "--threads must be at least 1"),
        ];
        foreach ((string[] args, string expected) in usages)
        {
            AssertRefused(await CommandRun.OfAsync(["report", .. args]), expected);
        }

        Assert.Equal([result], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Report_OfAFileLargerThanAnyBrowserOpens_IsRefused()
    {
        string file = Named("large.json");
        using (FileStream stream = File.Create(file))
        {
            // Sparse: it takes no room.
            stream.SetLength((1L << 28) + 1);
        }

        AssertRefused(await CommandRun.OfAsync("report", file), "is larger than 256 MiB");
    }

    [Fact]
    public async Task Report_Plain_IsWrittenBesideTheResultAndSaidOnStandardError()
    {
        string result = await RankedAsync();
        CommandRun run = await CommandRun.OfAsync("report", result);
        string page = Named("result.html");
        Assert.Equal((0, "", $"infometer: wrote {page}.\n"), (run.ExitCode, run.Output, run.Error.ReplaceLineEndings("\n")));
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>", html, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.Contains("result.json", html, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Report_Quiet_SaysNothing()
    {
        CommandRun run = await CommandRun.OfAsync("report", await RankedAsync(), "--quiet");
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("result", "result.html")]
    [InlineData("run.2026", "run.2026.html")]
    [InlineData("RESULT.JSON", "RESULT.html")]
    [InlineData("data.csv.json", "data.csv.html")]
    public async Task Report_OfAnyName_EndsInHtml(string name, string expected)
    {
        string result = Named(name);
        File.Move(await RankedAsync(), result);
        CommandRun run = await CommandRun.OfAsync("report", result);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.True(File.Exists(Named(expected)), string.Join(", ", Directory.GetFiles(_folder)));
    }

    [Fact]
    public async Task Report_ToStandardOutput_IsThePageAndNothingElse()
    {
        string result = await RankedAsync();
        CommandRun file = await CommandRun.OfAsync("report", result);
        CommandRun output = await CommandRun.OfAsync("report", result, "--html", "-");
        Assert.Equal((0, 0, ""), (file.ExitCode, output.ExitCode, output.Error));
        Assert.Equal(File.ReadAllText(Named("result.html")), output.Output);
    }

    [Theory]
    [InlineData("titanic.csv", "Survived")]
    [InlineData("titanic.csv", "Fare", "--unit", "nats", "--seed", "7", "--quality")]
    [InlineData("german_credit.csv", "creditability", "--exclude", "foreign_worker", "--top", "5")]
    [InlineData("activations.npz:layer2", "ARRAY")]
    public async Task Rank_Html_IsThePageOfTheSameRankingInJson(string file, string target, params string[] more)
    {
        string data = Repository.Sample(file);
        bool isArray = target == "ARRAY";
        target = isArray ? Repository.Sample("activations.npz:label") : target;
        string page = Named("rank.html");
        CommandRun rank = await CommandRun.OfAsync(["rank", data, "--target", target, .. more, "--json", "--html", page]);
        Assert.Equal((0, $"infometer: wrote {page}.\n"), (rank.ExitCode, rank.Error.ReplaceLineEndings("\n")));
        string result = Write("result.json", rank.Output);
        string[] array = isArray ? ["--target", target] : [];
        CommandRun report = await CommandRun.OfAsync(["report", result, "--data", data, .. array]);
        Assert.Equal(0, report.ExitCode);

        // The page of a file names the file at its end; that of a ranking has none to name.
        const string Made = "<p>This page was made of <code>result.json</code>.</p>\n";
        string made = File.ReadAllText(Named("result.html"));
        Assert.Contains(Made, made, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(page), made.Replace(Made, "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("matrix", "titanic.csv", "--unit", "nats")]
    [InlineData("select", "titanic.csv", "--target", "Survived")]
    [InlineData("explain", "titanic.csv", "Sex", "Survived")]
    [InlineData("plane", "ib12/run", "--estimators", "floor")]
    [InlineData("verify", "", "--tasks", "discrete", "--n", "50", "--seeds", "2", "--format", "json")]
    public async Task Html_OfOtherVerbs_IsThePageOfTheSameResultInJson(string verb, string file, params string[] more)
    {
        string[] data = file.Length > 0 ? [Repository.Sample(file)] : [];
        string[] json = verb == "verify" ? [] : ["--json"];
        string page = Named("verb.html");
        CommandRun run = await CommandRun.OfAsync([verb, .. data, .. more, .. json, "--html", page]);
        Assert.Equal((0, $"infometer: wrote {page}.\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
        Table? table = verb == "explain" ? Table.Read(data[0]) : null;
        Assert.Equal(HtmlReport.FromJson(run.Output, table), File.ReadAllText(page));
    }

    [Fact]
    public async Task Html_OfAPlane_DoesNotTakeAnArrayForItsFile()
    {
        AssertRefused(await CommandRun.OfAsync("plane", "--html", "a.npz", Repository.Sample("ib12/run")), "--html a.npz would write over an array");
        AssertRefused(await CommandRun.OfAsync("verify", "--list", "--html", Named("x.html")), "--list runs nothing that --html could show");
    }

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    [InlineData("--csv")]
    [InlineData("--top", "3")]
    public async Task Rank_Html_ChangesNothingOfWhatIsPrinted(params string[] more)
    {
        string[] command = ["rank", s_titanic, "--target", "Survived", .. more];

        // The page is made of the JSON, so that this has the table's quality, too.
        CommandRun plain = await CommandRun.OfAsync([.. command, .. more.Contains("--json") ? ["--quality"] : Array.Empty<string>()]);
        CommandRun html = await CommandRun.OfAsync([.. command, "--html", Named("page.html"), "--quiet"]);
        Assert.Equal((0, plain.Output, plain.Error), (html.ExitCode, html.Output, html.Error));
        Assert.Equal([Named("page.html")], Directory.GetFiles(_folder));
        Assert.Contains("183 rows have no empty cell", WebUtility.HtmlDecode(File.ReadAllText(Named("page.html"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rank_Html_OfCsv_HasWhatOneLinePerColumnHasNoPlaceFor()
    {
        CommandRun csv = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--csv", "--html", Named("csv.html"));
        CommandRun text = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--html", Named("text.html"));
        Assert.Equal((0, 0), (csv.ExitCode, text.ExitCode));
        Assert.Equal(File.ReadAllText(Named("text.html")), File.ReadAllText(Named("csv.html")));
    }

    [Fact]
    public async Task Rank_Html_OfScreenedStrips_IsWritten()
    {
        const int Columns = 20_001;
        const int Rows = 24;
        float[] values = new float[Rows * Columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sin(i * 12.9898);
        }

        string x = WriteNpy("x.npy", "<f4", $"({Rows}, {Columns})", values, v => BitConverter.GetBytes(v));
        string y = WriteNpy("y.npy", "<i8", $"({Rows},)", [.. Enumerable.Range(0, Rows).Select(i => (long)(i % 2))], v => BitConverter.GetBytes(v));
        CommandRun run = await CommandRun.OfAsync("rank", x, "--target", y, "--json", "--html", Named("wide.html"));
        Assert.Equal((0, $"infometer: wrote {Named("wide.html")}.\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
        string page = File.ReadAllText(Named("wide.html"));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.All(
            json.RootElement.GetProperty("columns").EnumerateArray().Take(9),
            column => Assert.Contains($">{column.GetProperty("name").GetString()}<", page, StringComparison.Ordinal));
        Assert.Contains("20,001", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-", "standard output is for the result itself; name a file")]
    [InlineData("DATA", "would write over")]
    [InlineData("no/such/folder/page.html", "there is no folder")]
    public async Task Rank_Html_WithANameThatWillNotDo_IsRefusedBeforeWorkStarts(string name, string expected)
    {
        string html = name == "DATA" ? s_titanic : name == "-" ? name : Named(name);
        AssertRefused(await CommandRun.OfAsync("rank", s_titanic, "--target", "no-such-column", "--html", html), expected);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Report_Help_HasAnExample()
    {
        CommandRun run = await CommandRun.OfAsync("report", "--help");
        Assert.Contains("Example: infometer report", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertRefused(CommandRun run, string expected)
    {
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("infometer: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.EndsWith(".", run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    private async Task<string> RankedAsync()
    {
        CommandRun run = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--json", "--pairs", "none", "--no-together");
        Assert.Equal(0, run.ExitCode);
        return Write("result.json", run.Output);
    }

    private string WriteNpy<T>(string name, string type, string shape, T[] values, Func<T, byte[]> bytes)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}").PadRight(117) + "\n";
        using BinaryWriter writer = new(File.Create(Named(name)));
        writer.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, 0]);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(header));
        foreach (T value in values)
        {
            writer.Write(bytes(value));
        }

        return Named(name);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(Named(name), text);
        return Named(name);
    }

    private string Named(string name) => Path.Combine(_folder, name);
}
