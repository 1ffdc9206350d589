using System.Numerics;

namespace Infometer;

/// <summary>Looks at all points for four queries at once. Scratch space: one per thread.</summary>
internal sealed class BlockSearch
{
    private const int GroupsPerBlock = SingleKernels.Lanes / PointKernels.Lanes;

    private readonly PointBlocks _points;
    private readonly int[]? _blocks;
    private readonly double[][] _queries;
    private readonly float[] _singles;
    private readonly float[] _reaches = new float[SingleKernels.Queries];
    private readonly float[] _singleDistances = new float[SingleKernels.Queries * SingleKernels.Lanes];
    private readonly double[] _distances = new double[PointKernels.Lanes];

    /// <summary>Creates a search among <paramref name="points"/>.</summary>
    /// <param name="points">The points.</param>
    /// <param name="blocks">The widths of the blocks within which distance is Euclidean; null where the largest difference is the
    /// distance.</param>
    public BlockSearch(PointBlocks points, int[]? blocks)
    {
        _points = points;
        _blocks = blocks;
        _singles = new float[SingleKernels.Queries * points.Dimension];
        _queries = new double[SingleKernels.Queries][];
        for (int q = 0; q < _queries.Length; q++)
        {
            _queries[q] = new double[points.Dimension];
        }
    }

    /// <summary>
    /// Takes four rows of <paramref name="queries"/> from <paramref name="row"/> on, the last again where there are fewer.
    /// </summary>
    public void Start(PointSet queries, int row)
    {
        _reaches.AsSpan().Clear();
        for (int q = 0; q < SingleKernels.Queries; q++)
        {
            queries.CopyRow(Math.Min(row + q, queries.Count - 1), _queries[q]);
            for (int j = 0; j < _points.Dimension; j++)
            {
                float single = _points.Single(_queries[q][j], j);
                _singles[(j * SingleKernels.Queries) + q] = single;
                _reaches[q] = Math.Max(_reaches[q], Math.Abs(single));
            }
        }
    }

    /// <summary>Fills one list per query.</summary>
    public void FindNearest(ReadOnlySpan<NearestList> nearest)
    {
        if (_blocks is not null)
        {
            for (int q = 0; q < nearest.Length; q++)
            {
                for (int block = 0; block < _points.BlockCount; block++)
                {
                    OfferBlock(q, block, nearest[q]);
                }
            }

            return;
        }

        Span<float> limits = stackalloc float[SingleKernels.Queries];
        limits.Fill(float.PositiveInfinity);
        for (int block = 0; block < _points.BlockCount; block++)
        {
            SingleKernels.Chebyshev(_points.Singles, _points.BlockOffset(block, 0), _singles, _singleDistances);
            for (int q = 0; q < nearest.Length; q++)
            {
                if (SingleKernels.AtMost(_singleDistances.AsSpan(q * SingleKernels.Lanes), limits[q]) != 0)
                {
                    OfferBlock(q, block, nearest[q]);
                    limits[q] = _points.Widen(nearest[q].Worst, _reaches[q]).AtMost;
                }
            }
        }
    }

    /// <summary>Counts, for each query q, the points in the box with the limits of row + q.</summary>
    public void Count(RadiusPart[] limits, int row, Span<int> counts)
    {
        counts.Clear();
        if (_blocks is not null)
        {
            for (int q = 0; q < counts.Length; q++)
            {
                for (int block = 0; block < _points.BlockCount; block++)
                {
                    counts[q] += BitOperations.PopCount(WithinBlock(q, block, limits, row + q));
                }
            }

            return;
        }

        Span<(float AtMost, float Surely)> singleLimits = stackalloc (float, float)[limits.Length * SingleKernels.Queries];
        for (int p = 0; p < limits.Length; p++)
        {
            for (int q = 0; q < counts.Length; q++)
            {
                singleLimits[(p * SingleKernels.Queries) + q] = _points.Widen(limits[p].Radii[row + q], _reaches[q]);
            }
        }

        Span<uint> possible = stackalloc uint[SingleKernels.Queries];
        Span<uint> sure = stackalloc uint[SingleKernels.Queries];
        for (int block = 0; block < _points.BlockCount; block++)
        {
            possible.Fill(uint.MaxValue);
            sure.Fill(uint.MaxValue);
            int dimension = 0;
            for (int p = 0; p < limits.Length; p++)
            {
                ReadOnlySpan<float> queries = _singles.AsSpan(
                    dimension * SingleKernels.Queries, limits[p].Dimension * SingleKernels.Queries);
                SingleKernels.Chebyshev(_points.Singles, _points.BlockOffset(block, dimension), queries, _singleDistances);
                for (int q = 0; q < counts.Length; q++)
                {
                    ReadOnlySpan<float> distances = _singleDistances.AsSpan(q * SingleKernels.Lanes, SingleKernels.Lanes);
                    (float atMost, float surely) = singleLimits[(p * SingleKernels.Queries) + q];
                    possible[q] &= SingleKernels.AtMost(distances, atMost);
                    sure[q] &= SingleKernels.AtMost(distances, surely);
                }

                dimension += limits[p].Dimension;
            }

            for (int q = 0; q < counts.Length; q++)
            {
                counts[q] += BitOperations.PopCount(possible[q] == sure[q] ? sure[q] : WithinBlock(q, block, limits, row + q));
            }
        }
    }

    // Settles a block in double precision.
    private void OfferBlock(int q, int block, NearestList nearest)
    {
        for (int group = block * GroupsPerBlock; group < (block + 1) * GroupsPerBlock; group++)
        {
            int offset = _points.GroupOffset(group, 0);
            uint mask = _blocks is null
                ? PointKernels.Chebyshev(_points.Doubles, offset, _queries[q], nearest.Worst, _distances)
                : PointKernels.Euclidean(_points.Doubles, offset, _queries[q], _blocks, nearest.Worst, _distances);
            for (; mask != 0; mask &= mask - 1)
            {
                int lane = BitOperations.TrailingZeroCount(mask);
                nearest.Offer(_distances[lane], (group * PointKernels.Lanes) + lane);
            }
        }
    }

    // One bit per point of the block that is in the box, in double precision.
    private uint WithinBlock(int q, int block, RadiusPart[] limits, int row)
    {
        uint within = 0;
        for (int g = 0; g < GroupsPerBlock; g++)
        {
            uint mask = uint.MaxValue;
            int dimension = 0;
            int first = 0;
            foreach (RadiusPart part in limits)
            {
                int offset = _points.GroupOffset((block * GroupsPerBlock) + g, dimension);
                ReadOnlySpan<double> query = _queries[q].AsSpan(dimension, part.Dimension);
                if (_blocks is null)
                {
                    mask &= PointKernels.Chebyshev(_points.Doubles, offset, query, part.Radii[row], _distances);
                }
                else
                {
                    int next = PointSet.BlocksEnd(_blocks, first, part.Dimension);
                    ReadOnlySpan<int> widths = _blocks.AsSpan(first..next);
                    mask &= PointKernels.Euclidean(_points.Doubles, offset, query, widths, part.Radii[row], _distances);
                    first = next;
                }

                dimension += part.Dimension;
            }

            within |= mask << (g * PointKernels.Lanes);
        }

        return within;
    }
}
