using Xunit;

namespace Infometer.Tests;

/// <summary>Every index gives what looking at all pairs gives, to the last bit and the last tie.</summary>
[Trait("Kernels", "Vector")]
public class NeighborIndexTests
{
    private static readonly RunContext s_alone = RunContext.Default with { MaxDegreeOfParallelism = 1 };

    private static readonly int[][] s_blocks = [[1], [1, 1], [2], [1, 2], [3, 2, 1]];

    public static TheoryData<string> Kinds => [.. PointData.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nearest_AnyIndex_IsThatOfAllPairs(string kind) => ForEachCase(kind, (index, twin, neighbors, window) =>
    {
        NeighborLists expected = twin.Nearest(neighbors, window, s_alone);
        NeighborLists actual = index.Nearest(neighbors, window, s_alone);
        Assert.Equal(expected.Distances, actual.Distances);
        Assert.Equal(expected.Indices, actual.Indices);

        double[] distances = new double[expected.Distances.Length];
        index.VisitNearest(neighbors, false, window, RunContext.Default, (_, rows, found, none) =>
        {
            Assert.True(none.IsEmpty);
            for (int i = 0; i < rows.Length; i++)
            {
                found.Slice(i * neighbors, neighbors).CopyTo(distances.AsSpan(rows[i] * neighbors));
            }
        });
        Assert.Equal(expected.Distances, distances);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CountWithin_AnyIndex_IsThatOfAllPairs(string kind) => ForEachCase(kind, (index, twin, neighbors, window) =>
    {
        // The radii of estimators: distances that occur, so that what lies exactly at the radius matters.
        NeighborLists lists = twin.Nearest(neighbors, window, s_alone);
        double[] radii = [.. Enumerable.Range(0, index.Points.Count).Select(i => lists.DistancesOf(i)[^1])];
        radii[0] = 0;
        radii[^1] = double.PositiveInfinity;
        foreach (bool isInclusive in new[] { false, true })
        {
            int[] expected = new int[radii.Length];
            int[] actual = new int[radii.Length];
            twin.CountWithin(radii, isInclusive, window, expected, s_alone);
            index.CountWithin(radii, isInclusive, window, actual, s_alone);
            Assert.Equal(expected, actual);
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NearestTo_AnyIndex_IsThatOfAllPairs(string kind) => ForEachCase(kind, (index, twin, neighbors, window) =>
    {
        int[] blocks = [.. index.Points.Blocks];
        PointSet queries = PointData.Create(kind == "huge" ? "huge" : "normal", 21, blocks, 99);
        NeighborLists expected = twin.NearestTo(queries, neighbors, s_alone);
        NeighborLists actual = index.NearestTo(queries, neighbors, s_alone);
        Assert.Equal(expected.Distances, actual.Distances);
        Assert.Equal(expected.Indices, actual.Indices);

        double[] radii = [.. Enumerable.Range(0, queries.Count).Select(i => expected.DistancesOf(i)[^1])];
        int[] expectedCounts = new int[radii.Length];
        int[] actualCounts = new int[radii.Length];
        twin.CountAround(queries, radii, true, expectedCounts, s_alone);
        index.CountAround(queries, radii, true, actualCounts, s_alone);
        Assert.Equal(expectedCounts, actualCounts);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CountWithin_TwoParts_CountsTheBox(string kind) => ForEachCase(kind, (index, twin, neighbors, window) =>
    {
        if (index.Points.Blocks.Count < 2)
        {
            return;
        }

        int first = index.Points.Blocks[0];
        int rest = index.Points.Dimension - first;
        NeighborLists lists = twin.Nearest(neighbors, window, s_alone);
        PointSet points = index.Points;
        int[] rows = [.. Enumerable.Range(0, points.Count)];
        double[] one = [.. rows.Select(i => points.BlockDistance(0, first, index.Norm, i, lists.IndicesOf(i)[0]))];
        double[] two = [.. rows.Select(i => lists.DistancesOf(i)[^1])];
        int[] actual = new int[points.Count];
        index.CountWithin([new RadiusPart(one, first), new RadiusPart(two, rest)], true, window, actual, s_alone);

        PointSet tail = new([.. Enumerable.Range(first, rest).Select(points.Prepared)], [.. points.Blocks.Skip(1)]);
        for (int i = 0; i < points.Count; i++)
        {
            int expected = Enumerable.Range(0, points.Count).Count(j => window.Admits(i, j)
                && points.BlockDistance(0, first, index.Norm, i, j) <= one[i]
                && tail.Distance(index.Norm, i, j) <= two[i]);
            Assert.Equal(expected, actual[i]);
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SumAround_AnyIndex_IsThatOfAllPairs(string kind) => ForEachCase(kind, (index, twin, neighbors, window) =>
    {
        NeighborLists lists = twin.Nearest(neighbors, window, s_alone);
        int n = index.Points.Count;
        double[] limits = [.. Enumerable.Range(0, n).Select(i => i % 5 == 0 ? -1 : lists.DistancesOf(i)[^1])];
        double[] weights = [.. Enumerable.Range(1, n).Select(i => 1.0 / i)];
        double[] sums = new double[n];
        index.SumAround([new RadiusPart(limits, index.Points.Dimension)], weights, sums, s_alone);
        for (int i = 0; i < n; i++)
        {
            double expected = Enumerable.Range(0, n).Where(j => index.Points.Distance(index.Norm, j, i) <= limits[j]).Sum(j => weights[j]);
            Assert.Equal(expected, sums[i], 1e-12);
        }
    });

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public void Build_OneThreadOrMany_SameBits(int dimension)
    {
        PointSet points = PointData.Create("normal", 20_000 / dimension, [dimension], 7);
        NeighborIndex alone = NeighborIndex.Build(points, NeighborNorm.Chebyshev, 4, s_alone);
        NeighborIndex together = NeighborIndex.Build(
            points, NeighborNorm.Chebyshev, 4, RunContext.Default with { MaxDegreeOfParallelism = 4 });
        Assert.Equal(
            alone.Nearest(4, TheilerWindow.None, s_alone).Indices,
            together.Nearest(4, TheilerWindow.None, RunContext.Default with { MaxDegreeOfParallelism = 3 }).Indices);
        Assert.IsType(dimension == 2 ? typeof(TreeIndex) : typeof(BlockIndex), alone);
    }

    [Fact]
    public void Nearest_Cancelled_Stops()
    {
        PointSet points = PointData.Create("normal", 5_000, [2], 3);
        NeighborIndex index = NeighborIndex.Build(points, NeighborNorm.Chebyshev, 4);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => index.Nearest(4, TheilerWindow.None, s_alone with { Cancellation = source.Token }));
    }

    // Every index that takes the points, from the fewest rows on, with and without a window.
    private static void ForEachCase(string kind, Action<NeighborIndex, ExhaustiveIndex, int, TheilerWindow> check)
    {
        ulong seed = 1;
        foreach (int[] blocks in s_blocks)
        {
            foreach (int neighbors in new[] { 1, 4, 23 })
            {
                foreach (int extra in new[] { 1, 2, 60 })
                {
                    int count = neighbors + extra;
                    PointSet points = PointData.Create(kind, count, blocks, seed++);
                    int[] times = [.. Enumerable.Range(0, count).Select(i => 3 * ((i * 7) % count))];
                    foreach (NeighborNorm norm in kind is "huge" ? [NeighborNorm.Chebyshev] : Enum.GetValues<NeighborNorm>())
                    {
                        ExhaustiveIndex twin = new(points, norm);
                        foreach (NeighborIndex index in Indices(points, norm))
                        {
                            check(index, twin, neighbors, TheilerWindow.None);
                            if (extra > 8)
                            {
                                check(index, twin, neighbors, new TheilerWindow(5));
                                check(index, twin, neighbors, new TheilerWindow(7, times));
                            }
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<NeighborIndex> Indices(PointSet points, NeighborNorm norm)
    {
        if (points.Dimension == 1)
        {
            yield return new SortedIndex(points, norm);
        }

        yield return new TreeIndex(points, norm, s_alone);
        yield return new BlockIndex(points, norm);
    }
}
