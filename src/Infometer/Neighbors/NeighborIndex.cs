namespace Infometer;

/// <summary>
/// Answers which points are near, over one set of points. Made once per set, immutable after, so that threads share it. Answers are
/// exact: neighbours are settled in double precision, equal distances by index.
/// </summary>
internal abstract class NeighborIndex(PointSet points, NeighborNorm norm)
{
    /// <summary>
    /// Points of a chunk: the unit of work of a thread, and of every sum over points, so that neither depends on the threads.
    /// </summary>
    public const int ChunkSize = 512;

    /// <summary>The most neighbours that a search keeps: twice what an estimator may ask for, and one.</summary>
    public const int MostNeighbors = (2 * NeighborEstimator.MostNeighbors) + 1;

    /// <summary>Receives what was found for some of the points.</summary>
    /// <param name="chunk">The number of the chunk.</param>
    /// <param name="rows">The rows of the points.</param>
    /// <param name="distances">k distances per point, ascending.</param>
    /// <param name="neighbors">The rows at those distances; empty where they were not asked for.</param>
    public delegate void NearestVisitor(int chunk, ReadOnlySpan<int> rows, ReadOnlySpan<double> distances, ReadOnlySpan<int> neighbors);

    /// <summary>The points.</summary>
    public PointSet Points { get; } = points;

    /// <summary>The distance within a block.</summary>
    public NeighborNorm Norm { get; } = norm;

    /// <summary>Number of chunks in which <see cref="VisitNearest"/> hands over what it finds.</summary>
    public virtual int ChunkCount => ChunksOf(Points.Count);

    /// <summary>The index that suits the number of points and dimensions.</summary>
    /// <param name="points">The points.</param>
    /// <param name="norm">The distance within a block.</param>
    /// <param name="neighbors">How many neighbours will be asked for; 0 where only counts are.</param>
    public static NeighborIndex Build(PointSet points, NeighborNorm norm, int neighbors) =>
        Build(points, norm, neighbors, RunContext.Default with { MaxDegreeOfParallelism = 1 });

    /// <summary>The index that suits the number of points and dimensions, built on the context's threads.</summary>
    public static NeighborIndex Build(PointSet points, NeighborNorm norm, int neighbors, RunContext context)
    {
        if (points.Dimension == 1)
        {
            return new SortedIndex(points, norm);
        }

        return PrefersBlocks(points.Count, points.Dimension, norm, neighbors)
            ? new BlockIndex(points, norm)
            : new TreeIndex(points, norm, context);
    }

    /// <summary>The k nearest other points of every point of the set.</summary>
    /// <param name="neighbors">k, 1 to 201, below the number of admitted points.</param>
    /// <param name="window">Which rows are too close in time to be neighbours.</param>
    /// <param name="context">Threads and cancellation.</param>
    public NeighborLists Nearest(int neighbors, TheilerWindow window, RunContext context)
    {
        int[] indices = new int[Points.Count * neighbors];
        double[] distances = new double[indices.Length];
        VisitNearest(neighbors, true, window, context, (_, rows, near, found) =>
        {
            for (int i = 0; i < rows.Length; i++)
            {
                near.Slice(i * neighbors, neighbors).CopyTo(distances.AsSpan(rows[i] * neighbors));
                found.Slice(i * neighbors, neighbors).CopyTo(indices.AsSpan(rows[i] * neighbors));
            }
        });
        return new NeighborLists(neighbors, indices, distances);
    }

    /// <summary>
    /// Searches the k nearest other points of every point and hands them over chunk by chunk, in an order that suits the index; chunks come
    /// from several threads at once. Without <paramref name="withRows"/> only distances are found, which costs less where there are ties.
    /// </summary>
    public abstract void VisitNearest(int neighbors, bool withRows, TheilerWindow window, RunContext context, NearestVisitor visitor);

    /// <summary>The k nearest points of the set to each of other points.</summary>
    public abstract NeighborLists NearestTo(PointSet queries, int neighbors, RunContext context);

    /// <summary>
    /// How many other points of the set lie around each point: at a distance below <paramref name="radii"/>[i], or not above it where
    /// <paramref name="isInclusive"/>. The point itself is never counted.
    /// </summary>
    public void CountWithin(
        ReadOnlySpan<double> radii, bool isInclusive, TheilerWindow window, Span<int> counts, RunContext context)
    {
        int[] found = new int[Points.Count];
        CountWithin([new RadiusPart(radii.ToArray(), Points.Dimension)], isInclusive, window, found, context);
        found.CopyTo(counts);
    }

