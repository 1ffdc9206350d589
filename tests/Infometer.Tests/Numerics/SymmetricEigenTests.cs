using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(65)]
    public void Values_OfRandomMatrices_AreThoseOfMathNet(int size)
    {
        double[] matrix = Symmetric(size, 1);
        SymmetricEigen eigen = SymmetricEigen.Of(matrix, size);
        double[] expected = [.. Matrix<double>.Build.Dense(size, size, matrix).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).OrderDescending()];
        for (int k = 0; k < size; k++)
        {
            Assert.Equal(expected[k], eigen.Values[k], 1e-12 * size);
        }
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(7, 1.0)]
    [InlineData(40, 1e200)]
    [InlineData(40, 1e-300)]
    [InlineData(120, 1.0)]
    public void Vectors_AreOrthonormalAndGiveTheMatrix(int size, double scale)
    {
        double[] matrix = Array.ConvertAll(Symmetric(size, 2), v => v * scale);
        Check(matrix, size, scale);
    }

    [Fact]
    public void Vectors_OfEqualValues_AreOrthonormal()
    {
        // The identity, a matrix of rank 1, a block matrix that has fallen apart, and 0.
        const int Size = 9;
        double[] identity = Of(Size, (i, j) => i == j ? 1 : 0);
        Check(identity, Size, 1);
        Check(Of(Size, (_, _) => 1), Size, 1);
        Check(Of(Size, (i, j) => i / 3 == j / 3 ? 2 + (i == j ? 1 : 0) : 0), Size, 1);
        Check(new double[Size * Size], Size, 1);
        Assert.All(SymmetricEigen.Of(identity, Size).Values, v => Assert.Equal(1, v));
    }

    [Fact]
    public void Values_OfAGradedMatrix_AreExactToTheLargest()
    {
        // The Hilbert matrix of 8 rows: eigenvalues from 1.7 to 1e-10, their product known.
        double[] hilbert = Of(8, (i, j) => 1.0 / (i + j + 1));
        double[] values = SymmetricEigen.Of(hilbert, 8).Values;
        Assert.Equal(1.6959389969219496, values[0], 1e-14);
        Assert.Equal(1.1115389e-10, values[7], 1e-15);
    }

    // Cross products of more columns than rows.
    [Theory]
    [InlineData(120, 12)]
    [InlineData(120, 60)]
    [InlineData(200, 150)]
    public void Vectors_OfManyValuesOfZero_AreOrthonormalAndGiveTheMatrix(int size, int rank)
    {
        double[] factor = Symmetric(size, 3)[..(size * rank)];
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = CrossProducts.Dot(factor.AsSpan(i * rank, rank), factor.AsSpan(j * rank, rank)) / rank;
            }
        }

        Check(matrix, size, 1);
        Assert.All(SymmetricEigen.Of(matrix, size).Values[rank..], value => Assert.Equal(0, value, 1e-12 * size));
    }

    [Fact]
    public void Of_NumbersThatAreNotFinite_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of([1, double.NaN, double.NaN, 1], 2));

    private static void Check(double[] matrix, int size, double scale)
    {
        SymmetricEigen eigen = SymmetricEigen.Of(matrix, size);
        for (int i = 0; i < size; i++)
        {
            Assert.True(i == 0 || eigen.Values[i] <= eigen.Values[i - 1]);
            for (int j = 0; j < size; j++)
            {
                Assert.Equal(i == j ? 1 : 0, CrossProducts.Dot(eigen.Vectors[i], eigen.Vectors[j]), 1e-13);
                double entry = 0;
                for (int k = 0; k < size; k++)
                {
                    entry += eigen.Values[k] / scale * eigen.Vectors[k][i] * eigen.Vectors[k][j];
                }

                Assert.Equal(matrix[(i * size) + j] / scale, entry, 1e-13 * size);
            }
        }
    }

    private static double[] Symmetric(int size, ulong seed)
    {
        Rng rng = Rng.For(seed, "symmetric", size);
        double[] half = Of(size, (_, _) => rng.NextNormal());
        return Of(size, (i, j) => half[(Math.Max(i, j) * size) + Math.Min(i, j)]);
    }

    private static double[] Of(int size, Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, size * size).Select(k => entry(k / size, k % size))];
}
