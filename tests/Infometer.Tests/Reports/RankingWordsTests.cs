using System.Text.Json.Nodes;
using Xunit;

namespace Infometer.Tests;

public class RankingWordsTests
{
    [Theory]
    [InlineData(0, 0, "No column could be tested for what it tells about y")]
    [InlineData(1, 0, "The one column was not found to tell anything about y")]
    [InlineData(3, 0, "None of 3 columns was found to tell anything about y")]
    [InlineData(1, 1, "The one column tells you something about y")]
    [InlineData(3, 1, "1 of 3 columns tells you something about y")]
    [InlineData(3, 2, "2 of 3 columns tell you something about y")]
    [InlineData(3, 3, "All 3 columns tell you something about y")]
    [InlineData(5000, 1200, "1,200 of 5,000 columns tell you something about y")]
    public void Headline_CountsWhatWasFound(int tested, int found, string expected)
    {
        RankingJson json = new();
        json.Settings["tested"] = tested;
        json.Settings["survivors"] = found;
        Assert.Equal(expected, json.Headline());
    }

    [Fact]
    public void Findings_WhereNothingWasFound_NameNoAmountAndPromiseNothing()
    {
        RankingJson json = new();
        json.AddNothing("a");
        json.AddNothing("b");
        Assert.Null(json.Finding("most"));
        Assert.Equal(
            "Columns are called informative in such a way that at most about 5 % of those so called are expected to be there by chance; here none is.", json.Finding("sure"));
        Assert.Equal("a and b cannot be told from chance with these rows. That is no proof that they tell nothing.", json.Finding("not-found"));
        Assert.Equal("No two columns were found to say the same.", json.Finding("same"));
    }

