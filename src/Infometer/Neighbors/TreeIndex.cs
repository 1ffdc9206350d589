using System.Buffers;

namespace Infometer;

/// <summary>
/// Searches in a <see cref="KdTree"/>: for few dimensions. Points are asked about in the order of the tree, so that one finds in the
/// cache what the one before fetched, and a search starts at the leaf of its point and climbs. O(log n) a point where the dimensions are
/// few.
/// </summary>
internal sealed class TreeIndex : NeighborIndex
{
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

    /// <inheritdoc/>
    public override int ChunkCount => (_tree.LeafCount + LeavesPerChunk - 1) / LeavesPerChunk;

    /// <inheritdoc/>
    public override void VisitNearest(int neighbors, bool withRows, TheilerWindow window, RunContext context, NearestVisitor visitor) =>
        context.ForEach(ChunkCount, chunk =>
        {
            double[] distances = ArrayPool<double>.Shared.Rent(ChunkSize * neighbors);
            int[] indices = ArrayPool<int>.Shared.Rent(withRows ? ChunkSize * neighbors : 0);
            Span<int> rows = stackalloc int[ChunkSize];
            TreeSearch search = new(_tree, _blocks);
            NearestList nearest = new(neighbors, withRows, window);
            int found = 0;
            int end = Math.Min(_tree.LeafCount, (chunk + 1) * LeavesPerChunk) * PointKernels.Lanes;
            for (int place = chunk * ChunkSize; place < end; place++)
            {
                int row = _tree.Rows[place];
                if (row < 0)
                {
                    continue;
                }

                search.QueryPlace(place);
                nearest.Start(row);
                search.FindNearest(place / PointKernels.Lanes, nearest);
                rows[found] = row;
                nearest.Distances.CopyTo(distances.AsSpan(found * neighbors));
                if (withRows)
                {
                    nearest.Rows.CopyTo(indices.AsSpan(found * neighbors));
                }

                found++;
            }

            visitor(chunk, rows[..found], distances.AsSpan(0, found * neighbors), indices.AsSpan(0, withRows ? found * neighbors : 0));
            ArrayPool<double>.Shared.Return(distances);
            ArrayPool<int>.Shared.Return(indices);
        });

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
    private protected override void CountPoints(RadiusPart[] limits, int[] counts, RunContext context) =>
        context.ForEach(ChunkCount, chunk =>
        {
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
}
