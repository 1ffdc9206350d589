using System.Text;
using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class MatrixCommandTests
{
    private static readonly string s_titanic = Repository.Sample("titanic.csv");
    private static readonly string s_credit = Repository.Sample("german_credit.csv");

    public static TheoryData<string[], string> BadUsage => new()
    {
        { [], "Required argument 'DATA' missing" },
        { ["no-such-file.csv"], "no-such-file.csv" },
        { [s_titanic, "--target", "Survived"], "--target" },
        { [s_titanic, "--normalise", "max"], "'max'" },
        { [s_titanic, "--order", "name"], "'name'" },
        { [s_titanic, "--bins", "1"], "--bins must be from 2" },
        { [s_titanic, "--top", "-1"], "--top must be at least 0" },
        { [s_titanic, "--group-distance", "2"], "--group-distance must be a number from 0 to 1, not '2'" },
        { [s_titanic, "--group-distance", "near"], "'near'" },
        { [s_titanic, "--exclude", "Sx"], "'Sex'" },
        { [s_titanic, "--json", "--csv"], "exclude each other" },
        { [s_titanic, "--missing", "error"], "missing cells" },
        { [s_titanic, "--exclude", "Pclass,Sex,Age,SibSp,Parch,Fare,Cabin,Embarked"], "only the column 'Survived' to compare besides 'PassengerId' (identifier)" },
    };

    [Theory]
    [MemberData(nameof(BadUsage))]
    public async Task BadUsage_OneSentenceOnStandardErrorAndExitCodeOne(string[] args, string expected)
    {
        CommandRun run = await CommandRun.OfAsync(["matrix", .. args]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData]
    [InlineData("--normalise", "rajski", "--unit", "nats")]
    [InlineData("--normalize", "nmi", "--missing", "drop", "--bins", "3")]
    [InlineData("--include-flagged", "--normalise", "min", "--exclude", "Name,Age")]
    public async Task Json_FollowsItsSchema(params string[] args)
    {
        CommandRun run = await CommandRun.OfAsync(["matrix", s_titanic, .. args, "--json"]);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaCheck.Violations("matrix.schema.json", run.Output));
    }

    [Fact]
    public async Task Json_IsThatOfTheLibrary()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", s_titanic, "--json");
        InformationMatrix matrix = InformationMatrix.Of(Table.Read(s_titanic));
        Assert.Equal(matrix.ToJson(), run.Output.TrimEnd());
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(matrix.Count, json.RootElement.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public async Task Csv_IsReadBackByTheReader()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", s_credit, "--csv", "--normalise", "joint", "--order", "given");
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(run.Output));
        Table table = Table.Read(stream, "matrix");
        Assert.Equal(21, table.RowCount);
        Assert.Equal(["name", .. Table.Read(s_credit).Columns.Select(c => c.Name)], table.Columns.Select(c => c.Name));
        Assert.All(Enumerable.Range(0, 21), i => Assert.Equal(1, table.Columns[i + 1].Values.Span[i]));
    }

    [Fact]
    public async Task Titanic_PrintsMatrixPairsAndNotes()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", s_titanic, "--top", "3");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string[] lines = run.Output.Split('\n');
        Assert.Contains("891 rows, 9 columns, 36 pairs. Amounts in bits, chance levels taken away.", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("1   Pclass", StringComparison.Ordinal) && l.Contains("0.5604", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.StartsWith("  4   ", StringComparison.Ordinal));
        Assert.Contains("'Name' (identifier)", run.Output, StringComparison.Ordinal);
        Assert.Contains("No two columns carry the same information", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Madelon_IsTooWideToPrint()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", Repository.Sample("madelon.csv.gz"), "--top", "2", "--normalise", "nmi");
        Assert.Contains("too wide to print", run.Output, StringComparison.Ordinal);
        Assert.Contains("f443, f473 (distance 0.3303)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_HasAnExample()
    {
        CommandRun run = await CommandRun.OfAsync("matrix", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
    }
}
