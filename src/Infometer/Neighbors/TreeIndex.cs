using System.Buffers;

namespace Infometer;

/// <summary>
/// Searches in a <see cref="KdTree"/>: for few dimensions. Points are asked about in the order of the tree, so that one finds in the
/// cache what the one before fetched, and a search starts at the leaf of its point and climbs. O(log n) a point where the dimensions are
/// few.
/// </summary>
internal sealed class TreeIndex : NeighborIndex
{
    // Measured: with more dimensions the points of a leaf look for too different leaves.
    private const int FewDimensions = 8;
    private const int LeavesPerChunk = ChunkSize / PointKernels.Lanes;

    private readonly KdTree _tree;
    private readonly int[]? _blocks;

    /// <summary>Builds the tree over <paramref name="points"/>.</summary>
    public TreeIndex(PointSet points, NeighborNorm norm, RunContext context)
        : base(points, norm)
    {
        _blocks = norm == NeighborNorm.Euclidean ? [.. points.Blocks] : null;
        _tree = new KdTree(points.Count, points.Dimension);
        double[][] columns = new double[points.Dimension][];
        int[][] ranks = new int[points.Dimension][];
        context.ForEach(points.Dimension, j =>
        {
            columns[j] = points.Prepared(j).Values;
            ranks[j] = points.Prepared(j).Sorted.Ranks;
            points.Prepared(j).Sorted.Order.CopyTo(_tree.OrderOf(j), 0);
        });
        _tree.Fill(columns, ranks, context);
    }

    /// <summary>Searches a tree over <paramref name="points"/> that the caller fills, and may fill again.</summary>
    public TreeIndex(PointSet points, NeighborNorm norm, KdTree tree)
        : base(points, norm)
    {
        _blocks = norm == NeighborNorm.Euclidean ? [.. points.Blocks] : null;
        _tree = tree;
    }

    /// <inheritdoc/>
    public override int ChunkCount => (_tree.LeafCount + LeavesPerChunk - 1) / LeavesPerChunk;

    /// <inheritdoc/>
    public override void VisitNearest(int neighbors, bool withRows, TheilerWindow window, RunContext context, NearestVisitor visitor)
    {
        bool isByLeaf = LeafSearch.IsSupported && _blocks is null && !withRows && window.IsEmpty
            && neighbors <= LeafSearch.MostNeighbors && Points.Dimension <= FewDimensions;
        context.ForEach(ChunkCount, chunk =>
        {
            double[] distances = ArrayPool<double>.Shared.Rent(ChunkSize * neighbors);
            int[] indices = ArrayPool<int>.Shared.Rent(withRows ? ChunkSize * neighbors : 0);
            Span<int> rows = stackalloc int[ChunkSize];
            int firstLeaf = chunk * LeavesPerChunk;
            int endLeaf = Math.Min(_tree.LeafCount, firstLeaf + LeavesPerChunk);
            int count = isByLeaf
                ? FindByLeaf(new LeafSearch(_tree, neighbors), firstLeaf, endLeaf, distances, neighbors)
                : FindByPoint(new NearestList(neighbors, withRows, window), firstLeaf, endLeaf, distances, indices);
            int found = 0;
            foreach (int row in _tree.Rows.AsSpan(firstLeaf * PointKernels.Lanes, (endLeaf - firstLeaf) * PointKernels.Lanes))
            {
                rows[found] = row;
                found += row >= 0 ? 1 : 0;
                if (found == count)
                {
                    break;
                }
            }

            visitor(chunk, rows[..count], distances.AsSpan(0, count * neighbors), indices.AsSpan(0, withRows ? count * neighbors : 0));
            ArrayPool<double>.Shared.Return(distances);
            ArrayPool<int>.Shared.Return(indices);
        });
    }

    /// <inheritdoc/>
    public override NeighborLists NearestTo(PointSet queries, int neighbors, RunContext context)
    {
        int[] indices = new int[queries.Count * neighbors];
        double[] distances = new double[indices.Length];
        ForEachChunk(queries.Count, context, (_, start, end) =>
        {
            TreeSearch search = new(_tree, _blocks);
            NearestList nearest = new(neighbors, true, TheilerWindow.None);
            for (int i = start; i < end; i++)
            {
                queries.CopyRow(i, search.Query);
                nearest.Start(-1);
                search.FindNearest(_tree.LeafOf(search.Query), nearest);
                nearest.Distances.CopyTo(distances.AsSpan(i * neighbors));
                nearest.Rows.CopyTo(indices.AsSpan(i * neighbors));
            }
        });
        return new NeighborLists(neighbors, indices, distances);
    }