    [Fact]
    public void Most_OfOneColumn_HasNoOrder()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        Assert.Equal("a tells 0.4000 bits, 44.4 % of all there is to know.", json.Finding("most"));
        Assert.Null(json.Finding("same"));
        Assert.StartsWith("Columns are called informative in such a way", json.Finding("sure"), StringComparison.Ordinal);
    }

    [Fact]
    public void Most_WhereIntervalsOverlap_SaysThatOthersCouldTellAsMuch()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.35, 0.25, 0.45);
        json.Add("c", 0.2, 0.1, 0.29);
        Assert.Equal(
            "a tells most: 0.4000 bits, 44.4 % of all there is to know. Next come b (0.3500 bits) and c (0.2000 bits). b could tell as much: the intervals of both overlap.",
            json.Finding("most"));
    }

    [Fact]
    public void Most_WhereTheFirstLiesAbove_SaysSo()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.2, 0.1, 0.29);
        Assert.Equal(
            "a tells most: 0.4000 bits, 44.4 % of all there is to know. Next comes b (0.2000 bits). The interval of a lies above those of all others.", json.Finding("most"));
        json.Settings["tested"] = 9;
        Assert.EndsWith("above those of all others listed.", json.Finding("most"), StringComparison.Ordinal);
    }

    [Fact]
    public void Most_OfLowerBounds_SaysAtLeast_AndDoesNotCallTheOrderSure()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.2, 0.1, null, "lower-bound");
        json.Add("c", 0.1, 0, null, "lower-bound");
        Assert.Equal(
            "a tells most: 0.4000 bits, 44.4 % of all there is to know. Next come b (at least 0.1000 bits) and c (about 0.1000 bits). 2 columns have only lower bounds: there may be more than is shown.",
            json.Finding("most"));
    }

    [Fact]
    public void Most_OfLowerBoundsAlone_SaysSo()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, null, "lower-bound");
        json.Add("b", 0.2, 0.1, null, "lower-bound");
        Assert.Equal(
            "a tells most: at least 0.3000 bits. Next comes b (at least 0.1000 bits). All of these numbers are lower bounds: there may be more than is shown.", json.Finding("most"));
    }

    [Fact]
    public void Most_WhereNoNumberIsAbove0_GivesNone()
    {
        RankingJson json = new();
        json.Add("a", -0.001, 0, null, "lower-bound");
        json.Add("b", null, verdict: "unreliable");
        Assert.Equal("a and b differ from chance, but how much they tell cannot be put into a number above 0.", json.Finding("most"));
        Assert.Equal("For b no number can be given that deserves trust; the details say why.", json.Finding("no-number"));
    }

    [Fact]
    public void Sure_SaysThePromiseWithTheLevelThatWasAskedFor()
    {
        RankingJson json = new();
        json.Settings["level"] = 0.1;
        json.Add("a", 0.4, 0.3, 0.5, q: 0.09);
        json.Add("b", 0.35, 0.25, 0.45, q: 0.1);
        Assert.Equal(
            "Of the 2 columns called informative at most about 10 % are expected to be there by chance. The intervals are made to hold the truth 95 times out of 100.",
            json.Finding("sure"));
        json.Settings["groups"] = "patient";
        Assert.EndsWith("Rows that belong together were kept together when chance was judged.", json.Finding("sure"), StringComparison.Ordinal);
        json.Settings["groups"] = null;
        json.Settings["blocks"] = 50;
        Assert.EndsWith("Neighbouring rows were kept together when chance was judged.", json.Finding("sure"), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_OfExactGroups_SaysThatOneIsEnough_AndOfNumbersThatBinsSaySo()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.4, 0.3, 0.5);
        json.Add("c", 0.4, 0.3, 0.5, kind: "continuous");
        json.Add("d", 0.4, 0.3, 0.5, kind: "continuous");
        json.Group(0, "a", "b");
        json.Group(0, "c", "d");
        Assert.Equal("a and b say exactly the same: either of them is enough. c and d say in bins the same: either of them is enough.", json.Finding("same"));
    }

    [Fact]
    public void Same_OfSimilarGroups_NamesTheFirstAndCountsTheOthers()
    {
        RankingJson json = new();
        for (int i = 0; i < 10; i++)
        {
            json.Add(RankingJson.Name(i), 0.4, 0.3, 0.5);
        }

        json.Group(0.4, "c0", "c1", "c2");
        Assert.Equal("c0, c1 and c2 say much the same: any two share at least half of what they hold.", json.Finding("same"));
        json.Group(0.3, "c3", "c4");
        Assert.Equal("c0, c1 and c2 say much the same; so do c3 and c4: any two share at least half of what they hold.", json.Finding("same"));
        json.Group(0.6, "c5", "c6");
        json.Group(0.3, "c7", "c8");
        Assert.Equal("c0, c1 and c2 say much the same; so do c3 and c4; c5 and c6; and the columns of 1 more group.", json.Finding("same"));
    }

    [Fact]
    public void Same_OfDuplicatesOutsideGroups_NamesWhatTheyRepeat()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.4, 0.3, 0.5, flags: ["duplicate"])["duplicateOf"] = "a";
        Assert.Equal("b repeats a row for row.", json.Finding("same"));
    }

    [Theory]
    [InlineData("not-compared")]
    [InlineData("compared-first-columns")]
    public void Same_WhereColumnsWereNotAllCompared_DoesNotSayThatNoneAreTheSame(string code)
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.4, 0.3, 0.5);
        json.Root["notes"] = new JsonArray(new JsonObject { ["code"] = code, ["text"] = "…" });
        Assert.Equal(code == "not-compared" ? null : "No two of the columns that were compared were found to say the same.", json.Finding("same"));
        json.Settings["groupDistance"] = null;
        Assert.Null(json.Finding("same"));
    }

    [Fact]
    public void LittleNew_NamesColumnsThatAddLessThanATenthOfTheirBits()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5, adds: 0.4);
        json.Add("b", 0.3, 0.2, 0.4, adds: 0.029);
        json.Add("c", 0.3, 0.2, 0.4, adds: 0.031);
        json.Add("d", 0.2, 0.1, 0.3, adds: -0.1);
        json.Add("e", 0.2, 0.1, 0.3, adds: -0.1)["duplicateOf"] = "d";
        json.Add("f", 0.2, 0.1, 0.3, adds: 0.001)["estimator"] = new JsonObject { ["name"] = "ksg1" };
        Assert.Equal(
            "b and d say little that is new: as far as the counts show, a single column further up already tells at least nine tenths of what each of them tells.",
            json.Finding("little-new"));
    }

    [Theory]
    [InlineData("lower-bound", 0.25, "All 2 columns together tell at least 0.2500 of 0.9000 bits, judged by predicting rows that the predictor had not seen.")]
    [InlineData("not-detected", 0.0, "All 2 columns together were found to tell nothing beyond chance: a predictor made of them did no better on rows that it had not seen.")]
    public void Together_SaysTheBound(string verdict, double low, string expected)
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.4, 0.3, 0.5);
        Assert.Null(json.Finding("together"));
        json.Together(0.3, low, verdict);
        Assert.Equal(expected, json.Finding("together"));
    }

    [Fact]
    public void Together_ThatIsUnreliable_SaysWhy()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Together(null, null, "unreliable")["notes"] = new JsonArray(new JsonObject { ["code"] = "too-few-rows", ["text"] = "12 rows are too few." });
        Assert.Equal("What the column tells could not be judged. 12 rows are too few.", json.Finding("together"));
    }

    [Fact]
    public void Pairs_SayWhatIsSurelyMoreTogether()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.4, 0.3, 0.5);
        Assert.Null(json.Finding("pairs"));
        json.Pair("a", "b", 0.02, -0.01, 0.05);
        Assert.Equal("None of 6 pairs that could be tested is known to tell more together than one by one.", json.Finding("pairs"));
        json.Pair("a", "b", 0.03, 0.01, 0.05);
        Assert.Equal("a and b tell more together than one by one: 0.0300 bits beyond the sum of both.", json.Finding("pairs"));
        json.Pair("b", "a", 0.02, 0.01, 0.05);
        Assert.Equal("2 of 6 pairs tell more together than one by one, most of all a and b: 0.0300 bits beyond the sum of both.", json.Finding("pairs"));
        json.Root["pairs"]!["tested"] = 0;
        Assert.Null(json.Finding("pairs"));
    }

    [Fact]
    public void Warnings_NameCopiesOfTheTargetFirst()
    {
        RankingJson json = new();
        json.Add("a", 0.9, 0.8, 1, flags: ["target-copy"]);
        json.Add("b", 0.4, 0.3, 0.5, flags: ["serial", "missing-informative", "negligible"]);
        json.Add("id", null, verdict: "unreliable", p: 1, q: null, flags: ["identifier"]);
        json.Add("one", 0, 0, 0, "not-detected", 1, null, flags: ["constant"]);
        Assert.Equal("leak", json.Words().Findings()[0].Key);
        Assert.Equal("a tells nearly everything there is to know about y. Is it a copy, or known only afterwards? Then leave it out and look again.", json.Finding("leak"));
        Assert.StartsWith("Neighbouring rows resemble each other in y and in 1 column, as in a record over time.", json.Finding("doubt"), StringComparison.Ordinal);
        Assert.Equal("Whether a cell is empty tells something about y by itself in b.", json.Finding("missing"));
        Assert.Equal("b is no chance find, yet tells less than half a per cent of what there is to know.", json.Finding("negligible"));
        Assert.Equal(
            "id names the rows, as a number or a label for each: it would tell everything about these rows and nothing about new ones. one is the same in every row, or empty.",
            json.Finding("set-aside"));
        Assert.Null(json.Finding("no-number"));
    }

    [Fact]
    public void NotFound_TellsColumnsThatStandOutAloneFromTheOthers()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.01, 0, 0.1, p: 0.04, q: 0.06);
        json.AddNothing("c");
        Assert.Equal(
            "b and c cannot be told from chance with these rows. That is no proof that they tell nothing. 1 of them stands out alone, but among 3 columns some do so by luck.",
            json.Finding("not-found"));
    }

    [Fact]
    public void NotFound_OfAPartOfTheColumns_CountsThemAll()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.AddNothing("b");
        json.Settings["tested"] = 500;
        Assert.Equal("499 other columns cannot be told from chance with these rows. That is no proof that they tell nothing.", json.Finding("not-found"));
    }

    [Fact]
    public void Lead_OfANumericTarget_PromisesNoEntropy()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        Assert.Equal("Before you know anything, y is 0.9000 bits uncertain. A column's bits say how much of that goes away once you know the column.", json.Words().Lead().ToString());
        json.Root["target"]!["kind"] = "continuous";
        Assert.DoesNotContain("0.9", json.Words().Lead().ToString(), StringComparison.Ordinal);
        Assert.Equal("a tells 0.4000 bits.", json.Finding("most"));
    }

    [Fact]
    public void HoldoutAndShadows_AreSaid()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5)["shadowHits"] = 20;
        json.Add("b", 0.4, 0.3, 0.5)["shadowHits"] = 19;
        json.Root["shadows"] = new JsonObject { ["rounds"] = 20, ["median"] = 0.01, ["highest"] = 0.02 };
        json.Root["holdout"] = new JsonObject
        {
            ["trainingRows"] = 50,
            ["holdoutRows"] = 50,
            ["asked"] = 2,
            ["fromHoldout"] = 1,
            ["unanswered"] = 0,
            ["budget"] = 200,
            ["budgetLeft"] = 199,
        };
        Assert.Equal("1 column beat the best shuffled copy of any column in all 20 rounds; that copy showed 0.0100 bits in the middle of the rounds.", json.Finding("shadows"));
        Assert.StartsWith("50 rows made this page, 50 only answered: 2 answers, of which 1 ", json.Finding("holdout"), StringComparison.Ordinal);
    }

    [Fact]
    public void Column_HasASentencePerVerdict()
    {
        RankingJson json = new();
        json.Add("a", 0.4, 0.3, 0.5);
        json.Add("b", 0.2, 0.1, null, "lower-bound");
        json.Add("c", 0.2, 0, null, "lower-bound");
        json.Add("d", -0.01, 0, 0.02, "not-detected", 0.5, 0.6);
        json.Add("e", -0.01, 0, null, "not-detected", 0.5, 0.6);
        json.Add("f", null, verdict: "unreliable", p: 0.01, q: 0.2);
        json.Add("g", 0.1, 0, 0.2, p: 0.04, q: 0.06);
        RankingReading reading = new(json.Document());
        ColumnWords words = new(reading);
        string[] expected =
        [
            "a tells 0.4000 bits about y, 44.4 % of all there is to know; the interval reaches from 0.3000 to 0.5000. It is called informative: q = 0.002, at most 0.05.",
            "b tells at least 0.1000 bits about y; 0.2000 were measured, and how much more there is, is not known. It is called informative: q = 0.002, at most 0.05.",
            "c shows about 0.2000 bits about y, but no amount above 0 is certain, and there may be more. It is called informative: q = 0.002, at most 0.05.",
            "Nothing was detected: what d shows about y is no more than chance would. If it tells anything, then most likely no more than 0.0200 bits. It is not called informative: q = 0.600, above 0.05.",
            "Nothing was detected: what e shows about y is no more than chance would. How much it might tell all the same cannot be said. It is not called informative: q = 0.600, above 0.05.",
            "No number is given for f: the rows say too little about it. Alone it stands out (p = 0.010), but not among 7 columns (q = 0.200): it is not called informative.",
            "g tells 0.1000 bits about y, 11.1 % of all there is to know; the interval reaches from 0.0000 to 0.2000. Alone it stands out (p = 0.040), but not among 7 columns (q = 0.060): it is not called informative.",
        ];
        Assert.Equal(expected, reading.Ranking.Columns.Select(c => $"{words.Sentence(c)} {words.Decision(c)}"));
    }
}
