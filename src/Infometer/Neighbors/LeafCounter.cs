using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Counts the points within limits for all points of a leaf of a <see cref="KdTree"/> together, one point per vector lane, as
/// <see cref="LeafSearch"/> finds neighbours; <see cref="TreeSearch.Count"/> is its scalar twin. Scratch space: one per thread.
/// </summary>
internal sealed class LeafCounter
{
    private const int MostLevels = 32;

    private readonly KdTree _tree;
    private readonly RadiusPart[] _parts;
    private readonly Vector512<double>[] _queries;
    private readonly Vector512<double>[] _limits; // per dimension
    private readonly int[] _waiting = new int[MostLevels];

    /// <summary>Creates a counter.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="limits">The largest distance of each row, part by part.</param>
    public LeafCounter(KdTree tree, RadiusPart[] limits)
    {
        _tree = tree;
        _parts = limits;
        _queries = new Vector512<double>[tree.Dimension];
        _limits = new Vector512<double>[tree.Dimension];
    }

    /// <summary>Counts for the points of a leaf, themselves included, and writes the counts at their rows.</summary>
    public void Count(int leaf, int[] counts)
    {
        KdTree tree = _tree;
        ReadOnlySpan<int> rows = tree.Rows.AsSpan(leaf * PointKernels.Lanes, tree.CountOf(leaf));
        Load(leaf, rows);
        Vector512<long> found = Vector512<long>.Zero;
        int waiting = 0;
        _waiting[waiting++] = 1;
        while (waiting > 0)
        {
            int node = _waiting[--waiting];
            while (node < tree.LeafCount)
            {
                ref readonly KdTree.Node inner = ref tree.Nodes[node];
                Vector512<double> values = _queries[inner.Dimension];
                Vector512<double> limits = _limits[inner.Dimension];
                bool isRight = Vector512.LessThanOrEqualAny(Vector512.Create(inner.High) - values, limits);
                if (Vector512.LessThanOrEqualAny(values - Vector512.Create(inner.Low), limits))
                {
                    _waiting[waiting] = (2 * node) + 1;
                    waiting += isRight ? 1 : 0;
                    node *= 2;
                }
                else if (isRight)
                {
                    node = (2 * node) + 1;
                }
                else
                {
                    break;
                }
            }

            found += node >= tree.LeafCount ? CountInLeaf(node - tree.LeafCount) : Vector512<long>.Zero;
        }

        for (int lane = 0; lane < rows.Length; lane++)
        {
            counts[rows[lane]] = (int)found.GetElement(lane);
        }
    }

    // Lanes without a point have a negative limit, which nothing keeps.
    private void Load(int leaf, ReadOnlySpan<int> rows)
    {
        Span<double> lanes = stackalloc double[PointKernels.Lanes];
        int j = 0;
        foreach (RadiusPart part in _parts)
        {
            lanes.Fill(-1);
            for (int lane = 0; lane < rows.Length; lane++)
            {
                lanes[lane] = part.Radii[rows[lane]];
            }

            for (int end = j + part.Dimension; j < end; j++)
            {
                _queries[j] = _tree.LoadGroup(leaf, j);
                _limits[j] = Vector512.Create<double>(lanes);
            }
        }
    }

    private Vector512<long> CountInLeaf(int leaf)
    {
        Vector512<long> found = Vector512<long>.Zero;
        int count = _tree.CountOf(leaf);
        ref double point = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_tree.Coordinates), leaf * PointKernels.Lanes * _queries.Length);
        for (int lane = 0; lane < count; lane++)
        {
            Vector512<double> within = Vector512<double>.AllBitsSet;
            int j = 0;
            foreach (RadiusPart part in _parts)
            {
                Vector512<double> limit = _limits[j];
                Vector512<double> largest = Vector512<double>.Zero;
                for (int end = j + part.Dimension; j < end; j++)
                {
                    Vector512<double> next = _queries[j] - Vector512.Create(Unsafe.Add(ref point, (j * PointKernels.Lanes) + lane));
                    largest = VectorDistance.Larger(largest, next);
                }

                within &= Vector512.LessThanOrEqual(largest, limit);
            }

            found -= within.AsInt64();
        }

        return found;
    }
}
