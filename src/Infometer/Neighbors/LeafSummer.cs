using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Sums the weights of the points around which others lie for all points of a leaf of a <see cref="KdTree"/> together, one point per vector
/// lane; <see cref="TreeSearch.SumAround"/> is its scalar twin. Scratch space: one per thread.
/// </summary>
/// <param name="tree">The tree.</param>
/// <param name="groups">The limits and weights of the points, leaf by leaf.</param>
/// <param name="largest">The largest limit of each dimension below each node.</param>
internal sealed class LeafSummer(KdTree tree, WeightedGroups groups, double[][] largest)
{
    private const int MostLevels = 32;

    private readonly Vector512<double>[] _queries = new Vector512<double>[tree.Dimension];
    private readonly int[] _waiting = new int[MostLevels];

    /// <summary>Sums for the points of a leaf, themselves included, and writes the sums at their rows.</summary>
    public void Sum(int leaf, double[] sums)
    {
        for (int j = 0; j < _queries.Length; j++)
        {
            _queries[j] = tree.LoadGroup(leaf, j);
        }

        Vector512<double> sum = Vector512<double>.Zero;
        int waiting = 0;
        _waiting[waiting++] = 1;
        while (waiting > 0)
        {
            int node = _waiting[--waiting];
            if (node >= tree.LeafCount)
            {
                sum += SumInLeaf(node - tree.LeafCount);
                continue;
            }

            ref readonly KdTree.Node inner = ref tree.Nodes[node];
            Vector512<double> values = _queries[inner.Dimension];
            double[] limits = largest[inner.Dimension];
            _waiting[waiting] = (2 * node) + 1;
            waiting += Vector512.LessThanOrEqualAny(
                Vector512.Create(inner.High) - values, Vector512.Create(limits[(2 * node) + 1])) ? 1 : 0;
            _waiting[waiting] = 2 * node;
            waiting += Vector512.LessThanOrEqualAny(values - Vector512.Create(inner.Low), Vector512.Create(limits[2 * node])) ? 1 : 0;
        }

        for (int lane = 0; lane < tree.CountOf(leaf); lane++)
        {
            sums[tree.Rows[(leaf * PointKernels.Lanes) + lane]] = sum.GetElement(lane);
        }
    }

    private Vector512<double> SumInLeaf(int leaf)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        int first = leaf * PointKernels.Lanes;
        int count = tree.CountOf(leaf);
        ref double point = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(tree.Coordinates), first * _queries.Length);
        for (int lane = 0; lane < count; lane++)
        {
            Vector512<double> within = Vector512<double>.AllBitsSet;
            int j = 0;
            for (int part = 0; part < groups.PartCount; part++)
            {
                Vector512<double> size = Vector512<double>.Zero;
                for (int end = j + groups.Width(part); j < end; j++)
                {
                    Vector512<double> next = _queries[j] - Vector512.Create(Unsafe.Add(ref point, (j * PointKernels.Lanes) + lane));
                    size = VectorDistance.Larger(size, next);
                }

                within &= Vector512.LessThanOrEqual(size, Vector512.Create(groups.Limit(part, first + lane)));
            }

            sum += within & Vector512.Create(groups.Weight(first + lane));
        }

        return sum;
    }
}
