using System.Numerics;

namespace Infometer;

/// <summary>
/// Looks at all points for sixteen queries at once, four at a time per block of points, which meanwhile stays in the first-level cache.
/// Scratch space: one per thread.
/// </summary>
internal sealed class BlockSearch
{
    /// <summary>Points asked about at once.</summary>
    public const int MostQueries = 4 * SingleKernels.Queries;

    private const int GroupsPerBlock = SingleKernels.Lanes / PointKernels.Lanes;
    private const ulong BlockMask = (1UL << SingleKernels.Lanes) - 1;
    private const uint GroupMask = (1U << PointKernels.Lanes) - 1;

    private readonly PointBlocks _points;
    private readonly int[]? _blocks;
    private readonly double[][] _queries;
    private readonly float[][] _singles; // per four queries, dimension by dimension
    private readonly float[] _reaches = new float[MostQueries];
    private readonly double[] _distances = new double[PointKernels.Lanes];

    /// <summary>Creates a search among <paramref name="points"/>.</summary>
    /// <param name="points">The points.</param>
    /// <param name="blocks">The widths of the blocks within which distance is Euclidean; null where the largest difference is the
    /// distance.</param>
    public BlockSearch(PointBlocks points, int[]? blocks)
    {
        _points = points;
        _blocks = blocks;
        _singles = new float[MostQueries / SingleKernels.Queries][];
        for (int quad = 0; quad < _singles.Length; quad++)
        {
            _singles[quad] = new float[SingleKernels.Queries * points.Dimension];
        }

        _queries = new double[MostQueries][];
        for (int q = 0; q < _queries.Length; q++)
        {
            _queries[q] = new double[points.Dimension];
        }
    }

