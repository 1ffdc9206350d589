using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Finds the distances of the k nearest neighbours for all points of a leaf of a <see cref="KdTree"/> together, one point per vector
/// lane: the tree is walked once for eight points, and the k smallest of each are kept by minimum and maximum, without a branch that
/// depends on the data. For the largest difference as distance and few neighbours; <see cref="TreeSearch"/> is its scalar twin. Scratch
/// space: one per thread.
/// </summary>
internal sealed class LeafSearch
{
    /// <summary>Above this many neighbours a list of each point's own is as quick.</summary>
    public const int MostNeighbors = 12;

    private const int MostLevels = 32;

    private readonly KdTree _tree;
    private readonly Vector512<double>[] _queries;
    private readonly Vector512<double>[] _nearest;
    private readonly int[] _waiting = new int[MostLevels];
    private readonly Vector512<double>[] _bounds = new Vector512<double>[MostLevels];

    /// <summary>Creates a search for <paramref name="neighbors"/> neighbours.</summary>
    public LeafSearch(KdTree tree, int neighbors)
    {
        _tree = tree;
        _queries = new Vector512<double>[tree.Dimension];
        _nearest = new Vector512<double>[neighbors];
    }

    /// <summary>Whether this machine has the vectors for it.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated;

    /// <summary>Searches for the points of a leaf.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="distances">Receives k distances per point of the leaf, ascending.</param>
    /// <returns>The number of points of the leaf.</returns>
    public int Find(int leaf, Span<double> distances)
    {
        KdTree tree = _tree;
        int count = Load(leaf);
        _nearest.AsSpan().Fill(Vector512.Create(double.PositiveInfinity));
        Scan(leaf, isOwn: true);
        for (int node = leaf + tree.LeafCount; node > 1; node /= 2)
        {
            ref readonly KdTree.Node parent = ref tree.Nodes[node / 2];
            Vector512<double> values = _queries[parent.Dimension];
            Vector512<double> gaps = (node & 1) == 0 ? Vector512.Create(parent.High) - values : values - Vector512.Create(parent.Low);
            if (Vector512.LessThanAny(gaps, _nearest[^1]))
            {
                Descend(node ^ 1, Vector512.MaxNative(gaps, Vector512<double>.Zero));
            }
        }

        for (int r = 0; r < _nearest.Length; r++)
        {
            for (int lane = 0; lane < count; lane++)
            {
                distances[(lane * _nearest.Length) + r] = _nearest[r].GetElement(lane);
            }
        }

        return count;
    }

    // Lanes without a point repeat the first one, so that they look for nothing of their own.
    private int Load(int leaf)
    {
        for (int j = 0; j < _queries.Length; j++)
        {
            Vector512<double> values = _tree.LoadGroup(leaf, j);
            _queries[j] = Vector512.ConditionalSelect(Vector512.Equals(values, values), values, Vector512.Create(values.ToScalar()));
        }

        return _tree.CountOf(leaf);
    }

    private void Descend(int node, Vector512<double> bound)
    {
        KdTree tree = _tree;
        int waiting = 0;
        while (true)
        {
            while (node < tree.LeafCount)
            {
                ref readonly KdTree.Node inner = ref tree.Nodes[node];
                Vector512<double> values = _queries[inner.Dimension];
                Vector512<double> left = Vector512.MaxNative(bound, values - Vector512.Create(inner.Low));
                Vector512<double> right = Vector512.MaxNative(bound, Vector512.Create(inner.High) - values);
                bool isLeft = left.ToScalar() <= right.ToScalar();
                Vector512<double> far = isLeft ? right : left;
                bound = isLeft ? left : right;
                node = (2 * node) + (isLeft ? 0 : 1);
                if (Vector512.LessThanAny(far, _nearest[^1]))
                {
                    _waiting[waiting] = node ^ 1;
                    _bounds[waiting++] = far;
                }

                if (!Vector512.LessThanAny(bound, _nearest[^1]))
                {
                    break;
                }
            }

            if (node >= tree.LeafCount)
            {
                Scan(node - tree.LeafCount, isOwn: false);
            }

            do
            {
                if (waiting == 0)
                {
                    return;
                }

                node = _waiting[--waiting];
                bound = _bounds[waiting];
            }
            while (!Vector512.LessThanAny(bound, _nearest[^1]));
        }
    }

    private void Scan(int leaf, bool isOwn)
    {
        int count = _tree.CountOf(leaf);
        ref double point = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_tree.Coordinates), leaf * PointKernels.Lanes * _queries.Length);
        for (int lane = 0; lane < count; lane++)
        {
            Vector512<double> largest = Vector512.Abs(_queries[0] - Vector512.Create(Unsafe.Add(ref point, lane)));
            for (int j = 1; j < _queries.Length; j++)
            {
                Vector512<double> next = _queries[j] - Vector512.Create(Unsafe.Add(ref point, (j * PointKernels.Lanes) + lane));
                largest = VectorDistance.Larger(largest, next);
            }

            if (isOwn)
            {
                largest = largest.WithElement(lane, double.PositiveInfinity); // a point is no neighbour of its own
            }

            if (Vector512.LessThanAny(largest, _nearest[^1]))
            {
                Insert(largest);
            }
        }
    }

    // Each lane's list stays in order: what is smaller moves in, and what it replaces moves on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(Vector512<double> distances)
    {
        foreach (ref Vector512<double> nearest in _nearest.AsSpan())
        {
            Vector512<double> smaller = Vector512.MinNative(nearest, distances);
            distances = Vector512.MaxNative(nearest, distances);
            nearest = smaller;
        }
    }
}
