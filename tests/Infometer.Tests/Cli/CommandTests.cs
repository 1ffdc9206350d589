using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class CommandTests
{
    private static readonly string s_adult = Repository.Sample("adult.csv.gz");
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private static readonly string s_series = Repository.Sample("coupled_series.csv");
    private static readonly string s_credit = Repository.Sample("german_credit.csv");

    public static TheoryData<string[], string> BadUsage => new()
    {
        { [], "Required command was not provided" },
        { ["rnk"], "rnk" },
        { ["rank"], "--target" },
        { ["rank", "no-such-file.csv", "--target", "y"], "no-such-file.csv" },
        { ["rank", s_titanic, "--target", "survived"], "'Survived'" },
        { ["rank", s_titanic, "--target", ":99"], ":99" },
        { ["rank", s_titanic, "--target", "Survived", "--exclude", "Sx"], "'Sex'" },
        { ["rank", s_titanic, "--target", "Survived", "--top", "0"], "--top must be at least 1" },
        { ["rank", s_titanic, "--target", "Survived", "--top", "few"], "'few'" },
        { ["rank", s_titanic, "--target", "Survived", "--threads", "all"], "'all'" },
        { ["rank", s_titanic, "--target", "Survived", "--permutations", "1e3"], "'1e3'" },
        { ["explain", s_titanic, "Age", "Survived", "--bins", "few"], "'few'" },
        { ["rank", s_titanic, "--target", "Survived", "--threads", "0"], "--threads must be at least 1" },
        { ["rank", s_titanic, "--target", "Survived", "--seed", "-1"], "--seed must be a whole number from 0 on, not '-1'" },
        { ["rank", s_titanic, "--target", "Survived", "--unit", "hartley"], "hartley" },
        { ["rank", s_titanic, "--target", "Survived", "--kind", "Age"], "--kind 'Age' is not COLUMN=KIND" },
        { ["rank", s_titanic, "--target", "Survived", "--kind", "Age=number"], "discrete, continuous, mixed" },
        { ["rank", s_titanic, "--target", "Survived", "--kind", "Name=continuous"], "Name" },
        { ["rank", s_titanic, "--target", "Survived", "--delimiter", "::"], "--delimiter '::'" },
        { ["rank", s_titanic, "--target", "Survived", "--missing", "error"], "missing" },
        { ["rank", s_titanic, "--target", "Survived", "--permutations", "0"], "--permutations must be at least 1" },
        { ["rank", s_titanic, "--target", "Survived", "--groups", "Tiket"], "'Ticket'" },
        { ["rank", s_titanic, "--target", "Survived", "--groups", "Sex"], "'Sex' has only 2 groups" },
        { ["rank", s_titanic, "--target", "Survived", "--groups", "Survived"], "it cannot say as well what rows belong together" },
        { ["rank", s_titanic, "--target", "Survived", "--groups", "Cabin"], "'Cabin', which says what rows belong together, is missing in row 1 of the data" },
        { ["rank", s_titanic, "--target", "Survived", "--groups", "Ticket", "--blocks", "9"], "--groups and --blocks exclude each other" },
        { ["rank", s_titanic, "--target", "Survived", "--blocks", "1"], "--blocks must be at least 2" },
        { ["rank", s_titanic, "--target", "Survived", "--blocks", "many"], "--blocks must be a whole number, not 'many'" },
        { ["rank", s_titanic, "--target", "Survived", "--blocks", "300"], "891 rows make only 3 blocks of 300" },
        { ["select", s_titanic], "--target" },
        { ["select", s_titanic, "--target", "Survived", "--criterion", "mrmr"], "jmi, mrmr-mid, mrmr-miq, cmim, jmim, disr, icap, cife, mifs, mim" },
        { ["select", s_titanic, "--target", "Survived", "--k", "0"], "--k must be at least 1" },
        { ["select", s_titanic, "--target", "Survived", "--k", "few"], "'few'" },
        { ["select", s_titanic, "--target", "Survived", "--set", "beta=1"], "beta for mifs" },
        { ["select", s_titanic, "--target", "Survived", "--criterion", "mifs", "--set", "beta=-1"], "beta must be a number from 0 on" },
        { ["select", s_titanic, "--target", "Survived", "--criterion", "mifs", "--set", "alpha=1"], "--set alpha" },
        { ["select", s_titanic, "--target", "Survived", "--exclude", "PassengerId,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked"], "no column to select besides 'Survived'" },
        { ["select", s_titanic, "--target", "Survived", "--missing", "error"], "missing" },
        { ["estimate", s_series, "--measure", "cmi", "--x", "driver", "--y", "echo", "--lag", "2"], "--lag means nothing to 'cmi'" },
        { ["estimate", s_series, "--measure", "ais", "--x", "driver", "--lag", "2"], "ask for 'te', 'cte', 'ete', 'lagged-mi'" },
        { ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--lag", "5..2"], "--lag 5..2: give steps from 0 on" },
        { ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--lag", "-1"], "--lag" },
        { ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--history", "0"], "--history must be at least 1" },
        { ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--null", "shuffle"], "There is no null 'shuffle'" },
        { ["estimate", s_series, "--measure", "te", "--x", "driver", "--y", "echo", "--z", "response"], "ask for 'cte'" },
        { ["estimate", s_series, "--measure", "te", "--x", "signal", "--y", "reply", "--estimator", "plugin"], "--set bins=3" },
        { ["estimate", s_titanic, "--x", "Sex"], "'mi' takes 2 variables, not 1" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--z", "Pclass"], "ask for 'cmi'" },
        { ["estimate", s_titanic, "--measure", "mutual", "--x", "Sex", "--y", "Survived"], "There is no measure 'mutual'" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--estimator", "ksg9"], "There is no estimator 'ksg9'" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--estimator", "bayes", "--set", "alfa=1"], "its options are alpha" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--estimator", "bayes", "--set", "alpha=much"], "cannot be 'much'" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--set", "alpha"], "is not NAME=VALUE" },
        { ["estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--set", "alpha=1"], "name an estimator" },
        { ["estimate", s_titanic, "--x", "Age", "--y", "Survived", "--set", "bins=1"], "whole number from 2" },
        { ["estimate", s_titanic, "--measure", "nmi", "--x", "Sex", "--y", "Survived", "--set", "average=mean"], "arithmetic, geometric, min, max" },
        { ["estimate", s_titanic, "--measure", "entropy", "--x", "Age", "-e", "plugin"], "would depend on how it is cut" },
        { ["estimate", s_titanic, "--measure", "cmi", "--x", "Sex", "--y", "Survived", "--z", "Age", "-e", "plugin"], "conditioning on bins" },
        { ["estimate", s_titanic, "--measure", "mi", "--x", "Sex,Age", "--y", "Survived"], "mixes the discrete column 'Sex' with the numeric column 'Age'" },
        { ["estimate", s_titanic, "--measure", "ari", "--x", "Sex", "--y", "Survived", "--estimator", "nsb"], "not made of entropies" },
        { ["explain", s_titanic, "Sex"], "Required argument 'Y' missing" },
        { ["explain", s_titanic, "Sex", "Survived", "--event", "yes"], "no level 'yes'" },
        { ["explain", s_titanic, "Sex", "Pclass", "--event", "1"], "no single event" },
        { ["explain", s_titanic, "Age", "Survived", "--bins", "1"], "--bins must be from 2" },
        { ["estimators", "ksg9"], "There is no estimator 'ksg9'" },
        { ["completion", "tcsh"], "tcsh" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceOnStandardErrorAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(args);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("infometer: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Rank_Adult_PrintsTheTable()
    {
        CommandRun run = await CommandRun.OfAsync("rank", s_adult, "--target", "income");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string[] lines = run.Output.Split('\n');
        Assert.Contains("32,561 rows. Target 'income': discrete, 2 levels, H = 0.7964 bits.", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("1   relationship", StringComparison.Ordinal) && l.Contains("0.1653", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("14   fnlwgt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("adult.csv.gz", "income")]
    [InlineData("titanic.csv", "Survived")]
    [InlineData("german_credit.csv", "creditability")]
    public async Task RankJson_FollowsItsSchema(string file, string target)
    {
        CommandRun run = await CommandRun.OfAsync("rank", Repository.Sample(file), "--target", target, "--json", "--unit", "nats");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("ranking.schema.json", run.Output));
    }

    [Theory]
    [InlineData("--groups", "Ticket")]
    [InlineData("--blocks", "50")]
    public async Task RankJson_OfRowsInGroups_FollowsItsSchemaAndNamesTheNull(string option, string value)
    {
        CommandRun run = await CommandRun.OfAsync(
            "rank", s_titanic, "--target", "Survived", option, value, "--permutations", "99", "--exclude", "Name", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("ranking.schema.json", run.Output));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement setting = json.RootElement.GetProperty("settings").GetProperty(option[2..]);
        Assert.Equal(value, setting.ToString());
        JsonElement[] columns = [.. json.RootElement.GetProperty("columns").EnumerateArray()];
        Assert.DoesNotContain(columns, c => option == "--groups" && c.GetProperty("name").GetString() == value);
        Assert.All(columns, c => Assert.Contains("target permuted in whole " + option[2..], c.GetProperty("pMethod").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task RankText_OfRowsInGroups_NamesTheNull()
    {
        CommandRun run = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--groups", "Ticket", "--permutations", "99", "--top", "3");
        Assert.Contains("Rows are taken in groups of 'Ticket' (681 groups), 1 to 7 rows each", run.Output, StringComparison.Ordinal);
        Assert.Contains("p: against the target permuted in whole groups.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--measure", "mi", "--x", "Sex", "--y", "Survived")]
    [InlineData("--measure", "mi", "--x", "Sex,Pclass", "--y", "Survived", "--permutations", "99")]
    [InlineData("--measure", "mi", "--x", "Age", "--y", "Survived", "--set", "bins=6")]
    [InlineData("--measure", "mi", "--x", "Name", "--y", "Survived")]
    [InlineData("--measure", "cmi", "--x", "Sex", "--y", "Survived", "--z", "Pclass")]
    [InlineData("--measure", "entropy", "--x", "Sex", "--estimator", "nsb", "--set", "levels=3")]
    [InlineData("--measure", "nmi", "--x", "Sex", "--y", "Survived", "--set", "average=min")]
    [InlineData("--measure", "tc", "--x", "Sex,Pclass,Embarked", "--y", "Survived")]
    [InlineData("--measure", "kl", "--x", "Sex", "--y", "Embarked")]
    public async Task EstimateJson_FollowsItsSchema(params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(["estimate", s_titanic, .. args, "--json"]);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("estimate.schema.json", run.Output));
    }

    [Fact]
    public async Task EstimateJson_NumbersRoundTrip()
    {
        CommandRun run = await CommandRun.OfAsync("estimate", s_titanic, "--x", "Sex", "--y", "Survived", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Table table = Table.Read(s_titanic);
        Estimate estimate = MutualInformation.Estimate(table["Sex"], table["Survived"]);
        Assert.Equal(estimate.Bits!.Value, json.RootElement.GetProperty("value").GetDouble());
        Assert.Equal(estimate.PValue!.Value, json.RootElement.GetProperty("pValue").GetDouble());
    }

    [Fact]
    public async Task ExplainJson_FollowsItsSchema_AndContributionsAddUp()
    {
        CommandRun run = await CommandRun.OfAsync("explain", s_credit, "credit_history", "creditability", "--event", "bad", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("explanation.schema.json", run.Output));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement information = json.RootElement.GetProperty("information");
        Assert.Empty(JsonSchemaCheck.Violations("estimate.schema.json", information.GetRawText()));
        double sum = json.RootElement.GetProperty("levels").EnumerateArray().Sum(l => l.GetProperty("contribution").GetDouble());
        Assert.Equal(information.GetProperty("raw").GetDouble(), sum, 1e-12);
    }

    [Theory]
    [InlineData("--k", "3", "--unit", "nats")]
    [InlineData("--criterion", "mifs", "--set", "beta=0.5", "--set", "bins=4")]
    [InlineData("--criterion", "disr", "--plain")]
    [InlineData("--criterion", "mrmr-miq", "--missing", "drop")]
    public async Task SelectJson_FollowsItsSchema(params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(["select", s_titanic, "--target", "Survived", .. args, "--json"]);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("selection.schema.json", run.Output));
    }

    [Fact]
    public async Task Select_Titanic_PrintsTheTable()
    {
        CommandRun run = await CommandRun.OfAsync("select", s_titanic, "--target", "Survived", "--k", "3");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string[] lines = run.Output.Split('\n');
        Assert.Contains("Target 'Survived': discrete, 2 levels, H = 0.9607 bits.", lines[0], StringComparison.Ordinal);
        Assert.Contains("Criterion jmi, joint mutual information", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("1   Sex ", StringComparison.Ordinal) && l.Contains("0.2168", StringComparison.Ordinal));
        Assert.Contains("'Name' (identifier)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelectCsv_IsReadBackByTheReader()
    {
        CommandRun run = await CommandRun.OfAsync("select", s_credit, "--target", "creditability", "--k", "4", "--csv");
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(run.Output));
        Table table = Table.Read(stream, "selection");
        Assert.Equal(4, table.RowCount);
        Assert.Equal(["step", "name", "score", "relevance", "redundancy", "conditionalRedundancy"], table.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task RankCsv_IsReadBackByTheReader()
    {
        CommandRun run = await CommandRun.OfAsync("rank", s_titanic, "--target", "Survived", "--csv", "--top", "4");
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(run.Output));
        Table table = Table.Read(stream, "ranking");
        Assert.Equal(4, table.RowCount);
        Assert.Contains("Sex", table.Column("name").Levels);
    }

    [Theory]
    [InlineData("rank")]
    [InlineData("select")]
    [InlineData("matrix")]
    [InlineData("estimate")]
    [InlineData("explain")]
    [InlineData("estimators")]
    [InlineData("completion")]
    public async Task EveryVerb_HasHelpWithAnExample(string verb)
    {
        CommandRun run = await CommandRun.OfAsync(verb, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimators_ListsEveryOneWithItsOptions()
    {
        CommandRun all = await CommandRun.OfAsync("estimators");
        Assert.All(Estimators.All, d => Assert.Contains(d.Id, all.Output, StringComparison.Ordinal));
        CommandRun one = await CommandRun.OfAsync("estimators", "bayes");
        Assert.Contains("--set alpha=VALUE", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_PrintsAScript(string shell, string expected)
    {
        CommandRun run = await CommandRun.OfAsync("completion", shell);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_CompleteVerbsAndMeasures()
    {
        CommandRun verbs = await CommandRun.OfAsync("[suggest:1]", "e");
        Assert.Contains("estimate", verbs.Output, StringComparison.Ordinal);
        string line = "estimate x.csv --measure t";
        CommandRun measures = await CommandRun.OfAsync($"[suggest:{line.Length}]", line);
        Assert.Contains("tc", measures.Output, StringComparison.Ordinal);
    }
}
