using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Infometer.Tests;

public class SingularValuesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(6, 1)]
    [InlineData(5, 8)]
    [InlineData(30, 17)]
    public void Values_OfRandomMatrices_AreThoseOfMathNet(int height, int width)
    {
        double[][] rows = NormalData.Columns(width, height, 1);
        SingularValues svd = SingularValues.Of(rows, width);
        double[] expected = [.. Matrix<double>.Build.DenseOfRowArrays(rows).Svd().S];
        Assert.Equal(Math.Min(height, width), svd.Values.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], svd.Values[k], 1e-12 * expected[0]);
        }

        Check(rows, width, svd);
    }

    [Fact]
    public void Bases_OfDeficientMatrices_AreComplete()
    {
        // Rank 2 of 5, and rank 0.
        double[][] c = NormalData.Columns(7, 2, 2);
        double[][] rows = [.. Enumerable.Range(0, 5).Select(i => NormalData.Combine((i, c[0]), (1 - (i * i), c[1])))];
        SingularValues svd = SingularValues.Of(rows, 7);
        Check(rows, 7, svd);
        Assert.True(svd.Values[1] > 1 && svd.Values[2] < 1e-6 * svd.Values[0]);

        double[][] zeros = [.. Enumerable.Range(0, 3).Select(_ => new double[2])];
        Check(zeros, 2, SingularValues.Of(zeros, 2));
        Assert.Empty(SingularValues.Of([], 3).Values);
        Assert.Equal(3, SingularValues.Of([], 3).Right.Length);
    }

    private static void Check(double[][] rows, int width, SingularValues svd)
    {
        RequireOrthonormal(svd.Left, rows.Length);
        RequireOrthonormal(svd.Right, width);
        double largest = Math.Max(1, svd.Values[0]);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < width; j++)
            {
                double entry = svd.Values.Select((value, k) => value * svd.Left[k][i] * svd.Right[k][j]).Sum();
                Assert.Equal(rows[i][j], entry, 1e-7 * largest);
            }
        }
    }

    private static void RequireOrthonormal(double[][] vectors, int size)
    {
        Assert.Equal(size, vectors.Length);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, CrossProducts.Dot(vectors[i], vectors[j]), 1e-12);
            }
        }
    }
}
