using System.Numerics;

namespace Infometer;

/// <summary>Searches a <see cref="KdTree"/>. Scratch space: one per thread.</summary>
internal sealed class TreeSearch
{
    private const int MostLevels = 32;

    private readonly KdTree _tree;
    private readonly int[]? _blocks;
    private readonly double[] _query;
    private readonly double[] _limits;
    private readonly double[] _distances = new double[PointKernels.Lanes];
    private readonly (int Node, double Distance)[] _waiting = new (int, double)[MostLevels];

    /// <summary>Creates a search in <paramref name="tree"/>.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="blocks">The widths of the blocks within which distance is Euclidean; null where the largest difference is the
    /// distance.</param>
    public TreeSearch(KdTree tree, int[]? blocks)
    {
        _tree = tree;
        _blocks = blocks;
        _query = new double[tree.Dimension];
        _limits = new double[tree.Dimension];
    }

    /// <summary>The numbers of the point asked about.</summary>
    public Span<double> Query => _query;

    /// <summary>Takes the point at a place of a leaf for the one asked about.</summary>
    public void QueryPlace(int place)
    {
        int group = place / PointKernels.Lanes;
        int lane = place % PointKernels.Lanes;
        for (int j = 0; j < _query.Length; j++)
        {
            _query[j] = _tree.Coordinates[(((group * _query.Length) + j) * PointKernels.Lanes) + lane];
        }
    }

    /// <summary>Fills <paramref name="nearest"/>, from the leaf where the nearest are most likely.</summary>
    public void FindNearest(int leaf, NearestList nearest)
    {
        KdTree tree = _tree;
        ScanNearest(leaf, nearest);
        for (int node = leaf + tree.LeafCount; node > 1; node /= 2)
        {
            ref readonly KdTree.Node parent = ref tree.Nodes[node / 2];
            double value = _query[parent.Dimension];
            double gap = Gap((node & 1) == 0 ? parent.High - value : value - parent.Low);
            if (nearest.Admits(gap, tree.FirstRows[node ^ 1]))
            {
                Descend(node ^ 1, gap, nearest);
            }
        }
    }

    /// <summary>
    /// How many points lie in the box around the query whose sides are the limits of the parts, at row <paramref name="row"/> of the
    /// limits.
    /// </summary>
    public int Count(RadiusPart[] limits, int row)
    {
        int dimension = 0;
        foreach (RadiusPart part in limits)
        {
            _limits.AsSpan(dimension, part.Dimension).Fill(part.Radii[row]);
            dimension += part.Dimension;
        }

        KdTree tree = _tree;
        int count = 0;
        int waiting = 0;
        int node = 1;
        while (true)
        {
            while (node < tree.LeafCount)
            {
                ref readonly KdTree.Node inner = ref tree.Nodes[node];
                double value = _query[inner.Dimension];
                double limit = _limits[inner.Dimension];
                bool isRight = Gap(inner.High - value) <= limit;
                if (!(Gap(value - inner.Low) <= limit))
                {
                    if (!isRight)
                    {
                        break;
                    }

                    node = (2 * node) + 1;
                    continue;
                }

                if (isRight)
                {
                    _waiting[waiting++].Node = (2 * node) + 1;
                }

                node *= 2;
            }

            if (node >= tree.LeafCount)
            {
                count += CountInLeaf(node - tree.LeafCount, limits);
            }

            if (waiting == 0)
            {
                return count;
            }

            node = _waiting[--waiting].Node;
        }
    }

    /// <summary>The sum of the weights of the points around which the query lies.</summary>
    /// <param name="groups">The limits and weights, by leaf.</param>
    /// <param name="largest">The largest limit of each dimension below each node.</param>
    public double SumAround(WeightedGroups groups, double[][] largest)
    {
        KdTree tree = _tree;
        double sum = 0;
        int waiting = 0;
        _waiting[waiting++].Node = 1;
        while (waiting > 0)
        {
            int node = _waiting[--waiting].Node;
            if (node >= tree.LeafCount)
            {
                sum += groups.SumAround(node - tree.LeafCount, _query, _distances);
                continue;
            }

            ref readonly KdTree.Node inner = ref tree.Nodes[node];
            double value = _query[inner.Dimension];
            if (Gap(inner.High - value) <= largest[inner.Dimension][(2 * node) + 1])
            {
                _waiting[waiting++].Node = (2 * node) + 1;
            }

            if (Gap(value - inner.Low) <= largest[inner.Dimension][2 * node])
            {
                _waiting[waiting++].Node = 2 * node;
            }
        }

        return sum;
    }

    private void Descend(int node, double distance, NearestList nearest)
    {
        KdTree tree = _tree;
        int waiting = 0;
        while (true)
        {
            while (node < tree.LeafCount)
            {
                ref readonly KdTree.Node inner = ref tree.Nodes[node];
                double value = _query[inner.Dimension];
                double left = Gap(value - inner.Low);
                double right = Gap(inner.High - value);
                left = left > distance ? left : distance;
                right = right > distance ? right : distance;
                int near = (2 * node) + (left <= right ? 0 : 1);
                double far = left <= right ? right : left;
                if (nearest.Admits(far, tree.FirstRows[near ^ 1]))
                {
                    _waiting[waiting++] = (near ^ 1, far);
                }

                distance = left <= right ? left : right;
                node = near;
                if (!nearest.Admits(distance, tree.FirstRows[node]))
                {
                    break;
                }
            }

            if (node >= tree.LeafCount && nearest.Admits(distance, tree.FirstRows[node]))
            {
                ScanNearest(node - tree.LeafCount, nearest);
            }

            do
            {
                if (waiting == 0)
                {
                    return;
                }

                (node, distance) = _waiting[--waiting];
            }
            while (!nearest.Admits(distance, tree.FirstRows[node]));
        }
    }

    // How far a point is at least from what lies beyond a cut. Squares of tiny numbers are rounded, and no point may be hidden by that.
    private double Gap(double difference) => _blocks is null
        ? (difference > 0 ? difference : 0)
        : difference > 0 ? Math.Min(difference, Math.Sqrt(difference * difference)) : 0;

    private void ScanNearest(int leaf, NearestList nearest)
    {
        int offset = leaf * PointKernels.Lanes * _query.Length;
        uint mask = _blocks is null
            ? PointKernels.Chebyshev(_tree.Coordinates, offset, _query, nearest.Worst, _distances)
            : PointKernels.Euclidean(_tree.Coordinates, offset, _query, _blocks, nearest.Worst, _distances);
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            nearest.Offer(_distances[lane], _tree.Rows[(leaf * PointKernels.Lanes) + lane]);
        }
    }

    private int CountInLeaf(int leaf, RadiusPart[] limits)
    {
        uint mask = uint.MaxValue;
        int dimension = 0;
        int block = 0;
        int first = leaf * PointKernels.Lanes * _query.Length;
        foreach (RadiusPart part in limits)
        {
            int offset = first + (dimension * PointKernels.Lanes);
            ReadOnlySpan<double> query = _query.AsSpan(dimension, part.Dimension);
            double limit = _limits[dimension];
            if (_blocks is null)
            {
                mask &= PointKernels.Chebyshev(_tree.Coordinates, offset, query, limit, _distances);
            }
            else
            {
                int next = PointSet.BlocksEnd(_blocks, block, part.Dimension);
                mask &= PointKernels.Euclidean(_tree.Coordinates, offset, query, _blocks.AsSpan(block..next), limit, _distances);
                block = next;
            }

            dimension += part.Dimension;
        }

        return BitOperations.PopCount(mask);
    }
}
