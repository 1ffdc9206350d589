using System.Buffers;

namespace Infometer;

/// <summary>
/// Looks at all pairs in vector lanes, in single precision where that settles the matter. O(n²d), for many dimensions, in which trees
/// look at nearly everything too, or for few points.
/// </summary>
internal sealed class BlockIndex : NeighborIndex
{
    private readonly PointBlocks _points;
    private readonly int[]? _blocks;

    /// <summary>Lays out <paramref name="points"/>.</summary>
    public BlockIndex(PointSet points, NeighborNorm norm)
        : this(points, norm, new PointBlocks(points))
    {
        _points.Fill(points);
    }

    /// <summary>Searches blocks of <paramref name="points"/> that the caller fills, and may fill again.</summary>
    public BlockIndex(PointSet points, NeighborNorm norm, PointBlocks laidOut)
        : base(points, norm)
    {
        _points = laidOut;
        _blocks = norm == NeighborNorm.Euclidean ? [.. points.Blocks] : null;
    }

    /// <inheritdoc/>
    public override void VisitNearest(int neighbors, bool withRows, TheilerWindow window, RunContext context, NearestVisitor visitor) =>
        ForEachChunk(Points.Count, context, (chunk, start, end) =>
        {
            double[] distances = ArrayPool<double>.Shared.Rent(ChunkSize * neighbors);
            int[] indices = ArrayPool<int>.Shared.Rent(ChunkSize * neighbors);
            Span<int> rows = stackalloc int[ChunkSize];
            Find(Points, start, end, isOwn: true, new NearestLists(neighbors, withRows, window), distances, indices);
            for (int row = start; row < end; row++)
            {
                rows[row - start] = row;
            }

            int found = (end - start) * neighbors;
            visitor(chunk, rows[..(end - start)], distances.AsSpan(0, found), indices.AsSpan(0, withRows ? found : 0));
            ArrayPool<double>.Shared.Return(distances);
            ArrayPool<int>.Shared.Return(indices);
        });

    /// <inheritdoc/>
    public override NeighborLists NearestTo(PointSet queries, int neighbors, RunContext context)
    {
        int[] indices = new int[queries.Count * neighbors];
        double[] distances = new double[indices.Length];
        ForEachChunk(queries.Count, context, (_, start, end) => Find(
            queries,
            start,
            end,
            isOwn: false,
            new NearestLists(neighbors, true, TheilerWindow.None),
            distances.AsSpan(start * neighbors),
            indices.AsSpan(start * neighbors)));
        return new NeighborLists(neighbors, indices, distances);
    }

    /// <inheritdoc/>
    public override void SumAround(RadiusPart[] limits, double[] weights, double[] sums, RunContext context)
    {
        WeightedGroups groups = new(_points.Doubles, Points.Dimension, _blocks, RowsByPlace(), limits, weights);
        ForEachChunk(Points.Count, context, (_, start, end) =>
        {
            double[] query = new double[Points.Dimension];
            double[] distances = new double[PointKernels.Lanes];
            for (int row = start; row < end; row++)
            {
                Points.CopyRow(row, query);
                sums[row] = 0;
                for (int group = 0; group < groups.Count; group++)
                {
                    sums[row] += groups.SumAround(group, query, distances);
                }
            }
        });
    }

    /// <inheritdoc/>
    private protected override void CountPoints(RadiusPart[] limits, int[] counts, RunContext context) =>
        CountPointsAround(Points, limits, counts, context);

    /// <inheritdoc/>
    private protected override void CountPointsAround(PointSet queries, RadiusPart[] limits, int[] counts, RunContext context) =>
        ForEachChunk(queries.Count, context, (_, start, end) =>
        {
            BlockSearch search = new(_points, _blocks);
            for (int row = start; row < end; row += BlockSearch.MostQueries)
            {
                int count = Math.Min(BlockSearch.MostQueries, end - row);
                search.Start(queries, row, count);
                search.Count(limits, row, counts.AsSpan(row, count));
            }
        });

    private int[] RowsByPlace()
    {
        int[] rows = new int[_points.BlockCount * SingleKernels.Lanes];
        for (int place = 0; place < rows.Length; place++)
        {
            rows[place] = place < Points.Count ? place : -1;
        }

        return rows;
    }

    // The nearest of the rows start … end − 1 of the queries, written from the front.
    private void Find(PointSet queries, int start, int end, bool isOwn, NearestLists lists, Span<double> distances, Span<int> indices)
    {
        BlockSearch search = new(_points, _blocks);
        for (int row = start; row < end; row += BlockSearch.MostQueries)
        {
            ReadOnlySpan<NearestList> nearest = lists.All[..Math.Min(BlockSearch.MostQueries, end - row)];
            for (int q = 0; q < nearest.Length; q++)
            {
                nearest[q].Start(isOwn ? row + q : -1);
            }

            search.Start(queries, row, nearest.Length);
            search.FindNearest(nearest);
            for (int q = 0; q < nearest.Length; q++)
            {
                int place = (row + q - start) * nearest[q].Rows.Length;
                nearest[q].Distances.CopyTo(distances[place..]);
                nearest[q].Rows.CopyTo(indices[place..]);
            }
        }
    }

    private sealed class NearestLists(int neighbors, bool withRows, TheilerWindow window)
    {
        private readonly NearestList[] _lists =
            [.. Enumerable.Range(0, BlockSearch.MostQueries).Select(_ => new NearestList(neighbors, withRows, window))];

        public ReadOnlySpan<NearestList> All => _lists;
    }
}
