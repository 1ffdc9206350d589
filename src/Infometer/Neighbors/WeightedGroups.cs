using System.Numerics;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Limits and weights of points that lie in groups of eight, to sum the weights of those around which another point lies.
/// </summary>
internal sealed class WeightedGroups
{
    private readonly double[] _coordinates;
    private readonly int _dimension;
    private readonly int[]? _blocks;
    private readonly int[] _widths;
    private readonly double[][] _limits;
    private readonly double[] _weights;

    /// <summary>Brings limits and weights into the order of the groups.</summary>
    /// <param name="coordinates">The numbers, group by group.</param>
    /// <param name="dimension">Numbers per point.</param>
    /// <param name="blocks">The widths of Euclidean blocks; null where the largest difference is the distance.</param>
    /// <param name="rows">The row at each place; −1 for none.</param>
    /// <param name="limits">The limits of each row, part by part.</param>
    /// <param name="weights">The weight of each row.</param>
    public WeightedGroups(double[] coordinates, int dimension, int[]? blocks, int[] rows, RadiusPart[] limits, double[] weights)
    {
        _coordinates = coordinates;
        _dimension = dimension;
        _blocks = blocks;
        _widths = Array.ConvertAll(limits, static p => p.Dimension);
        _limits = Array.ConvertAll(limits, p => Array.ConvertAll(rows, row => row < 0 ? -1 : p.Radii[row]));
        _weights = Array.ConvertAll(rows, row => row < 0 ? 0 : weights[row]);
    }

    /// <summary>Number of groups.</summary>
    public int Count => _weights.Length / PointKernels.Lanes;

    /// <summary>Number of parts of a limit.</summary>
    public int PartCount => _widths.Length;

    /// <summary>The dimensions of a part.</summary>
    public int Width(int part) => _widths[part];

    /// <summary>The limit of the point at a place; negative where there is none.</summary>
    public double Limit(int part, int place) => _limits[part][place];

    /// <summary>The weight of the point at a place.</summary>
    public double Weight(int place) => _weights[place];

    /// <summary>The sum of the weights in one group.</summary>
    public double SumAround(int group, ReadOnlySpan<double> query, Span<double> distances)
    {
        uint within = uint.MaxValue;
        int dimension = 0;
        int block = 0;
        for (int p = 0; p < _widths.Length && within != 0; p++)
        {
            int offset = ((group * _dimension) + dimension) * PointKernels.Lanes;
            ReadOnlySpan<double> part = query.Slice(dimension, _widths[p]);
            if (_blocks is null)
            {
                PointKernels.Chebyshev(_coordinates, offset, part, double.PositiveInfinity, distances);
            }
            else
            {
                int next = PointSet.BlocksEnd(_blocks, block, _widths[p]);
                PointKernels.Euclidean(_coordinates, offset, part, _blocks.AsSpan(block..next), double.PositiveInfinity, distances);
                block = next;
            }

            within &= AtMost(distances, _limits[p].AsSpan(group * PointKernels.Lanes, PointKernels.Lanes));
            dimension += _widths[p];
        }

        return Sum(_weights.AsSpan(group * PointKernels.Lanes, PointKernels.Lanes), within);
    }

    /// <summary>For each dimension the largest limit below each node of a tree whose leaves the groups are.</summary>
    public double[][] LargestLimits(KdTree tree)
    {
        double[][] largest = new double[_dimension][];
        int dimension = 0;
        for (int p = 0; p < _widths.Length; p++)
        {
            double[] ofPart = new double[2 * tree.LeafCount];
            for (int leaf = 0; leaf < tree.LeafCount; leaf++)
            {
                ReadOnlySpan<double> limits = _limits[p].AsSpan(leaf * PointKernels.Lanes, PointKernels.Lanes);
                foreach (double limit in limits)
                {
                    ref double most = ref ofPart[tree.LeafCount + leaf];
                    most = Math.Max(most, limit);
                }
            }

            for (int node = tree.LeafCount - 1; node > 0; node--)
            {
                ofPart[node] = Math.Max(ofPart[2 * node], ofPart[(2 * node) + 1]);
            }

            largest.AsSpan(dimension, _widths[p]).Fill(ofPart);
            dimension += _widths[p];
        }

        return largest;
    }

    // One bit per lane whose distance is not above its own limit.
    private static uint AtMost(ReadOnlySpan<double> distances, ReadOnlySpan<double> limits)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            return (uint)Vector512.LessThanOrEqual(Vector512.Create(distances), Vector512.Create(limits)).ExtractMostSignificantBits();
        }

        uint mask = 0;
        for (int lane = 0; lane < PointKernels.Lanes; lane++)
        {
            mask |= distances[lane] <= limits[lane] ? 1u << lane : 0;
        }

        return mask;
    }

    private static double Sum(ReadOnlySpan<double> weights, uint lanes)
    {
        double sum = 0;
        for (; lanes != 0; lanes &= lanes - 1)
        {
            sum += weights[BitOperations.TrailingZeroCount(lanes)];
        }

        return sum;
    }
}
