using System.Runtime.CompilerServices;
using Xunit;

namespace Infometer.Tests;

/// <summary>What the README shows is what happens: its C# is compiled and run here, its output is printed by the command.</summary>
public class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void CSharp_IsTheCodeBelow()
    {
        string path = SourcePath();
        string source = File.ReadAllText(File.Exists(path) ? path : Path.Combine(Repository.Root, "tests", "Infometer.Tests", "ReadmeTests.cs"));
        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, l => l.Trim() == "// <readme>") + 1;
        int end = Array.FindIndex(lines, l => l.Trim() == "// </readme>");
        string code = string.Join('\n', lines[start..end].Select(l => l.Length > 8 ? l[8..] : l.Trim()));
        Assert.Contains("```csharp\n" + code + "\n```", s_readme, StringComparison.Ordinal);
    }

    [Fact]
    public void CSharp_PrintsWhatItsCommentsSay()
    {
        string adult = Repository.Sample("adult.csv.gz");
        using StringWriter console = new() { NewLine = "\n" };
        Example(adult, console);
        string[] printed = console.ToString().TrimEnd().Split('\n');
        Assert.Equal("0.093 bits [0.088, 0.099]  value  plugin, n=32,561", printed[0]);
        Assert.Equal("1. relationship: 0.165 bits [0.158, 0.173]  value  plugin, n=32,561", printed[1]);
        Assert.All(printed, line => Assert.Contains("// " + line, s_readme, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rank", "samples/adult.csv.gz", "--target", "income")]
    [InlineData("estimate", "samples/titanic.csv", "--measure", "cmi", "--x", "Sex", "--y", "Survived", "--z", "Pclass")]
    [InlineData("estimate", "samples/activations.npz", "--x", "layer2", "--y", "label")]
    [InlineData("plane", "samples/ib12/run", "--y", "samples/ib12/y.npy", "--estimators", "floor")]
    [InlineData("explain", "samples/german_credit.csv", "credit_history", "creditability", "--event", "bad")]
    public async Task Output_IsWhatTheCommandPrints(params string[] args)
    {
        string[] located = [.. args.Select(a => a.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, a) : a)];
        CommandRun run = await CommandRun.OfAsync(located);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(string.Join(' ', args), s_readme, StringComparison.Ordinal);
        IEnumerable<string> lines = run.Output.ReplaceLineEndings("\n")
            .Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Split('\n')
            .Select(l => l.TrimEnd())
            .Where(l => l.Length > 0);
        Assert.All(lines, line => Assert.Contains(line, s_readme, StringComparison.Ordinal));
    }

    private static void Example(string file, StringWriter console)
    {
        // <readme>
        Table table = Table.Read(file);                                  // adult.csv.gz
        Estimate mi = MutualInformation.Estimate(table["education"], table["income"]);
        console.WriteLine(mi);                                           // 0.093 bits [0.088, 0.099]  value  plugin, n=32,561

        Ranking ranking = Ranking.Of(table, target: "income");
        console.WriteLine(ranking.Columns[0]);                           // 1. relationship: 0.165 bits [0.158, 0.173]  value  plugin, n=32,561

        Estimate given = MutualInformation.EstimateConditional(table["education"], table["income"], table["sex"]);
        console.WriteLine(given);                                        // 0.093 bits [0.087, 0.099]  value  plugin, n=32,561
        // </readme>
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
