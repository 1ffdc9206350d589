using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Agglomerative clustering by the nearest-neighbour chain: from any cluster walk to its nearest neighbour until two are each
/// other's nearest, merge them, and walk on. For average and complete linkage, whose distances no merge makes smaller, these are
/// the merges that repeated search for the closest pair would make. O(p²) time, and no memory but the distances.
/// </summary>
/// <remarks>
/// Of neighbours at the same distance the chain prefers the one it came from, then the one whose first column stands first.
/// Source: Murtagh (1983), A survey of recent advances in hierarchical clustering algorithms; Müllner (2011), arXiv:1109.2378.
/// </remarks>
internal static class HierarchicalClustering
{
    /// <summary>Average linkage: the mean distance between members of two clusters.</summary>
    public static ImmutableArray<ColumnMerge> Average(double[] distances, int count, CancellationToken cancellation) =>
        Cluster(distances, count, static (a, b, sizeA, sizeB) => ((sizeA * a) + (sizeB * b)) / (sizeA + sizeB), cancellation);

    /// <summary>Complete linkage: the largest distance between members of two clusters.</summary>
    public static ImmutableArray<ColumnMerge> Complete(double[] distances, int count, CancellationToken cancellation) =>
        Cluster(distances, count, static (a, b, _, _) => Math.Max(a, b), cancellation);

    // The distances of the pairs of p columns; they are used up.
    private static ImmutableArray<ColumnMerge> Cluster(
        double[] distances, int count, Func<double, double, int, int, double> link, CancellationToken cancellation)
    {
        // A cluster lives in the slot of its first column.
        int[] sizes = new int[count];
        Array.Fill(sizes, 1);
        List<int> alive = [.. Enumerable.Range(0, count)];
        List<(int A, int B, double Height)> found = [];
        Stack<int> chain = [];
        while (alive.Count > 1)
        {
            cancellation.ThrowIfCancellationRequested();
            if (chain.Count == 0)
            {
                chain.Push(alive[0]);
            }

            int last = chain.Pop();
            int before = chain.Count > 0 ? chain.Peek() : -1;
            (int nearest, double height) = Nearest(distances, count, alive, last, before);
            if (nearest != before)
            {
                chain.Push(last);
                chain.Push(nearest);
                continue;
            }

            chain.Pop();
            (int kept, int gone) = (Math.Min(last, nearest), Math.Max(last, nearest));
            found.Add((kept, gone, height));
            alive.RemoveAt(alive.BinarySearch(gone));
            foreach (int other in alive)
            {
                if (other != kept)
                {
                    int at = PairTriangle.Index(kept, other, count);
                    distances[at] = link(distances[at], distances[PairTriangle.Index(gone, other, count)], sizes[kept], sizes[gone]);
                }
            }

            sizes[kept] += sizes[gone];
        }

        return Label(found, count);
    }

    private static (int Nearest, double Distance) Nearest(double[] distances, int count, List<int> alive, int cluster, int before)
    {
        int nearest = before;
        double least = before < 0 ? double.PositiveInfinity : distances[PairTriangle.Index(cluster, before, count)];
        foreach (int other in alive)
        {
            if (other != cluster && distances[PairTriangle.Index(cluster, other, count)] is var distance && distance < least)
            {
                (nearest, least) = (other, distance);
            }
        }

        return (nearest, least);
    }

    // Merges by height; columns 0 … p − 1, the cluster of merge k is p + k.
    private static ImmutableArray<ColumnMerge> Label(List<(int A, int B, double Height)> found, int count)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        int[] label = [.. Enumerable.Range(0, count)];
        int[] sizes = new int[count];
        Array.Fill(sizes, 1);
        int Root(int column)
        {
            while (parent[column] != column)
            {
                parent[column] = parent[parent[column]];
                column = parent[column];
            }

            return column;
        }

        ImmutableArray<ColumnMerge>.Builder merges = ImmutableArray.CreateBuilder<ColumnMerge>(found.Count);
        foreach ((int a, int b, double height) in found.OrderBy(m => m.Height))
        {
            (int kept, int gone) = (Root(a), Root(b));
            (kept, gone) = (Math.Min(kept, gone), Math.Max(kept, gone));
            sizes[kept] += sizes[gone];
            parent[gone] = kept;
            merges.Add(new ColumnMerge(label[kept], label[gone], height, sizes[kept]));
            label[kept] = count + merges.Count - 1;
        }

        return merges.MoveToImmutable();
    }
}
