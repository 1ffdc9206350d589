using System.Text.Json.Nodes;
using Xunit;

namespace Infometer.Tests;

public class RankingDocumentTests
{
    [Theory]
    [InlineData("", "the result is no JSON")]
    [InlineData("{\"columns\": [", "the result is no JSON in line 1, byte")]
    [InlineData("[1, 2]", "the result is an array, where the JSON object that infometer prints with --json was expected.")]
    [InlineData("null", "the result is null, where the JSON object")]
    [InlineData("{}", "The result is no result that a page can be made of; give the JSON of a ranking (infometer rank)")]
    [InlineData("{\"a\": 1, \"a\": 2}", "the result is no JSON")]
    public void FromJson_OfSomethingElse_SaysSoInASentence(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void FromJson_WithASource_NamesIt() =>
        Assert.StartsWith("run.json is no JSON", Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson("x", null, "run.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void FromJson_WithHalfACharacter_SaysSo()
    {
        Assert.Contains("lone surrogate", Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson("{\"a\": \"\uD800\"}")).Message, StringComparison.Ordinal);
        RankingJson json = Two();
        string escaped = json.ToString().Replace("\"first\"", "\"\\uD800\"", StringComparison.Ordinal);
        Assert.Equal(
            "columns[0].name of the result is \"\\uD800\", where a text of whole characters (this one has a lone surrogate) was expected; give the JSON that infometer wrote, unchanged.",
            Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(escaped)).Message);
    }

    [Theory]
    [InlineData("version", "7", "version of the result is 7, where a text was expected")]
    [InlineData("unit", "\"bans\"", "unit of the result is \"bans\", where one of bits, nats was expected")]
    [InlineData("seed", "-1", "seed of the result is -1, where a whole number from 0 to 2^64 − 1 was expected")]
    [InlineData("data", "[]", "data of the result is an array, where an object was expected")]
    [InlineData("columns", "{}", "columns of the result is an object, where an array was expected")]
    [InlineData("notes", "[{\"code\": \"a\"}]", "notes[0].text of the result is missing")]
    [InlineData("together", "3", "together of the result is 3, where an object was expected")]
    [InlineData("path", "[4]", "path[0] of the result is 4, where an object was expected")]
    public void FromJson_WithAPropertyThatDoesNotFit_NamesIt(string name, string value, string expected)
    {
        RankingJson json = Two();
        json.Root[name] = JsonNode.Parse(value);
        Assert.StartsWith(expected, Refusal(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", "\"a lot\"", "columns[1].value of the result is \"a lot\", where a number was expected")]
    [InlineData("value", "1e999", "columns[1].value of the result is 1e999, where a number within double precision was expected")]
    [InlineData("rank", "1.5", "columns[1].rank of the result is 1.5, where a whole number from 0 on was expected")]
    [InlineData("missing", "-4", "columns[1].missing of the result is -4, where a whole number from 0 on was expected")]
    [InlineData("verdict", "\"sure\"", "columns[1].verdict of the result is \"sure\", where one of value, lower-bound, not-detected, unreliable was expected")]
    [InlineData("interval", "{\"low\": 0}", "columns[1].interval.level of the result is missing")]
    [InlineData("flags", "[3]", "columns[1].flags[0] of the result is 3, where a text was expected")]
    public void FromJson_WithAColumnThatDoesNotFit_NamesItsPath(string name, string value, string expected)
    {
        RankingJson json = Two();
        json.Root["columns"]![1]![name] = JsonNode.Parse(value);
        Assert.StartsWith(expected, Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_WithoutAProperty_NamesIt_WhicheverItIs()
    {
        foreach (string name in Two().Root["columns"]![0]!.AsObject().Select(p => p.Key))
        {
            RankingJson json = Two();
            json.Root["columns"]![0]!.AsObject().Remove(name);
            Assert.StartsWith($"columns[0].{name} of the result is missing;", Refusal(json), StringComparison.Ordinal);
        }

        foreach (string name in Two().Settings.Select(p => p.Key))
        {
            RankingJson json = Two();
            json.Settings.Remove(name);
            Assert.StartsWith($"settings.{name} of the result is missing;", Refusal(json), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FromJson_WithPropertiesOfALaterVersion_PassesOverThem()
    {
        RankingJson json = Two();
        json.Root["invented"] = 3;
        json.Root["columns"]![0]!["invented"] = "later";
        Assert.Contains("2 columns", json.Headline(), StringComparison.Ordinal);
        Assert.Contains("first", json.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_WithALongValueThatDoesNotFit_CutsIt()
    {
        RankingJson json = Two();
        json.Root["unit"] = new string('x', 1000);
        Assert.True(Refusal(json).Length < 200);
    }

    [Fact]
    public void FromJson_WithDataOfOtherRows_IsRefused()
    {
        Table table = Table.Of(Column.Numeric("first", new double[] { 1, 2, 3 }), Column.Numeric("second", new double[] { 1, 2, 3 }), Column.Numeric("y", new double[] { 1, 0, 1 }));
        Assert.Equal(
            $"{table.Name} has 3 rows and the result was made of 100 (data.csv); give the data that the result was made of.",
            Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(Two().ToString(), table)).Message);
    }

    [Theory]
    [InlineData("first", "y", "second")]
    [InlineData("first", "second", "y")]
    public void FromJson_WithDataThatLacksAColumn_IsRefused(string one, string other, string lacking)
    {
        double[] values = new double[100];
        Table table = Table.Of(Column.Numeric(one, values), Column.Numeric(other, values));
        Assert.StartsWith(
            $"{table.Name} has no column '{lacking}', which the result speaks of (data.csv)",
            Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(Two().ToString(), table)).Message,
            StringComparison.Ordinal);
    }

    private static RankingJson Two()
    {
        RankingJson json = new();
        json.Add("first", 0.4, 0.3, 0.5);
        json.Add("second", 0.2, 0.1, null, "lower-bound");
        return json;
    }

    private static string Refusal(RankingJson json) => Assert.Throws<InvalidInputException>(() => HtmlReport.FromJson(json.ToString())).Message;
}
