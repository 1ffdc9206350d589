using System.Collections.Immutable;
using Xunit;

namespace Infometer.Tests;

public class ClusteringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Average_ByHand()
    {
        // 0 and 1 at 0.1, 2 and 3 at 0.2, all else at 0.6 but 0–2 at 0.4.
        double[] distances = [0.1, 0.4, 0.6, 0.6, 0.6, 0.2];
        ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Average([.. distances], 4, Token);
        Assert.Equal(new ColumnMerge(0, 1, 0.1, 2), merges[0]);
        Assert.Equal(new ColumnMerge(2, 3, 0.2, 2), merges[1]);
        Assert.Equal((4, 5, 4), (merges[2].First, merges[2].Second, merges[2].Size));
        Assert.Equal(0.55, merges[2].Height, 1e-15);
        Assert.Equal(0.6, HierarchicalClustering.Complete([.. distances], 4, Token)[2].Height);

        // Of the orders of the tree the one in which 0 and 2 touch is best.
        Assert.Equal([1, 0, 2, 3], LeafOrdering.Order(merges, distances, Token));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(23)]
    [InlineData(60)]
    public void Chain_MakesTheMergesOfTheNaiveSearch(int count)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            double[] distances = Random(count, seed);
            Same(Naive(distances, count, values => values.Average()), HierarchicalClustering.Average([.. distances], count, Token));
            Same(Naive(distances, count, values => values.Max()), HierarchicalClustering.Complete([.. distances], count, Token));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Order_IsTheBestThatTheTreeAllows(int count)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            double[] distances = Random(count, seed);
            ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Average([.. distances], count, Token);
            ImmutableArray<int> order = LeafOrdering.Order(merges, distances, Token);
            AssertClustersStandTogether(merges, order);
            double best = Enumerable.Range(0, 1 << (count - 1)).Min(turns => Length(Turned(merges, turns, count), distances, count));
            Assert.Equal(best, Length([.. order], distances, count), 1e-12);
            Assert.True(order[0] < order[^1]);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(LeafOrdering.MostOptimal + 1)]
    public void Order_KeepsClustersTogether(int count)
    {
        double[] distances = Random(count, 1);
        ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Average([.. distances], count, Token);
        ImmutableArray<int> order = LeafOrdering.Order(merges, distances, Token);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
        AssertClustersStandTogether(merges, order);
        double asMerged = Length([.. Turned(merges, 0, count)], distances, count);
        Assert.True(Length([.. order], distances, count) < asMerged);
    }

    [Fact]
    public void Ties_GoToTheFirst()
    {
        double[] distances = new double[PairTriangle.Length(6)];
        Array.Fill(distances, 0.5);
        ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Average(distances, 6, Token);
        Assert.Equal((0, 1), (merges[0].First, merges[0].Second));
        Assert.All(merges, m => Assert.Equal(0.5, m.Height));
    }

    [Fact]
    public void Triangle_CountsEveryPairOnce()
    {
        int[] found = [.. Enumerable.Range(0, 7).SelectMany(i => Enumerable.Range(i + 1, 6 - i).Select(j => PairTriangle.Index(j, i, 7)))];
        Assert.Equal(Enumerable.Range(0, PairTriangle.Length(7)), found);
        Assert.Equal(PairTriangle.Length(60_000) - 1, PairTriangle.Index(59_998, 59_999, 60_000));
    }

    private static double[] Random(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, PairTriangle.Length(count)).Select(_ => random.NextDouble())];
    }

    // Repeated search for the closest pair of clusters, every distance from its definition.
    private static List<(int[] Members, double Height)> Naive(double[] distances, int count, Func<IEnumerable<double>, double> link)
    {
        List<int[]> clusters = [.. Enumerable.Range(0, count).Select(i => new[] { i })];
        List<(int[], double)> merges = [];
        while (clusters.Count > 1)
        {
            (int[] a, int[] b, double height) = (
                from i in Enumerable.Range(0, clusters.Count)
                from j in Enumerable.Range(i + 1, clusters.Count - i - 1)
                select (clusters[i], clusters[j], link(
                    from x in clusters[i] from y in clusters[j] select distances[PairTriangle.Index(x, y, count)]))).MinBy(m => m.Item3);
            clusters.Remove(a);
            clusters.Remove(b);
            clusters.Add([.. a, .. b]);
            merges.Add(([.. a.Concat(b).Order()], height));
        }

        return merges;
    }

    private static void Same(List<(int[] Members, double Height)> expected, ImmutableArray<ColumnMerge> actual)
    {
        List<int[]> members = [.. Enumerable.Range(0, actual.Length + 1).Select(i => new[] { i })];
        for (int k = 0; k < actual.Length; k++)
        {
            members.Add([.. members[actual[k].First].Concat(members[actual[k].Second]).Order()]);
            Assert.Equal(expected[k].Height, actual[k].Height, 1e-12);
            Assert.Equal(expected[k].Members, members[^1]);
            Assert.Equal(expected[k].Members.Length, actual[k].Size);
        }
    }

    private static void AssertClustersStandTogether(ImmutableArray<ColumnMerge> merges, ImmutableArray<int> order)
    {
        List<int[]> places = [.. Enumerable.Range(0, order.Length).Select(leaf => new[] { order.IndexOf(leaf) })];
        foreach (ColumnMerge merge in merges)
        {
            places.Add([.. places[merge.First], .. places[merge.Second]]);
            Assert.Equal(merge.Size - 1, places[^1].Max() - places[^1].Min());
        }
    }

    private static double Length(int[] order, double[] distances, int count) =>
        order.Zip(order.Skip(1), (a, b) => distances[PairTriangle.Index(a, b, count)]).Sum();

    private static int[] Turned(ImmutableArray<ColumnMerge> merges, int turns, int count)
    {
        List<int[]> leaves = [.. Enumerable.Range(0, count).Select(i => new[] { i })];
        for (int k = 0; k < merges.Length; k++)
        {
            (int[] left, int[] right) = (leaves[merges[k].First], leaves[merges[k].Second]);
            leaves.Add((turns >> k & 1) == 0 ? [.. left, .. right] : [.. right, .. left]);
        }

        return leaves[^1];
    }
}