    /// <summary>
    /// Takes <paramref name="count"/> rows of <paramref name="queries"/> from <paramref name="row"/> on, at most <see cref="MostQueries"/>.
    /// </summary>
    public void Start(PointSet queries, int row, int count)
    {
        _reaches.AsSpan().Clear();
        for (int q = 0; q < count; q++)
        {
            queries.CopyRow(row + q, _queries[q]);
            float[] quad = _singles[q / SingleKernels.Queries];
            for (int j = 0; j < _points.Dimension; j++)
            {
                float single = _points.Single(_queries[q][j], j);
                quad[(j * SingleKernels.Queries) + (q % SingleKernels.Queries)] = single;
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
                for (int group = 0; group < _points.BlockCount * GroupsPerBlock; group++)
                {
                    OfferGroup(q, group, GroupMask, nearest[q]);
                }
            }

            return;
        }

        // Lanes of queries that are not there look for nothing.
        Span<float> limits = stackalloc float[MostQueries];
        limits.Fill(-1);
        limits[..nearest.Length].Fill(float.PositiveInfinity);
        for (int block = 0; block < _points.BlockCount; block++)
        {
            int offset = _points.BlockOffset(block, 0);
            for (int first = 0; first < nearest.Length; first += SingleKernels.Queries)
            {
                ulong within = SingleKernels.Within(
                    _points.Singles, offset, _singles[first / SingleKernels.Queries], limits.Slice(first, SingleKernels.Queries));
                while (within != 0)
                {
                    (int q, int group) = GroupOf(within, first, block);
                    int shift = BitOperations.TrailingZeroCount(within) & ~(PointKernels.Lanes - 1);
                    OfferGroup(q, group, (uint)(within >> shift) & GroupMask, nearest[q]);
                    limits[q] = _points.Widen(nearest[q].Worst, _reaches[q]).AtMost;
                    within &= ~((ulong)GroupMask << shift);
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
                for (int group = 0; group < _points.BlockCount * GroupsPerBlock; group++)
                {
                    counts[q] += BitOperations.PopCount(WithinGroup(q, group, limits, row + q));
                }
            }

            return;
        }

        Span<float> atMost = stackalloc float[limits.Length * MostQueries];
        Span<float> surely = stackalloc float[limits.Length * MostQueries];
        atMost.Fill(-1);
        surely.Fill(-1);
        for (int p = 0; p < limits.Length; p++)
        {
            for (int q = 0; q < counts.Length; q++)
            {
                int place = (p * MostQueries) + q;
                (atMost[place], surely[place]) = _points.Widen(limits[p].Radii[row + q], _reaches[q]);
            }
        }

        for (int block = 0; block < _points.BlockCount; block++)
        {
            for (int first = 0; first < counts.Length; first += SingleKernels.Queries)
            {
                ulong possible = CompareBlock(block, first, limits, atMost, surely, out ulong sure);
                for (ulong open = possible & ~sure; open != 0;)
                {
                    (int q, int group) = GroupOf(open, first, block);
                    int shift = BitOperations.TrailingZeroCount(open) & ~(PointKernels.Lanes - 1);
                    sure |= (open & ((ulong)WithinGroup(q, group, limits, row + q) << shift));
                    open &= ~((ulong)GroupMask << shift);
                }

                Span<int> quad = counts[first..Math.Min(counts.Length, first + SingleKernels.Queries)];
                for (int q = 0; q < quad.Length; q++)
                {
                    quad[q] += BitOperations.PopCount((sure >> (q * SingleKernels.Lanes)) & BlockMask);
                }
            }
        }
    }

    // The query and the group of eight points of the lowest bit.
    private static (int Query, int Group) GroupOf(ulong pairs, int firstQuery, int block)
    {
        int bit = BitOperations.TrailingZeroCount(pairs);
        return (
            firstQuery + (bit / SingleKernels.Lanes),
            (block * GroupsPerBlock) + (bit % SingleKernels.Lanes / PointKernels.Lanes));
    }

    // Which pairs may be within all parts, and which surely are.
    private ulong CompareBlock(
        int block, int firstQuery, RadiusPart[] limits, ReadOnlySpan<float> atMost, ReadOnlySpan<float> surely, out ulong sure)
    {
        ReadOnlySpan<float> queries = _singles[firstQuery / SingleKernels.Queries];
        ulong possible = ulong.MaxValue;
        sure = ulong.MaxValue;
        int dimension = 0;
        for (int p = 0; p < limits.Length; p++)
        {
            int first = (p * MostQueries) + firstQuery;
            possible &= SingleKernels.Within(
                _points.Singles,
                _points.BlockOffset(block, dimension),
                queries.Slice(dimension * SingleKernels.Queries, limits[p].Dimension * SingleKernels.Queries),
                atMost.Slice(first, SingleKernels.Queries),
                surely.Slice(first, SingleKernels.Queries),
                out ulong part);
            sure &= part;
            dimension += limits[p].Dimension;
        }

        return possible;
    }

    // Settles some points of a group in double precision.
    private void OfferGroup(int q, int group, uint lanes, NearestList nearest)
    {
        int offset = _points.GroupOffset(group, 0);
        lanes &= _blocks is null
            ? PointKernels.Chebyshev(_points.Doubles, offset, _queries[q], nearest.Worst, _distances)
            : PointKernels.Euclidean(_points.Doubles, offset, _queries[q], _blocks, nearest.Worst, _distances);
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            nearest.Offer(_distances[lane], (group * PointKernels.Lanes) + lane);
        }
    }

    // One bit per point of a group that is in the box, in double precision.
    private uint WithinGroup(int q, int group, RadiusPart[] limits, int row)
    {
        uint mask = uint.MaxValue;
        int dimension = 0;
        int block = 0;
        foreach (RadiusPart part in limits)
        {
            int offset = _points.GroupOffset(group, dimension);
            ReadOnlySpan<double> query = _queries[q].AsSpan(dimension, part.Dimension);
            if (_blocks is null)
            {
                mask &= PointKernels.Chebyshev(_points.Doubles, offset, query, part.Radii[row], _distances);
            }
            else
            {
                int next = PointSet.BlocksEnd(_blocks, block, part.Dimension);
                mask &= PointKernels.Euclidean(_points.Doubles, offset, query, _blocks.AsSpan(block..next), part.Radii[row], _distances);
                block = next;
            }

            dimension += part.Dimension;
        }

        return mask;
    }
}
