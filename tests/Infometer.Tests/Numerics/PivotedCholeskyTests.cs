using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class PivotedCholeskyTests
{
    [Fact]
    public void Of_FullRank_HasTheDeterminantGivenTheOthers()
    {
        // |C| = 23, of which the first column has variance 2.
        double[] matrix = [2, 1, 0, 1, 3, 1, 0, 1, 5];
        Assert.Equal(Math.Log(23), PivotedCholesky.Of(matrix, 3, [], [2, 0, 1]).LogDeterminant, 1e-14);
        Assert.Equal(Math.Log(23 / 2.0), PivotedCholesky.Of(matrix, 3, [0], [1, 2]).LogDeterminant, 1e-14);
        Assert.True(PivotedCholesky.Of(matrix, 3, [0], [1, 2]).IsComplete);
    }

    [Fact]
    public void Of_DependentColumns_LeavesThemOut()
    {
        // Columns a, b, a + b and a constant.
        double[] matrix = [1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 2, 0, 0, 0, 0, 0];
        PivotedCholesky factor = PivotedCholesky.Of(matrix, 4, [3, 0], [1, 2]);
        Assert.Equal([0], factor.Given);
        Assert.Single(factor.Asked);
        Assert.False(factor.IsComplete);
    }

    [Fact]
    public void Whiten_OfColumns_GivesUnitCovariance()
    {
        double[][] columns = NormalData.WithCovariance(100, new double[,] { { 2, 1, 0 }, { 1, 3, 1 }, { 0, 1, 5 } }, 1);
        double[] matrix = CrossProducts.Matrix(columns, RunContext.Default);
        CrossProducts.Scale(matrix, 0.01);
        double[][] white = PivotedCholesky.Of(matrix, 3, [1], [0, 2]).Whiten(columns, 0, 100);
        for (int j = 0; j < 3; j++)
        {
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(j == k ? 1 : 0, CrossProducts.Dot(white[j], white[k]) / 100, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(513)]
    [InlineData(1_700)]
    public void Dot_OfAnyLength_IsTheSum(int length)
    {
        double[][] c = NormalData.Columns(length, 2, 2);
        Assert.Equal(c[0].Zip(c[1], (a, b) => a * b).Sum(), CrossProducts.Dot(c[0], c[1]), 1e-11);
        double[] sum = [.. c[0]];
        CrossProducts.AddScaled(sum, 2.5, c[1]);
        Assert.All(sum.Zip(c[0], c[1]), t => Assert.Equal(t.Second + (2.5 * t.Third), t.First, 1e-14));
    }
}
