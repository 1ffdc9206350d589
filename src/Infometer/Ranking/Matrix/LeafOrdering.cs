using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Orders the leaves of a dendrogram so that neighbours are alike: of the 2^(p−1) orders that turning clusters round allows, the
/// one with the smallest sum of distances between neighbours, for up to <see cref="MostOptimal"/> leaves. Beyond, every
/// cluster is laid down once, with its two parts turned so that their nearest ends touch.
/// </summary>
/// <remarks>
/// Optimal order: dynamic programming over the first and last leaf of each cluster, O(p³) time and p² numbers of memory.
/// Source: Bar-Joseph, Gifford and Jaakkola (2001), Fast optimal leaf ordering for hierarchical clustering.
/// </remarks>
internal static class LeafOrdering
{
    /// <summary>The most leaves that are ordered optimally: a second's work.</summary>
    public const int MostOptimal = 600;

    /// <summary>The leaves from left to right; of two mirror images the one whose first leaf has the smaller number.</summary>
    /// <param name="merges">The tree.</param>
    /// <param name="distances">The distances of all pairs.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static ImmutableArray<int> Order(ImmutableArray<ColumnMerge> merges, double[] distances, CancellationToken cancellation)
    {
        int count = merges.Length + 1;
        int[] order = count <= MostOptimal
            ? new OptimalOrder(merges, distances, cancellation).Find()
            : TouchingEnds(merges, distances);
        if (order[0] > order[^1])
        {
            Array.Reverse(order);
        }

        return [.. order];
    }

    private static int[] TouchingEnds(ImmutableArray<ColumnMerge> merges, double[] distances)
    {
        int count = merges.Length + 1;
        int[]?[] clusters = new int[count + merges.Length][];
        for (int i = 0; i < count; i++)
        {
            clusters[i] = [i];
        }

        for (int k = 0; k < merges.Length; k++)
        {
            int[] left = clusters[merges[k].First]!;
            int[] right = clusters[merges[k].Second]!;
            double best = double.PositiveInfinity;
            int turns = 0;
            for (int turn = 0; turn < 4; turn++)
            {
                int end = (turn & 1) == 0 ? left[^1] : left[0];
                int start = (turn & 2) == 0 ? right[0] : right[^1];
                double distance = distances[PairTriangle.Index(end, start, count)];
                if (distance < best)
                {
                    (best, turns) = (distance, turn);
                }
            }

            if ((turns & 1) != 0)
            {
                Array.Reverse(left);
            }

            if ((turns & 2) != 0)
            {
                Array.Reverse(right);
            }

            clusters[count + k] = [.. left, .. right];
            clusters[merges[k].First] = clusters[merges[k].Second] = null;
        }

        return clusters[^1]!;
    }

    /// <summary>The search for the best order of one tree.</summary>
    private sealed class OptimalOrder
    {
        private readonly ImmutableArray<ColumnMerge> _merges;
        private readonly int _count;
        private readonly int[][] _leaves; // of each cluster, those of its first part first
        private readonly double[,] _distance;

        // The least length of the cluster in which a and b lie in different parts, with a at one end and b at the other.
        private readonly double[,] _length;

        public OptimalOrder(ImmutableArray<ColumnMerge> merges, double[] distances, CancellationToken cancellation)
        {
            _merges = merges;
            _count = merges.Length + 1;
            _distance = new double[_count, _count];
            _length = new double[_count, _count];
            for (int i = 0, at = 0; i < _count; i++)
            {
                for (int j = i + 1; j < _count; j++, at++)
                {
                    _distance[i, j] = _distance[j, i] = distances[at];
                }
            }

            _leaves = new int[_count + merges.Length][];
            for (int i = 0; i < _count; i++)
            {
                _leaves[i] = [i];
            }

            for (int k = 0; k < merges.Length; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                _leaves[_count + k] = [.. _leaves[merges[k].First], .. _leaves[merges[k].Second]];
                Measure(merges[k]);
            }
        }

        public int[] Find()
        {
            int[] order = new int[_count];
            if (_merges.Length == 0)
            {
                return order;
            }

            int root = _count + _merges.Length - 1;
            (int first, int last) = Ends(_merges[^1]);
            Lay(root, first, last, order);
            return order;
        }

        // The leaves that can stand at the other end of a cluster that begins with a leaf: those of the part without the leaf.
        private ReadOnlySpan<int> OtherEnds(int cluster, int leaf)
        {
            if (cluster < _count)
            {
                return _leaves[cluster];
            }

            ColumnMerge merge = _merges[cluster - _count];
            return Array.IndexOf(_leaves[merge.First], leaf) >= 0 ? _leaves[merge.Second] : _leaves[merge.First];
        }

        // Length with a and b at the ends is the least over the touching leaves m and k of length(a…m) + distance(m, k) +
        // length(k…b): for each a first over m, then for each b over k.
        private void Measure(ColumnMerge merge)
        {
            double[] toStart = new double[_count];
            int[][] others = [.. _leaves[merge.Second].Select(b => OtherEnds(merge.Second, b).ToArray())];
            foreach (int a in _leaves[merge.First])
            {
                ReadOnlySpan<int> inner = OtherEnds(merge.First, a);
                foreach (int k in _leaves[merge.Second])
                {
                    double least = double.PositiveInfinity;
                    foreach (int m in inner)
                    {
                        least = Math.Min(least, _length[a, m] + _distance[m, k]);
                    }

                    toStart[k] = least;
                }

                for (int i = 0; i < others.Length; i++)
                {
                    int b = _leaves[merge.Second][i];
                    double least = double.PositiveInfinity;
                    foreach (int k in others[i])
                    {
                        least = Math.Min(least, toStart[k] + _length[k, b]);
                    }

                    _length[a, b] = _length[b, a] = least;
                }
            }
        }

        private (int First, int Last) Ends(ColumnMerge merge)
        {
            (int First, int Last) best = default;
            double least = double.PositiveInfinity;
            foreach (int a in _leaves[merge.First])
            {
                foreach (int b in _leaves[merge.Second])
                {
                    if (_length[a, b] < least)
                    {
                        (best, least) = ((a, b), _length[a, b]);
                    }
                }
            }

            return best;
        }

        // Writes the leaves of a cluster that begins with one leaf and ends with another.
        private void Lay(int cluster, int first, int last, Span<int> order)
        {
            if (cluster < _count)
            {
                order[0] = cluster;
                return;
            }

            ColumnMerge merge = _merges[cluster - _count];
            bool isInOrder = Array.IndexOf(_leaves[merge.First], first) >= 0;
            (int left, int right) = isInOrder ? (merge.First, merge.Second) : (merge.Second, merge.First);
            (int m, int k) = Touching(left, right, first, last);
            int size = _leaves[left].Length;
            Lay(left, first, m, order[..size]);
            Lay(right, k, last, order[size..]);
        }

        private (int M, int K) Touching(int left, int right, int first, int last)
        {
            (int M, int K) best = default;
            double least = double.PositiveInfinity;
            ReadOnlySpan<int> starts = OtherEnds(right, last);
            foreach (int m in OtherEnds(left, first))
            {
                foreach (int k in starts)
                {
                    double length = _length[first, m] + _distance[m, k] + _length[k, last];
                    if (length < least)
                    {
                        (best, least) = ((m, k), length);
                    }
                }
            }

            return best;
        }
    }
}
