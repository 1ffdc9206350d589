using System.Text;
using Xunit;

namespace Infometer.Tests;

public class ReproduceRankingTests
{
    [Theory]
    [InlineData("--target", "Survived")]
    [InlineData("--target", "Survived", "--quality", "--unit", "nats", "--seed", "7", "--fdr", "by", "--level", "0.1", "--pairs", "4", "--no-together", "--exclude", "Name,Cabin", "--top", "3")]
    [InlineData("--target", "Fare", "--bins", "6", "--missing", "drop", "--permutations", "99", "--neighbors", "0", "--shadows", "--pairs", "none")]
    [InlineData("--target", "Survived", "--groups", "Ticket", "--permutations", "199")]
    [InlineData("--target", "Survived", "--blocks", "30", "--permutations", "199")]
    public async Task Command_OfAResult_GivesTheSameResult(params string[] options)
    {
        CommandRun first = await CommandRun.OfAsync(["rank", Repository.Sample("titanic.csv"), .. options, "--json"]);
        Assert.True(first.ExitCode == 0, first.Error);
        string[] words = Words(Command(first.Output)!);
        Assert.Equal("infometer", words[0]);
        CommandRun second = await CommandRun.OfAsync(words[1..]);
        Assert.Equal(first.Output, second.Output);
    }

    [Theory]
    [InlineData("plain_name-1.csv", "plain_name-1.csv")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("~home", "'~home'")]
    [InlineData("$(rm)", "'$(rm)'")]
    [InlineData("é", "'é'")]
    public void Quote_PassesAWordOnAsItIs(string word, string expected)
    {
        Assert.Equal(expected, CommandLine.Quote(word));
        Assert.Equal([word], Words(expected));
    }

    [Fact]
    public void Command_WithNamesThatLookLikeOptions_KeepsThemValues()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Root["target"]!["name"] = "--json";
        json.Root["data"]!["file"] = "my data.csv";
        json.Settings["exclude"] = new System.Text.Json.Nodes.JsonArray("b", "c,d", "e f");
        Assert.Equal("infometer rank 'my data.csv' --target=--json --exclude 'b,e f' --exclude c,d --json", Command(json.ToString()));
    }

    [Fact]
    public void Command_OfBinsThatNoOptionNames_IsNotGiven()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Settings["discretizer"] = "5 equal-width bins";
        Assert.Null(Command(json.ToString()));
        Assert.Contains("Discretizer = new EqualWidth(5)", ReproduceRanking.Statement(json.Document()), StringComparison.Ordinal);
        json.Settings["discretizer"] = "MDLP bins";
        Assert.Null(ReproduceRanking.Statement(json.Document()));
    }

    [Fact]
    public void Command_OfStandardInput_ReadsItAgain()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Root["data"]!["file"] = "standard input";
        Assert.Equal("infometer rank - --target y --json", Command(json.ToString()));
    }

    [Fact]
    public void Statement_NamesWhatDiffersFromTheDefaults()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        Assert.Equal("string page = Ranking.Of(Table.Read(\"data.csv\"), \"y\", RankOptions.Full).ToHtml();", ReproduceRanking.Statement(json.Document()));
        json.Root["unit"] = "nats";
        json.Root["seed"] = 18_446_744_073_709_551_615;
        json.Root["target"]!["name"] = "a \"quoted\"\n\\name";
        json.Settings["pairs"] = "20";
        json.Settings["together"] = false;
        json.Settings["groupDistance"] = null;
        json.Settings["level"] = 0.1;
        json.Settings["missing"] = "drop";
        Assert.Equal(
            "string page = Ranking.Of(Table.Read(\"data.csv\"), \"a \\\"quoted\\\"\\n\\\\name\", RankOptions.Full with { Missing = MissingPolicy.Drop, Level = 0.1, GroupDistance = null, "
            + "Pairs = SynergyOptions.Default with { Columns = 20 }, Together = null }, new RunContext { Seed = 18446744073709551615 }).ToHtml(Unit.Nats);",
            ReproduceRanking.Statement(json.Document()));
    }

    private static string? Command(string json)
    {
        RankingDocument ranking = RankingDocument.Read(JsonPart.Parse(json, "the result"));
        return ReproduceRanking.Command(ranking, new RankingReading(ranking).IsCut);
    }

    // As a POSIX shell splits words of plain characters, single quotes and backslashes.
    private static string[] Words(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isQuoted = false;
        bool isWord = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '\'')
            {
                isQuoted = !isQuoted;
                isWord = true;
            }
            else if (c == '\\' && !isQuoted)
            {
                word.Append(line[++i]);
            }
            else if (c == ' ' && !isQuoted)
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        return isWord ? [.. words, word.ToString()] : [.. words];
    }
}
