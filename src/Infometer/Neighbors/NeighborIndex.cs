namespace Infometer;

/// <summary>
/// Answers which points are near, over one set of points. Made once per set, immutable after, so that threads share it. Answers are
/// exact: neighbours are settled in double precision, equal distances by index.
/// </summary>
internal abstract class NeighborIndex(PointSet points, NeighborNorm norm)
{
    /// <summary>The points.</summary>
    public PointSet Points { get; } = points;

    /// <summary>The distance within a block.</summary>
    public NeighborNorm Norm { get; } = norm;

    /// <summary>The index that suits the number of points and dimensions.</summary>
    /// <param name="points">The points.</param>
    /// <param name="norm">The distance within a block.</param>
    /// <param name="neighbors">How many neighbours will be asked for; 0 where only counts are.</param>
    public static NeighborIndex Build(PointSet points, NeighborNorm norm, int neighbors) => new ExhaustiveIndex(points, norm);

    /// <summary>The k nearest other points of every point of the set.</summary>
    /// <param name="neighbors">k, 1 to 100, below the number of admitted points.</param>
    /// <param name="window">Which rows are too close in time to be neighbours.</param>
    /// <param name="context">Threads and cancellation.</param>
    public abstract NeighborLists Nearest(int neighbors, TheilerWindow window, RunContext context);

    /// <summary>The k nearest points of the set to each of other points.</summary>
    public abstract NeighborLists NearestTo(PointSet queries, int neighbors, RunContext context);

    /// <summary>
    /// How many other points of the set lie around each point: at a distance below <paramref name="radii"/>[i], or not above it where
    /// <paramref name="isInclusive"/>. The point itself is never counted.
    /// </summary>
    public abstract void CountWithin(
        ReadOnlySpan<double> radii, bool isInclusive, TheilerWindow window, Span<int> counts, RunContext context);

    /// <summary>How many points of the set lie around each of other points, in the same manner.</summary>
    public abstract void CountAround(PointSet queries, ReadOnlySpan<double> radii, bool isInclusive, Span<int> counts, RunContext context);
}
