using Xunit;

namespace Infometer.Tests;

/// <summary>Distances in vector lanes are those of the loops they stand for, bit by bit.</summary>
[Trait("Kernels", "Vector")]
public class KernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void PointKernels_VectorAndScalar_SameBits(int dimension)
    {
        Rng rng = Rng.For(5, "kernels", dimension);
        double[] groups = [.. Enumerable.Range(0, 2 * dimension * PointKernels.Lanes).Select(_ => rng.NextNormal())];
        for (int j = 0; j < dimension; j++)
        {
            groups[((dimension + j) * PointKernels.Lanes) + 7] = double.NaN; // a place without a point
        }

        double[] query = [.. Enumerable.Range(0, dimension).Select(_ => rng.NextNormal())];
        int[] blocks = dimension < 5 ? [dimension] : [1, dimension - 3, 2];
        double[] expected = new double[PointKernels.Lanes];
        double[] actual = new double[PointKernels.Lanes];
        foreach (double limit in new[] { 0.5, 2, double.PositiveInfinity, -1 })
        {
            int offset = dimension * PointKernels.Lanes;
            Assert.Equal(
                PointKernels.ScalarChebyshev(groups, offset, query, limit, expected),
                PointKernels.Chebyshev(groups, offset, query, limit, actual));
            Assert.Equal(expected, actual);
            Assert.Equal(
                PointKernels.ScalarEuclidean(groups, offset, query, blocks, limit, expected),
                PointKernels.Euclidean(groups, offset, query, blocks, limit, actual));
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void SingleKernels_VectorAndScalar_SameBits(int dimension)
    {
        Rng rng = Rng.For(6, "kernels", dimension);
        float[] blocks = [.. Enumerable.Range(0, 2 * dimension * SingleKernels.Lanes).Select(_ => (float)rng.NextNormal())];
        for (int j = 0; j < dimension; j++)
        {
            blocks[((dimension + j) * SingleKernels.Lanes) + 3] = float.PositiveInfinity; // a place without a point
        }

        float[] queries = [.. Enumerable.Range(0, dimension * SingleKernels.Queries).Select(_ => (float)rng.NextNormal())];
        float[][] limits = [[0.5f, 1, 1.5f, 2], [float.PositiveInfinity, -1, 0, float.NaN], [1, 1, 1, 1]];
        int offset = dimension * SingleKernels.Lanes;
        foreach (float[] limit in limits)
        {
            ulong expected = SingleKernels.ScalarWithin(blocks, offset, queries, limit);
            Assert.Equal(expected, SingleKernels.Within(blocks, offset, queries, limit));
            Assert.Equal(expected, SingleKernels.Within(blocks, offset, queries, limit, limits[2], out ulong stricter));
            Assert.Equal(SingleKernels.ScalarWithin(blocks, offset, queries, limits[2]), stricter);
        }
    }
}