    /// <summary>
    /// How many other points lie in a box around each point: within part p of the dimensions at a distance below radius p, or not above it.
    /// </summary>
    /// <param name="parts">The parts, in the order of the dimensions; each is made of whole blocks.</param>
    /// <param name="isInclusive">Whether points at the radius count.</param>
    /// <param name="window">Which rows are too close in time to be counted.</param>
    /// <param name="counts">Receives the counts.</param>
    /// <param name="context">Threads and cancellation.</param>
    public void CountWithin(ReadOnlySpan<RadiusPart> parts, bool isInclusive, TheilerWindow window, int[] counts, RunContext context)
    {
        RadiusPart[] limits = LimitsOf(parts, isInclusive);
        CountPoints(limits, counts, context);
        TimeNeighbors? excluded = window.IsEmpty ? null : new TimeNeighbors(window, Points.Count);
        ForEachChunk(Points.Count, context, (_, start, end) =>
        {
            for (int row = start; row < end; row++)
            {
                counts[row] -= CountExcluded(row, limits, excluded);
            }
        });
    }

    /// <summary>How many points of the set lie around each of other points, in the same manner.</summary>
    public void CountAround(PointSet queries, ReadOnlySpan<double> radii, bool isInclusive, Span<int> counts, RunContext context)
    {
        int[] found = new int[queries.Count];
        CountPointsAround(queries, LimitsOf([new RadiusPart(radii.ToArray(), Points.Dimension)], isInclusive), found, context);
        found.CopyTo(counts);
    }

    /// <summary>
    /// For each point the sum of the weights of all points around which it lies, itself among them: Σ_j w_j over the j with every part of
    /// the distance not above the limit of j.
    /// </summary>
    /// <param name="limits">The limits of each point, part by part; none lies around a point with a negative one.</param>
    /// <param name="weights">The weight of each point.</param>
    /// <param name="sums">Receives the sums.</param>
    /// <param name="context">Threads and cancellation.</param>
    public abstract void SumAround(RadiusPart[] limits, double[] weights, double[] sums, RunContext context);

    /// <summary>Number of chunks of so many points.</summary>
    internal static int ChunksOf(int count) => (count + ChunkSize - 1) / ChunkSize;

    /// <summary>Calls <paramref name="body"/> with (chunk, start, end) of each chunk of 0…<paramref name="count"/> − 1.</summary>
    internal static void ForEachChunk(int count, RunContext context, Action<int, int, int> body) =>
        context.ForEach(ChunksOf(count), chunk => body(chunk, chunk * ChunkSize, Math.Min(count, (chunk + 1) * ChunkSize)));

    /// <summary>Counts every point no farther than the limits from each point, itself and its window included.</summary>
    private protected abstract void CountPoints(RadiusPart[] limits, int[] counts, RunContext context);

    /// <summary>Counts every point no farther than the limits from each of other points.</summary>
    private protected abstract void CountPointsAround(PointSet queries, RadiusPart[] limits, int[] counts, RunContext context);

    /// <summary>
    /// Whether all pairs are looked at in less time than a tree takes. Measured on normal columns, independent and correlated; counts in
    /// margins have wide limits, which trees profit less from.
    /// </summary>
    internal static bool PrefersBlocks(int count, int dimension, NeighborNorm norm, int neighbors)
    {
        // Euclidean distances are not preselected in single precision.
        long most = neighbors > 0 ? 10_000L * (dimension - 7) : 1_000L * (dimension - 2) * (dimension - 2);
        return count <= (norm == NeighborNorm.Chebyshev ? most : most / 8);
    }

    // A distance is below r exactly when it is not above the number before r; so everything below compares with ≤ alone.
    private static RadiusPart[] LimitsOf(ReadOnlySpan<RadiusPart> parts, bool isInclusive)
    {
        RadiusPart[] limits = parts.ToArray();
        if (!isInclusive)
        {
            foreach (ref RadiusPart part in limits.AsSpan())
            {
                part = part with { Radii = Array.ConvertAll(part.Radii, Math.BitDecrement) };
            }
        }

        return limits;
    }

    // The row itself and those too close in time, as far as they were counted.
    private int CountExcluded(int row, RadiusPart[] limits, TimeNeighbors? excluded)
    {
        if (excluded is null)
        {
            return Array.TrueForAll(limits, p => p.Radii[row] >= 0) ? 1 : 0;
        }

        int count = 0;
        (int start, int end) = excluded.Of(row);
        for (int position = start; position < end; position++)
        {
            count += IsWithin(row, excluded.RowAt(position), limits) ? 1 : 0;
        }

        return count;
    }

    private bool IsWithin(int row, int other, RadiusPart[] limits)
    {
        int dimension = 0;
        int block = 0;
        foreach (RadiusPart part in limits)
        {
            for (int end = dimension + part.Dimension; dimension < end; dimension += Points.Blocks[block++])
            {
                if (!(Points.BlockDistance(dimension, Points.Blocks[block], Norm, row, other) <= part.Radii[row]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
