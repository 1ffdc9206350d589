using System.Collections.Immutable;
using Xunit;

namespace Infometer.Tests;

/// <summary>Values of JIDT (MILCA, TRENTOOL), infomeasure and NPEET, reproduced.</summary>
public class KsgReferenceTests
{
    [Theory]
    [InlineData("JIDT-KSG2-2rand", 8)]
    [InlineData("JIDT-KSG2-4rand", 32)]
    [InlineData("JIDT-KSG2-direct", 8)]
    [InlineData("JIDT-KSG2-noisy", 8)]
    [InlineData("JIDT-KSG2-10g", 10)]
    [InlineData("JIDT-TC-KSG2", 29)]
    [InlineData("JIDT-TE-KSG1", 20)]
    [InlineData("JIDTRUN-KSG", 6)]
    [InlineData("JIDTRUN-CMI", 2)]
    [InlineData("JIDTRUN-TC-KSG1", 1)]
    [InlineData("IM-KSG", 6)]
    [InlineData("NPEET-MI", 1)]
    public void FileRows_Evaluated_MatchReference(string prefix, int count)
    {
        KsgReferenceRow[] rows = [.. Rows(prefix).Where(row => double.IsPositiveInfinity(row.Power))];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, row => Assert.Equal(row.Expected, row.Evaluate(), row.Tolerance));
    }

    // infomeasure puts its Minkowski power p over all columns of all variables at once. The derivation of KSG needs the largest over the
    // variables, so that the joint cell is the product of those of the margins; its p = 1, 2, 3 are other estimators, which this
    // reproduces.
    [Fact]
    public void FileRows_OfAnotherJointNorm_AreThatNorm()
    {
        KsgReferenceRow[] rows = [.. Rows("IM-KSG").Where(row => !double.IsPositiveInfinity(row.Power))];
        Assert.Equal(36, rows.Length);
        Assert.All(rows, row => Assert.Equal(row.Expected, ByJointNorm(row), row.Tolerance));
    }

    private static KsgReferenceRow[] Rows(string prefix) =>
    [
        .. ReferenceFiles.ReadCsv(Repository.ReferenceFile("classical-expected.csv"))
            .Where(record => record["id"].StartsWith(prefix, StringComparison.Ordinal))
            .Where(record => record["estimator"].StartsWith("ksg", StringComparison.Ordinal))
            .Select(record => new KsgReferenceRow(record)),
    ];

    // The formula of ksg1, distances being those of one Minkowski norm over all columns together.
    private static double ByJointNorm(KsgReferenceRow row)
    {
        double[][] columns = [.. row.Variables().Select(v => v.Values.ToArray())];
        int n = columns[0].Length;
        int last = columns.Length - 1;
        ImmutableArray<int[]> margins = row.IsConditional ? [[0, last], [1, last], [last]] : [[0], [1]];
        double Distance(int[] margin, int i, int j) =>
            Math.Pow(margin.Sum(c => Math.Pow(Math.Abs(columns[c][i] - columns[c][j]), row.Power)), 1 / row.Power);
        int[] all = [.. Enumerable.Range(0, columns.Length)];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            int[] others = [.. Enumerable.Range(0, n).Where(j => j != i)];
            double radius = others.Select(j => Distance(all, i, j)).Order().ElementAt(row.Neighbors - 1);
            double[] terms = [.. margins.Select(m => SpecialFunctions.Digamma(1 + others.Count(j => Distance(m, i, j) < radius)))];
            sum += SpecialFunctions.Digamma(row.Neighbors) - terms[0] - terms[1]
                + (row.IsConditional ? terms[2] : SpecialFunctions.Digamma(n));
        }

        return sum / n;
    }
}
