using System.Globalization;
using System.Text.Json.Nodes;

namespace Infometer.Tests;

/// <summary>The JSON of a ranking as a test wants it: columns are added one by one, and anything can be set or removed.</summary>
internal sealed class RankingJson
{
    private readonly JsonArray _columns = [];

    public RankingJson()
    {
        Root = (JsonObject)JsonNode.Parse("""
            {
              "version": "0.1.0",
              "data": { "file": "data.csv", "rows": 100 },
              "target": { "name": "y", "kind": "discrete", "levels": 2, "entropy": 0.9 },
              "unit": "bits",
              "seed": 0,
              "path": [],
              "groups": [],
              "synergies": [],
              "pairs": null,
              "together": null,
              "notes": [],
              "settings": {
                "missing": "level", "discretizer": "equal-frequency, by n", "neighborColumns": 50, "fdr": "benjamini-hochberg", "level": 0.05,
                "pairs": "all", "together": true, "groupDistance": 0.5, "pathLength": 10, "shadowRounds": 0, "tested": 0, "survivors": 0,
                "permutations": null, "groups": null, "blocks": null, "exclude": []
              }
            }
            """)!;
        Root["columns"] = _columns;
    }

    /// <summary>The whole.</summary>
    public JsonObject Root { get; }

    /// <summary>The settings.</summary>
    public JsonObject Settings => (JsonObject)Root["settings"]!;

    /// <summary>A column; amounts have few digits, so that they are easy to find.</summary>
    public JsonObject Add(
        string name,
        double? value,
        double? low = null,
        double? high = null,
        string verdict = "value",
        double? p = 0.001,
        double? q = 0.002,
        double? adds = null,
        string[]? flags = null,
        string kind = "discrete")
    {
        JsonObject column = new()
        {
            ["rank"] = _columns.Count + 1,
            ["name"] = name,
            ["kind"] = kind,
            ["levels"] = 3,
            ["n"] = 100,
            ["missing"] = 0,
            ["value"] = value,
            ["raw"] = value,
            ["standardError"] = 0.01,
            ["interval"] = low is null ? null : new JsonObject { ["level"] = 0.95, ["low"] = low, ["high"] = high },
            ["verdict"] = verdict,
            ["estimator"] = new JsonObject { ["name"] = "plugin" },
            ["share"] = value / 0.9,
            ["chance"] = 0.002,
            ["pValue"] = p,
            ["pMethod"] = "permuted",
            ["qValue"] = q,
            ["adds"] = adds,
            ["group"] = null,
            ["duplicateOf"] = null,
            ["flags"] = new JsonArray([.. (flags ?? []).Select(flag => (JsonNode)flag)]),
            ["notes"] = new JsonArray(),
        };
        _columns.Add((JsonNode)column);
        if (q is { } found)
        {
            Settings["tested"] = (int)Settings["tested"]! + 1;
            Settings["survivors"] = (int)Settings["survivors"]! + (found <= (double)Settings["level"]! ? 1 : 0);
        }

        return column;
    }

    /// <summary>A column of which nothing was detected.</summary>
    public JsonObject AddNothing(string name) => Add(name, -0.001, 0, 0.01, "not-detected", 0.6, 0.7);

    /// <summary>Columns that carry the same information.</summary>
    public void Group(double distance, params string[] members) => ((JsonArray)Root["groups"]!).Add((JsonNode)new JsonObject
    {
        ["representative"] = members[0],
        ["members"] = new JsonArray([.. members.Select(m => (JsonNode)m)]),
        ["distance"] = distance,
    });

    /// <summary>A pair; the search of pairs is switched on.</summary>
    public void Pair(string a, string b, double value, double low, double high)
    {
        Root["pairs"] ??= new JsonObject { ["columns"] = 4, ["tested"] = 6, ["untestable"] = 0, ["redundant"] = 0, ["notes"] = new JsonArray() };
        ((JsonArray)Root["synergies"]!).Add((JsonNode)new JsonObject
        {
            ["a"] = a,
            ["b"] = b,
            ["value"] = value,
            ["interval"] = new JsonObject { ["level"] = 0.95, ["low"] = low, ["high"] = high },
            ["pValue"] = 0.001,
            ["qValue"] = 0.004,
        });
    }

    /// <summary>What all columns together tell.</summary>
    public JsonObject Together(double? value, double? low, string verdict)
    {
        JsonObject together = new()
        {
            ["value"] = value,
            ["standardError"] = 0.01,
            ["interval"] = low is null ? null : new JsonObject { ["level"] = 0.95, ["low"] = low, ["high"] = null },
            ["verdict"] = verdict,
            ["share"] = value / 0.9,
            ["targetEntropy"] = 0.9,
            ["n"] = 100,
            ["columns"] = _columns.Count,
            ["folds"] = 5,
            ["predictor"] = "boosted trees",
            ["notes"] = new JsonArray(),
        };
        Root["together"] = together;
        return together;
    }

    /// <summary>The finding of a key in plain words; null where there is none.</summary>
    public string? Finding(string key) => Words().Findings().FirstOrDefault(f => f.Key == key)?.Sentence.ToString();

    /// <summary>The headline in plain words.</summary>
    public string Headline() => Words().Headline().ToString();

    /// <summary>The document.</summary>
    public RankingDocument Document() => RankingDocument.Read(JsonPart.Parse(ToString(), "the result"));

    /// <summary>The page.</summary>
    public string ToHtml() => HtmlReport.FromJson(ToString());

    /// <summary>The sentences.</summary>
    public RankingWords Words() => new(new RankingReading(Document()));

    public override string ToString() => Root.ToJsonString();

    /// <summary>A name for the n-th column.</summary>
    public static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"c{n}");
}
