using Xunit;

namespace Infometer.Tests;

/// <summary>
/// The estimators of numeric variables by covariance, kernel and ordinal pattern against the values of other tools. Inline rows are
/// committed; rows about files are read where the shared folder is, and skipped one by one where it is not. No row is wrong.
/// </summary>
[Trait("Kernels", "Vector")]
public class ContinuousReferenceTests
{
    private static readonly string[] s_families = ["gaussian", "kde", "kde-box", "ordinal"];

    private static readonly Dictionary<string, ContinuousReferenceRow> s_inline = ReferenceFiles
        .ReadCsv(Path.Combine(Repository.Root, "tests/Infometer.Tests/Reference/continuous-inline.csv"))
        .Select(record => new ContinuousReferenceRow(record))
        .ToDictionary(row => row.Id);

    public static TheoryData<string> InlineIds => [.. s_inline.Keys];

    [Theory]
    [MemberData(nameof(InlineIds))]
    public void InlineRow_Evaluated_MatchesReference(string id) => AssertClose(s_inline[id]);

    [Theory]
    [InlineData("JIDT-TE-GAUSS-01-h1")]
    [InlineData("JIDT-TE-GAUSS-10-h1")]
    [InlineData("JIDT-TE-GAUSS-01-h2")]
    [InlineData("JIDT-TE-GAUSS-10-h2")]
    [InlineData("JIDT-TE-GAUSS-01-h3")]
    [InlineData("JIDT-TE-GAUSS-10-h3")]
    [InlineData("JIDTRUN-MI-GAUSS-noisy")]
    [InlineData("JIDTRUN-o-information-GAUSS-noisy")]
    [InlineData("JIDTRUN-dual-total-correlation-GAUSS-noisy")]
    [InlineData("JIDTRUN-total-correlation-GAUSS-noisy")]
    [InlineData("JIDTRUN-MI-KDE-noisy")]
    public void FileRow_Evaluated_MatchesReference(string id) => AssertClose(Shared().Single(row => row.Id == id));

    [Fact]
    public void Rows_OfTheSharedFile_AreAllChecked()
    {
        ContinuousReferenceRow[] shared = [.. Shared()];
        Assert.Equal(38, shared.Length);
        Assert.Equal(11, shared.Count(row => row.HasFile));
        Assert.All(shared.Where(row => !row.HasFile), row =>
        {
            Assert.Equal(row.Question, s_inline[row.Id].Question);
            Assert.Equal(row.Data, s_inline[row.Id].Data);
        });
    }

    private static IEnumerable<ContinuousReferenceRow> Shared() => ReferenceFiles
        .ReadCsv(Repository.ReferenceFile("classical-expected.csv"))
        .Select(record => new ContinuousReferenceRow(record))
        .Where(row => s_families.Contains(row.Family));

    private static void AssertClose(ContinuousReferenceRow row)
    {
        double actual = row.Evaluate();
        Assert.True(Math.Abs(actual - row.Expected) <= row.Tolerance, $"{row.Id} is {actual:R}, expected {row.Expected:R}.");
    }
}
