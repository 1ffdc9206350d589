using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class HtmlReportTests(RankedSamples samples) : IClassFixture<RankedSamples>
{
    private static readonly string[] s_hostile =
    [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=\"alert('x')\">",
        "a\" onclick=\"b",
        "it's & that; &amp; ]]> <!-- -->",
        "emoji 🧮👩‍👩‍👧 é ß 漢字 \u202Ertl\u202C",
        "line\nfeed\ttab\0nul\u001Besc\u0085next",
        "half \uD83D character",
        "half \uDE00 too",
        "  spaces  ",
        new('x', 10_000),
        new('<', 10_000),
        "#column-1",
        "{{braces}} ${dollar} `tick`",
        "",
    ];

    public static TheoryData<string, string, string> Samples { get; } = new()
    {
        { "titanic.csv", "Survived", "bits" },
        { "titanic.csv", "Fare", "nats" },
        { "german_credit.csv", "creditability", "nats" },
        { "coupled_series.csv", "response", "bits" },
        { "adult.csv.gz", "income", "bits" },
        { "madelon.csv.gz", "class", "bits" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void EveryNumber_OrderAndVerdict_IsTheJsons(string sample, string target, string unit)
    {
        Ranking ranking = samples.Rank(sample, target);
        Unit shown = unit == "bits" ? Unit.Bits : Unit.Nats;
        CheckAgainstJson(ranking.ToHtml(shown), ranking.ToJson(shown));
        CheckAgainstJson(HtmlReport.FromJson(ranking.ToJson(shown)), ranking.ToJson(shown));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_RefersToNothingOutside_AndItsPolicyFits(string sample, string target, string unit)
    {
        ReportPage page = new(samples.Rank(sample, target).ToHtml(unit == "bits" ? Unit.Bits : Unit.Nats));
        CheckIsClosed(page);
        Assert.Equal(unit, (string?)page.WithClass("units").Single().Attribute("data-unit"));
        Assert.Equal(unit, page.Root.Descendants().First(e => (string?)e.Attribute("aria-pressed") == "true").Value);
    }

    [Fact]
    public void Page_OfAdult_IsBelowOneMegabyte() => Assert.InRange(Encoding.UTF8.GetByteCount(samples.Rank("adult.csv.gz", "income").ToHtml()), 1, 1_000_000);

    [Fact]
    public void Page_OfThousandsOfColumns_HasTwoHundredRowsAndTheOthersAsData()
    {
        RankingJson json = new();
        for (int i = 0; i < 5_966; i++)
        {
            json.Add(RankingJson.Name(i), (5_966 - i) / 7e5, i < 100 ? 0.0001 : 0, null, "lower-bound", 1e-5 / 3, i < 100 ? 0.01 / 7 : 0.5 / 7, kind: "continuous");
        }

        ReportPage page = new(json.ToHtml());
        Assert.Equal(200, page.Rows("columns").Length);
        Assert.Equal(50, page.WithClass("item").Count());
        Assert.Equal(5_966, page.Data.GetProperty("rows").GetArrayLength());
        Assert.InRange(page.Html.Length, 1, 2_000_000);
        CheckAgainstJson(page.Html, json.ToString());
    }

    [Fact]
    public void Page_WithHostileNames_ShowsThemAsText()
    {
        RankingJson json = new();
        foreach (string name in s_hostile)
        {
            // What JSON cannot hold does not come from JSON.
            json.Add(PageText.Whole(name), 0.4, 0.3, 0.5, adds: 0.001);
        }

        string[] names = [.. json.Document().Columns.Select(c => c.Name)];
        json.Group(0.3, names);
        json.Pair(names[0], names[1], 0.1, 0.05, 0.2);
        json.Root["target"]!["name"] = names[1];
        json.Root["data"]!["file"] = names[0];
        json.Settings["exclude"] = new System.Text.Json.Nodes.JsonArray(names[2], names[4]);
        ReportPage page = new(HtmlReport.FromJson(json.ToString(), null, names[0]));
        CheckIsClosed(page);
        CheckAgainstJson(page.Html, json.ToString());
        string[] shown = [.. page.Rows("columns").Select(row => row.Single(cell => cell.Name == "th").Value)];
        Assert.Equal(names.Select(PageText.Clean), shown);
        Assert.Contains("line\u240Afeed\u2409tab\u2400nul\u241Besc\uFFFDnext", shown);
        Assert.Contains("half \uFFFD character", shown);
        Assert.DoesNotContain(page.Html, c => char.IsControl(c) && c != '\n');
        Assert.Equal(names.Select(PageText.Clean), page.Data.GetProperty("rows").EnumerateArray().Select(row => row[1].GetString()));
    }

    [Fact]
    public void Page_OfATableWithHostileNamesAndLevels_ShowsThem()
    {
        string?[] levels = [.. Enumerable.Range(0, 300).Select(i => s_hostile[i % s_hostile.Length])];
        Column[] columns =
        [
            Column.Categorical("half \uD83D", levels),
            Column.Numeric("<b>", Enumerable.Range(0, 300).Select(i => (double)(i * 7 % 300)).ToArray()),
            Column.Categorical("</script>", [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? "<i>" : "\"q\"")]),
        ];
        Ranking ranking = Ranking.Of(Table.Of(columns), "</script>", RankOptions.Full with { Quality = true }, new RunContext());
        ReportPage page = new(ranking.ToHtml());
        CheckIsClosed(page);
        CheckAgainstJson(page.Html, ranking.ToJson());
        Assert.Contains("half \uFFFD", page.Rows("columns").Select(row => row[1].Value));
    }

    [Fact]
    public void Details_OfTheFirstFifty_HavePicturesWhereTheDataAreThere()
    {
        Ranking ranking = samples.Rank("titanic.csv", "Survived");
        ReportPage with = new(ranking.ToHtml());
        ReportPage without = new(HtmlReport.FromJson(ranking.ToJson(), null, "titanic.json"));
        foreach (RankedColumn column in ranking.Columns)
        {
            XElement details = with.ById(FormattableString.Invariant($"column-{column.Rank}"));
            Assert.Contains(details.Descendants(), e => e.Name.LocalName == "bdi" && e.Value == column.Column.Name);
        }

        Assert.Contains(with.ById("column-1").Descendants(), e => e.Name.LocalName == "svg");
        Assert.DoesNotContain(without.ById("details").Descendants(), e => e.Name.LocalName == "svg");
        Assert.Contains("infometer report titanic.json --data FILE", without.ById("details").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("--data FILE", with.ById("details").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_OfAWideScreening_SaysThatNotAllColumnsAreListed()
    {
        using ArrayFolder folder = new();
        double[] target = [.. Enumerable.Range(0, 200).Select(row => (double)(row % 2))];
        double[] values = [.. Enumerable.Range(0, 200 * 40).Select(i => (i % 40 == 7 ? 10 * target[i / 40] : 0) + (i * 7919 % 1000 / 1000.0))];
        using ArrayFile file = ArrayFile.Open(folder.Write("x.npy", ArrayBytes.Npy<double>("<f8", "(200, 40)", values)));
        Ranking ranking = Ranking.Of(file.Read(), Column.Numeric("y", target), most: 5);
        ReportPage page = new(ranking.ToHtml());
        Assert.Equal(5, page.Rows("columns").Length);
        Assert.Contains("40 columns were tested; the result lists 5 of them.", page.ById("table").Value, StringComparison.Ordinal);
        CheckAgainstJson(page.Html, ranking.ToJson());
        Assert.Throws<ArgumentOutOfRangeException>(() => ranking.ToHtml(Unit.Ratio));
    }

    [Fact]
    public void EveryIdIsThere_AndEveryLinkLeadsSomewhere()
    {
        ReportPage page = new(samples.Rank("titanic.csv", "Survived").ToHtml());
        string[] ids = [.. page.Elements.Select(e => (string?)e.Attribute("id")).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (string id in new[] { "summary", "pictures", "columns", "details", "pairs", "quality", "method", "reproduce", "filter", "unit-bits", "unit-nats", "column-1", "pair-1" })
        {
            Assert.Contains(id, ids);
        }

        foreach (string target in page.Elements.SelectMany(e => e.Attributes()).Where(a => a.Name == "href").Select(a => a.Value))
        {
            Assert.StartsWith("#", target, StringComparison.Ordinal);
            Assert.Contains(target[1..], ids);
        }

        foreach (string name in new[] { "for", "aria-labelledby", "aria-controls" })
        {
            Assert.All(page.Elements.SelectMany(e => e.Attributes(name)).SelectMany(a => a.Value.Split(' ')), id => Assert.Contains(id, ids));
        }
    }

    [Fact]
    public void Headings_CanSort_AndSayHowTheyAreSorted()
    {
        ReportPage page = new(samples.Rank("titanic.csv", "Survived").ToHtml());
        XElement[] heads = [.. page.ById("columns").Descendants("thead").Single().Descendants("th")];
        Assert.All(heads, head => Assert.Equal("button", head.Elements().Single().Name));
        Assert.Equal(["ascending", .. heads.Skip(1).Select(_ => "none")], heads.Select(h => (string)h.Attribute("aria-sort")!));
        Assert.Equal("true", (string?)page.ById("unit-bits").Attribute("aria-pressed"));
        Assert.Equal("false", (string?)page.ById("unit-nats").Attribute("aria-pressed"));
    }

    private static void CheckIsClosed(ReportPage page)
    {
        Assert.Equal(1, Regex.Count(page.Html, "<style>"));
        Assert.Equal(1, Regex.Count(page.Html, "<script>"));
        Assert.Equal(2, Regex.Count(page.Html, "<script"));
        string policy = (string)page.Elements.Single(e => (string?)e.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!;
        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(page.Style)}'; script-src '{Hash(page.Script)}'; base-uri 'none'; form-action 'none'", policy);
        string[] allowed = ["html", "head", "meta", "title", "body", "header", "nav", "main", "footer", "section", "div", "span", "bdi", "p", "h1", "h2", "h3", "a", "ul", "li", "dl", "dt", "dd", "button", "input", "label", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "figure", "figcaption", "pre", "code"];
        XNamespace svg = "http://www.w3.org/2000/svg";
        foreach (XElement element in page.Elements)
        {
            Assert.True(element.Name.Namespace == svg || allowed.Contains(element.Name.LocalName), element.Name.ToString());
            foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                Assert.DoesNotMatch("^(on|style$|src$)", attribute.Name.LocalName);
                if (attribute.Name.LocalName is "href" or "fill" or "clip-path" or "mask")
                {
                    Assert.DoesNotMatch(@"^[a-z]+:|//|url\((?!#)", attribute.Value);
                }
            }
        }

        Assert.DoesNotMatch(@"url\(|@import|http", page.Style);
        Assert.DoesNotMatch(@"fetch|XMLHttp|import\b|http|innerHTML|eval|document\.write", page.Script);
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static void CheckAgainstJson(string html, string json)
    {
        ReportPage page = new(html);
        using JsonDocument document = JsonDocument.Parse(json);
        HashSet<double> numbers = [];
        Collect(document.RootElement, numbers);
        foreach (XElement amount in page.WithClass("amount").Where(e => !((string)e.Attribute("class")!).Contains("tick", StringComparison.Ordinal)))
        {
            double number = double.Parse((string)amount.Attribute("data-amount")!, CultureInfo.InvariantCulture);
            Assert.Contains(number, numbers);
            Assert.Equal(Amount(number), amount.Value);
        }

        JsonElement[] columns = [.. document.RootElement.GetProperty("columns").EnumerateArray()];
        string[] keys = [.. page.ById("columns").Descendants("thead").Single().Descendants("th").Select(h => (string)h.Attribute("data-key")!)];
        XElement[][] rows = page.Rows("columns");
        Assert.Equal(Math.Min(200, columns.Length), rows.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            JsonElement data = page.Data.GetProperty("rows")[i];
            for (int k = 0; k < keys.Length; k++)
            {
                JsonElement expected = columns[i].GetProperty(keys[k]);
                if (i < rows.Length)
                {
                    Assert.Equal(Cell(keys[k], expected), rows[i][k].Value);
                }

                Assert.Equal(Datum(keys[k], expected), data[k].GetRawText());
            }
        }
    }

    private static void Collect(JsonElement element, HashSet<double> numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                numbers.Add(element.GetDouble());
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, numbers);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Collect(property.Value, numbers);
                }

                break;
        }
    }

    // Written anew here, so that a change of the page's formats is seen.
    private static string Cell(string key, JsonElement value) => (key, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => "–",
        ("interval", _) => $"[{Number(value.GetProperty("low"))}, {(value.GetProperty("high").ValueKind == JsonValueKind.Null ? "…" : Number(value.GetProperty("high")))}]",
        ("value" or "adds" or "chance", _) => Amount(value.GetDouble()),
        ("pValue" or "qValue", _) => value.GetDouble() switch
        {
            < 1e-300 => "<1e-300",
            < 0.001 and var p => p.ToString("0e-0", CultureInfo.InvariantCulture),
            var p => p.ToString("0.000", CultureInfo.InvariantCulture),
        },
        ("share", _) => $"{(Math.Abs(value.GetDouble()) < 0.0005 ? 0 : 100 * value.GetDouble()).ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−')} %",
        ("flags", _) => string.Join(' ', value.EnumerateArray().Select(f => f.GetString())),
        (_, JsonValueKind.Number) => value.GetInt64().ToString("N0", CultureInfo.InvariantCulture),
        _ => PageText.Clean(value.GetString()!),
    };

    private static string Datum(string key, JsonElement value) => (key, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => "null",
        ("interval", _) => $"[{Round(value.GetProperty("low"))},{Round(value.GetProperty("high"))}]",
        ("flags", _) => $"\"{string.Join(' ', value.EnumerateArray().Select(f => f.GetString()))}\"",
        (_, JsonValueKind.Number) => Round(value),
        _ => JsonSerializer.Serialize(PageText.Clean(value.GetString()!)),
    };

    private static string Round(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "null" : JsonSerializer.Serialize(value.GetDouble());

    private static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "–" : Amount(value.GetDouble());

    private static string Amount(double number) =>
        Math.Abs(number) < 0.00005 ? "0.0000" : number.ToString("0.0000", CultureInfo.InvariantCulture).Replace('-', '−');
}
