using System.Buffers;

namespace Infometer;

/// <summary>
/// Searches one sorted column: neighbours by merging left and right, counts by look-up. For one dimension, where both norms agree.
/// </summary>
internal sealed class SortedIndex(PointSet points, NeighborNorm norm) : NeighborIndex(points, norm)
{
    private readonly SortedColumn _sorted = points.Prepared(0).Sorted;

    /// <inheritdoc/>
    public override void VisitNearest(int neighbors, bool withRows, TheilerWindow window, RunContext context, NearestVisitor visitor) =>
        ForEachChunk(Points.Count, context, (chunk, start, end) =>
        {
            double[] distances = ArrayPool<double>.Shared.Rent(ChunkSize * neighbors);
            int[] indices = ArrayPool<int>.Shared.Rent(withRows ? ChunkSize * neighbors : 0);
            NearestList nearest = new(neighbors, withRows, window);
            for (int rank = start; rank < end; rank++)
            {
                nearest.Start(_sorted.Order[rank]);
                FindNearest(_sorted.Values[rank], rank, nearest);
                nearest.Distances.CopyTo(distances.AsSpan((rank - start) * neighbors));
                if (withRows)
                {
                    nearest.Rows.CopyTo(indices.AsSpan((rank - start) * neighbors));
                }
            }

            int found = (end - start) * neighbors;
            visitor(chunk, _sorted.Order.AsSpan(start, end - start), distances.AsSpan(0, found), indices.AsSpan(0, withRows ? found : 0));
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
            NearestList nearest = new(neighbors, true, TheilerWindow.None);
            for (int i = start; i < end; i++)
            {
                double value = queries.Column(0)[i];
                nearest.Start(-1);
                FindNearest(value, _sorted.Position(value), nearest);
                nearest.Distances.CopyTo(distances.AsSpan(i * neighbors));
                nearest.Rows.CopyTo(indices.AsSpan(i * neighbors));
            }
        });
        return new NeighborLists(neighbors, indices, distances);
    }

    /// <inheritdoc/>
    /// <remarks>Each point adds its weight to a range of ranks: once where that begins and away where it ends.</remarks>
    public override void SumAround(RadiusPart[] limits, double[] weights, double[] sums, RunContext context)
    {
        double[] steps = new double[Points.Count + 1];
        for (int rank = 0; rank < Points.Count; rank++)
        {
            int row = _sorted.Order[rank];
            (int start, int end) = _sorted.Range(_sorted.Values[rank], limits[0].Radii[row]);
            steps[start] += weights[row];
            steps[end] -= weights[row];
        }

        double sum = 0;
        for (int rank = 0; rank < Points.Count; rank++)
        {
            sum += steps[rank];
            sums[_sorted.Order[rank]] = sum;
        }
    }

    /// <inheritdoc/>
    private protected override void CountPoints(RadiusPart[] limits, int[] counts, RunContext context) =>
        ForEachChunk(Points.Count, context, (_, start, end) =>
        {
            for (int rank = start; rank < end; rank++)
            {
                int row = _sorted.Order[rank];
                counts[row] = _sorted.Count(_sorted.Values[rank], limits[0].Radii[row]);
            }
        });

    /// <inheritdoc/>
    private protected override void CountPointsAround(PointSet queries, RadiusPart[] limits, int[] counts, RunContext context) =>
        ForEachChunk(queries.Count, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                counts[i] = _sorted.Count(queries.Column(0)[i], limits[0].Radii[i]);
            }
        });

    // Equal numbers are taken as one run: its rows ascend, so that many ties are left as soon as they cannot enter.
    private void FindNearest(double value, int rank, NearestList nearest)
    {
        ReadOnlySpan<double> sorted = _sorted.Values;
        int left = rank < sorted.Length && sorted[rank] == value ? _sorted.RunStart(rank) : rank;
        int right = left;
        while (true)
        {
            double below = left > 0 ? value - sorted[left - 1] : double.NaN;
            double above = right < sorted.Length ? sorted[right] - value : double.NaN;
            if (above <= below || (left == 0 && right < sorted.Length))
            {
                if (!nearest.Admits(above, -1))
                {
                    return;
                }

                int end = _sorted.RunEnd(right);
                OfferRun(right, end, above, nearest);
                right = end;
            }
            else if (left > 0 && nearest.Admits(below, -1))
            {
                int start = _sorted.RunStart(left - 1);
                OfferRun(start, left, below, nearest);
                left = start;
            }
            else
            {
                return;
            }
        }
    }

    private void OfferRun(int start, int end, double distance, NearestList nearest)
    {
        for (int rank = start; rank < end && nearest.Admits(distance, _sorted.Order[rank]); rank++)
        {
            nearest.Offer(distance, _sorted.Order[rank]);
        }
    }
}