    /// <inheritdoc/>
    public override void SumAround(RadiusPart[] limits, double[] weights, double[] sums, RunContext context)
    {
        WeightedGroups groups = new(_tree.Coordinates, Points.Dimension, _blocks, _tree.Rows, limits, weights);
        double[][] largest = groups.LargestLimits(_tree);
        context.ForEach(ChunkCount, chunk =>
        {
            if (_blocks is null && LeafSearch.IsSupported)
            {
                LeafSummer summer = new(_tree, groups, largest);
                int endLeaf = Math.Min(_tree.LeafCount, (chunk + 1) * LeavesPerChunk);
                for (int leaf = chunk * LeavesPerChunk; leaf < endLeaf; leaf++)
                {
                    summer.Sum(leaf, sums);
                }

                return;
            }

            TreeSearch search = new(_tree, _blocks);
            int end = Math.Min(_tree.LeafCount, (chunk + 1) * LeavesPerChunk) * PointKernels.Lanes;
            for (int place = chunk * ChunkSize; place < end; place++)
            {
                if (_tree.Rows[place] is >= 0 and int row)
                {
                    search.QueryPlace(place);
                    sums[row] = search.SumAround(groups, largest);
                }
            }
        });
    }

    /// <inheritdoc/>
    private protected override void CountPoints(RadiusPart[] limits, int[] counts, RunContext context) =>
        context.ForEach(ChunkCount, chunk =>
        {
            if (_blocks is null && LeafSearch.IsSupported)
            {
                LeafCounter counter = new(_tree, limits);
                int endLeaf = Math.Min(_tree.LeafCount, (chunk + 1) * LeavesPerChunk);
                for (int leaf = chunk * LeavesPerChunk; leaf < endLeaf; leaf++)
                {
                    counter.Count(leaf, counts);
                }

                return;
            }

            TreeSearch search = new(_tree, _blocks);
            int end = Math.Min(_tree.LeafCount, (chunk + 1) * LeavesPerChunk) * PointKernels.Lanes;
            for (int place = chunk * ChunkSize; place < end; place++)
            {
                if (_tree.Rows[place] is >= 0 and int row)
                {
                    search.QueryPlace(place);
                    counts[row] = search.Count(limits, row);
                }
            }
        });

    /// <inheritdoc/>
    private protected override void CountPointsAround(PointSet queries, RadiusPart[] limits, int[] counts, RunContext context) =>
        ForEachChunk(queries.Count, context, (_, start, end) =>
        {
            TreeSearch search = new(_tree, _blocks);
            for (int i = start; i < end; i++)
            {
                queries.CopyRow(i, search.Query);
                counts[i] = search.Count(limits, i);
            }
        });

    private static int FindByLeaf(LeafSearch search, int firstLeaf, int endLeaf, Span<double> distances, int neighbors)
    {
        int count = 0;
        for (int leaf = firstLeaf; leaf < endLeaf; leaf++)
        {
            count += search.Find(leaf, distances[(count * neighbors)..]);
        }

        return count;
    }

    private int FindByPoint(NearestList nearest, int firstLeaf, int endLeaf, Span<double> distances, Span<int> indices)
    {
        TreeSearch search = new(_tree, _blocks);
        int count = 0;
        for (int place = firstLeaf * PointKernels.Lanes; place < endLeaf * PointKernels.Lanes; place++)
        {
            if (_tree.Rows[place] is >= 0 and int row)
            {
                search.QueryPlace(place);
                nearest.Start(row);
                search.FindNearest(place / PointKernels.Lanes, nearest);
                int end = count++ * nearest.Rows.Length;
                nearest.Distances.CopyTo(distances[end..]);
                if (nearest.WithRows)
                {
                    nearest.Rows.CopyTo(indices[end..]);
                }
            }
        }

        return count;
    }
}
