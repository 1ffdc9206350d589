using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class ResultPageTests
{
    private const string Hostile = "</script><b onclick=\"x\">&\ud83d\ude00";

    [Fact]
    public void Matrix_AsAPage_SaysWhatColumnsShare()
    {
        InformationMatrix matrix = InformationMatrix.Of(SampleTable());
        ReportPage page = Checked(matrix.ToHtml(), matrix.ToJson());
        Assert.Equal("1 of 4 columns says much the same as another one", page.ById("headline").Value);
        Assert.Equal(6, page.ById("pairs").Descendants("tbody").Single().Elements().Count());
        Assert.Single(page.ById("pictures").Descendants(), e => (string?)e.Attribute("id") == "matrix");
        Assert.Contains("infometer matrix table --json", page.ById("reproduce").Value, StringComparison.Ordinal);
        Checked(matrix.ToHtml(Unit.Nats), matrix.ToJson(Unit.Nats));
    }

    [Fact]
    public void Selection_AsAPage_SaysWhichColumnsToTake()
    {
        SelectionPath path = SelectionPath.Of(SampleTable(), "y");
        ReportPage page = Checked(path.ToHtml(), path.ToJson());
        Assert.StartsWith($"Take {PageText.Clean(path.Steps[0].Column.Name)}", page.ById("headline").Value, StringComparison.Ordinal);
        Assert.Equal(path.Steps.Select(s => PageText.Clean(s.Column.Name)), page.ById("path").Descendants("tbody").Single().Elements().Select(row => row.Elements().First().Value));
    }

    [Fact]
    public void Selection_ByARatio_HasScoresWithoutAUnit()
    {
        SelectionPath path = SelectionPath.Of(SampleTable(), "y", new SelectionOptions { Criterion = SelectionCriterion.All.First(c => c.Id == "mrmr-miq") });
        ReportPage page = Checked(path.ToHtml(), path.ToJson());
        XElement[] scores = [.. page.ById("path").Descendants("tbody").Single().Elements().Select(row => row.Elements().ElementAt(2))];
        Assert.Single(scores[0].Elements());
        Assert.All(scores.Skip(1), score => Assert.Empty(score.Elements()));
    }

    [Fact]
    public void Explanation_AsAPage_HasALinePerLevelAndTheRows()
    {
        Table table = SampleTable();
        Explanation explanation = Explanation.Of(table[Hostile], table["y"]);
        ReportPage page = Checked(explanation.ToHtml(table), explanation.ToJson());
        Assert.Contains("tells", page.ById("headline").Value, StringComparison.Ordinal);
        Assert.Equal(4, page.ById("levels").Descendants("tbody").Single().Elements().Count());
        Assert.Single(page.ById("pictures").Descendants(), e => (string?)e.Attribute("id") == "rows");
        Assert.DoesNotContain(Checked(explanation.ToHtml(), explanation.ToJson()).Elements, e => (string?)e.Attribute("id") == "rows");
        Assert.Contains("give the data that the result was made of", Assert.Throws<InvalidInputException>(() => explanation.ToHtml(Table.Of(Column.Numeric("z", new double[5])))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_AsAPage_SaysTheVerdict()
    {
        Table table = SampleTable();
        Estimate estimate = MutualInformation.Estimate(table[Hostile], table["y"]);
        ReportPage page = Checked(estimate.ToHtml(table), estimate.ToJson());
        Assert.Contains($"{estimate.Verdict.Word()}: ", page.ById("summary").Value, StringComparison.Ordinal);
        Estimate noise = MutualInformation.Estimate(table["noise"], table["y"]);
        Assert.Contains("was not found to tell anything about y", Checked(noise.ToHtml(), noise.ToJson()).ById("headline").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_AsAPage_CountsIntervalsThatHold()
    {
        Verification verification = Verification.Run([KnownTruths.Get("bivariate-normal")], [new Gaussian()], [60], 5);
        ReportPage page = Checked(verification.ToHtml(), verification.ToJson());
        Assert.Contains("intervals hold the truth; 95 % are meant to", page.ById("headline").Value, StringComparison.Ordinal);
        Assert.Single(page.ById("cells").Descendants("tbody").Single().Elements());
    }

    [Fact]
    public void Plane_AsAPage_DrawsTheSamePlane()
    {
        InformationPlane plane = SamplePlane();
        ReportPage page = Checked(plane.ToHtml(), plane.ToJson());
        Assert.Equal(plane.Points.Length, page.ById("points").Descendants("tbody").Single().Elements().Count());
        XElement file = XDocument.Parse(PlanePicture.ToSvg(plane)).Root!;
        XNamespace svg = file.Name.Namespace;
        XElement own = page.ById("plane");
        foreach (string tag in new[] { "circle", "polyline", "text", "line" })
        {
            Assert.Equal(file.Elements(svg + tag).Select(Place), own.Elements(svg + tag).Select(Place));
        }
    }

    [Theory]
    [InlineData("cmi is 0.2703 ± 0.0113 bits", 8, "classifier", "network.npz:logits", "network.npz:label")]
    [InlineData("cmi is 0.1874 ± 0.0079 nats", 8, "classifier", "network.npz:logits", "network.npz:label", "--unit", "nats")]
    [InlineData("The numbers raise 2 alarms", 8, "attention", "network.npz")]
    [InlineData("epiplexity is 182535497.4939 ± 2398823.1541 bits", 4, "epiplexity", "training.csv", "--tokens-per-step", "65536")]
    [InlineData("info-m is 0.7591", 7, "factors", "network.npz:factors", "network.npz:latents")]
    [InlineData("No number raises an alarm", 3, "representation", "activations.npz", "--measures", "dse", "--rows", "100")]
    public async Task Quantities_AsAPage_AreAllThereWithTheirDefinitions(string headline, int count, string verb, params string[] line)
    {
        string json = (await CommandRun.OfAsync([verb, .. line.Select(word => word.Contains('.', StringComparison.Ordinal) ? Repository.Sample(word) : word), "--json", "--quiet"])).Output;
        ReportPage page = Checked(HtmlReport.FromJson(json), json, hasAmounts: verb != "factors");
        Assert.Equal(headline, page.ById("headline").Value);
        XElement[] rows = [.. page.ById("numbers").Descendants("tbody").Single().Elements()];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, row => Assert.NotEmpty(row.Elements().Last().Value));
        Assert.Contains($"infometer {verb} ", page.ById("reproduce").Value, StringComparison.Ordinal);
        JsonNode notes = JsonNode.Parse(json)!["notes"] ?? JsonNode.Parse(json)!["representations"]![0]!["notes"]!;
        Assert.All(notes.AsArray(), note => Assert.Contains((string)note!["text"]!, page.ById("method").Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Quantities_WithNamesThatAreMarkup_AreText()
    {
        JsonObject json = new()
        {
            ["curve"] = Hostile,
            ["points"] = 3,
            ["version"] = "0.1.0",
            ["notes"] = new JsonArray(new JsonObject { ["code"] = "x", ["text"] = Hostile }),
            ["quantities"] = new JsonArray(new JsonObject
            {
                ["id"] = Hostile,
                ["value"] = null,
                ["standardError"] = null,
                ["unit"] = Hostile,
                ["low"] = 0,
                ["high"] = null,
                ["tag"] = "index",
                ["definition"] = Hostile,
            }),
        };
        ReportPage page = Checked(HtmlReport.FromJson(json.ToJsonString()), json.ToJsonString(), hasAmounts: false);
        Assert.Equal("No number raises an alarm", page.ById("headline").Value);
        Assert.Equal(Hostile, page.ById("numbers").Descendants("tbody").Single().Descendants("td").Last().Value);
        json["quantities"] = new JsonArray();
        Assert.Contains("at least one quantity", Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(json.ToJsonString())).Message, StringComparison.Ordinal);
        json.Remove("quantities");
        Assert.Contains("representations (infometer representation)", Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Representation_ThatRaisesAnAlarm_SaysOfWhichArray()
    {
        using ArrayFolder folder = new();
        string constant = folder.Write("c.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f8'", "(30, 2)"), [.. Enumerable.Range(0, 60).SelectMany(i => BitConverter.GetBytes(i % 2 == 0 ? i * 1e6 : 0))]));
        string json = (await CommandRun.OfAsync("representation", constant, "--kernel", "gaussian", "--width", "1", "--json")).Output;
        ReportPage page = Checked(HtmlReport.FromJson(json), json);
        Assert.Contains("raise", page.ById("headline").Value, StringComparison.Ordinal);
        Assert.Contains($"{constant}, dse: ", page.ById("summary").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order", "[0,0,1,2]", "an object whose order names each of 4 columns once")]
    [InlineData("pairs", "{\"value\":[[0.1,0.2],[0.1,0.2],[1]]}", "pairs.value[0]")]
    [InlineData("pairs", "{\"value\":[[0.1,0.2,\"x\"],[0.1,0.2],[1]]}", "pairs.value[0][2]")]
    [InlineData("unit", "\"dits\"", "one of bits, nats")]
    [InlineData("merges", "[{\"first\":-1,\"second\":0,\"height\":1}]", "merges[0].first")]
    public void Matrix_ThatIsNone_IsToldByThePathOfTheProperty(string name, string value, string expected)
    {
        JsonObject json = JsonNode.Parse(InformationMatrix.Of(SampleTable()).ToJson())!.AsObject();
        json[name] = JsonNode.Parse(value);
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    private static string Place(XElement element) => string.Join(
        ' ', element.Attributes().Where(a => a.Name.LocalName is "x" or "y" or "x1" or "y1" or "x2" or "y2" or "cx" or "cy" or "points" or "fill" or "stroke").Select(a => a.Value)) + element.Value;

    // Every amount is one of the JSON's numbers, ids are there once, and what refers to an id finds it.
    private static ReportPage Checked(string html, string json, bool hasAmounts = true)
    {
        ReportPage page = new(html);
        using JsonDocument document = JsonDocument.Parse(json);
        HashSet<string> numbers = [.. Regex.Matches(json, "-?[0-9][0-9.eE+-]*").Select(m => m.Value).Where(t => double.TryParse(t, CultureInfo.InvariantCulture, out _)).Select(t => FigureText.RoundTrip(double.Parse(t, CultureInfo.InvariantCulture)))];
        XElement[] amounts = [.. page.WithClass("amount").Where(e => !((string)e.Attribute("class")!).Contains("tick", StringComparison.Ordinal))];
        Assert.Equal(hasAmounts, amounts.Length > 0);
        Assert.All(amounts, amount =>
        {
            Assert.Contains((string)amount.Attribute("data-amount")!, numbers);
            Assert.Equal(FigureText.Amount(double.Parse((string)amount.Attribute("data-amount")!, CultureInfo.InvariantCulture)), amount.Value);
        });
        string[] ids = [.. page.Elements.Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Elements.Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')), id => Assert.Contains(id, ids));
        Assert.All(page.Elements.Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
        Assert.Equal(1, Regex.Count(html, "<script>"));
        Assert.Empty(page.Elements.Attributes("style"));
        return page;
    }

    private static Table SampleTable()
    {
        int[] x = [.. Enumerable.Range(0, 400).Select(i => i * 7919 % 4)];
        return Table.Of(
            Column.Categorical(Hostile, [.. x.Select(v => $"<i>{v}")]),
            Column.Categorical("copy", [.. x.Select(v => $"c{3 - v}")]),
            Column.Categorical("noise", [.. Enumerable.Range(0, 400).Select(i => (i / 4 % 2) == 0 ? "a" : "b")]),
            Column.Categorical("y", [.. x.Select((v, i) => (i % 10 == 0 ? v + 1 : v) % 4 < 2 ? "yes" : "no")]));
    }

    private static InformationPlane SamplePlane()
    {
        using NetworkRun run = new();
        foreach (long epoch in new[] { 0, 10, 100 })
        {
            run.Add(epoch, "a<b", PlaneData.Tanh(40, 3, (int)epoch), 3);
            run.Add(epoch, Hostile, PlaneData.Tanh(40, 2, (int)epoch + 1), 2);
        }

        return InformationPlane.Of(run, new PlaneOptions
        {
            Labels = Variable.Discrete<int>([.. Enumerable.Range(0, 40).Select(i => i % 2)], "y"),
            Estimators = [new NoiseBounds()],
        });
    }
}
