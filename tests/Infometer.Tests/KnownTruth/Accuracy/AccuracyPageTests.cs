using Xunit;

namespace Infometer.Tests;

/// <summary>
/// The page on accuracy is what the committed grids say, and those are what the command gives. After new grids run with
/// INFOMETER_ACCEPT_DOCS=1, which writes page and figures, and read their diff.
/// </summary>
public class AccuracyPageTests
{
    public static TheoryData<string> Pages => ["accuracy.md", "accuracy/classic.svg", "accuracy/kept-apart.svg"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_IsMadeFromTheCommittedGrids(string page)
    {
        string file = Path.Combine(Repository.Root, "docs", page);
        string made = AccuracyPage.Files()[page];
        if (Environment.GetEnvironmentVariable("INFOMETER_ACCEPT_DOCS") == "1")
        {
            File.WriteAllText(file, made);
        }

        Assert.Equal(made, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void CommittedGrids_HoldEveryCell() => Assert.All(
        VerificationGrid.All,
        grid => Assert.Equal(
            grid.Parts.Sum(p => p.Tasks.Count * p.Sizes.Count * p.Estimators.Count),
            GridCell.Read(Path.Combine(AccuracyPage.Folder, grid.Id + ".csv")).Length));

    // Cheap cells of each file; all of them take an hour.
    [SlowTheory]
    [InlineData("classic", 0, "bivariate-normal", 10_000, 5)]
    [InlineData("kept-apart", 0, "directions-3x3", 1_000, 20)]
    [InlineData("calibration", 0, "additive-0.75", 1_000, 200)]
    [InlineData("calibration", 0, "independent-log-normal", 1_000, 200)]
    public void CommittedCell_RunAgain_IsTheSame(string grid, int part, string task, int n, int seeds)
    {
        VerificationPart whole = VerificationGrid.All.Single(g => g.Id == grid).Parts[part];
        Assert.Equal(seeds, whole.Seeds);
        Verification again = Verification.Run([KnownTruths.Get(task)], whole.Estimators.Take(2).ToArray(), [n], seeds);
        string[] committed = File.ReadAllLines(Path.Combine(AccuracyPage.Folder, grid + ".csv"));
        string[] lines = again.ToCsv(Unit.Nats, 6).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Contains(line, committed));
    }
}
