using System.Collections.Immutable;

namespace Infometer;

/// <summary>The rows sorted by the target's level, cut into segments of one level that fit the counting kernel. Immutable.</summary>
internal sealed class TargetClasses
{
    // A kilobyte per set: the sets of two blocks of columns stay in the second-level cache.
    private const int SegmentRows = 16 * 64 * IntersectionKernels.WordsPerVector;
    private const int VectorRows = 64 * IntersectionKernels.WordsPerVector;

    public TargetClasses(LevelPooling target)
    {
        int[] counts = new int[target.Levels];
        foreach (byte level in target.Codes)
        {
            counts[level]++;
        }

        int[] next = new int[target.Levels];
        for (int level = 1; level < counts.Length; level++)
        {
            next[level] = next[level - 1] + counts[level - 1];
        }

        int[] order = new int[target.Codes.Length];
        for (int row = 0; row < order.Length; row++)
        {
            order[next[target.Codes[row]]++] = row;
        }

        (Order, Counts) = (order, counts);
        Segments = SegmentsOf(counts);
        Words = Segments.Sum(segment => segment.Words);
        double n = order.Length;
        Offset = (counts.Sum(count => CountTables.XLogX(count)) / n) - Math.Log(n);
    }

    /// <summary>The rows of level 0, then those of level 1, ….</summary>
    public int[] Order { get; }

    /// <summary>Rows of each level.</summary>
    public int[] Counts { get; }

    /// <summary>Number of levels.</summary>
    public int Levels => Counts.Length;

    /// <summary>Number of rows.</summary>
    public int Rows => Order.Length;

    /// <summary>Stretches of <see cref="Order"/> within one level.</summary>
    public ImmutableArray<Segment> Segments { get; }

    /// <summary>Words that one set of rows takes.</summary>
    public int Words { get; }

    /// <summary>−H(Y), what the target alone adds to the synergy of any pair.</summary>
    public double Offset { get; }

    private static ImmutableArray<Segment> SegmentsOf(int[] counts)
    {
        List<Segment> segments = [];
        int row = 0;
        int word = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            for (int done = 0; done < counts[level]; done += SegmentRows)
            {
                int rows = Math.Min(SegmentRows, counts[level] - done);
                int words = (rows + VectorRows - 1) / VectorRows * IntersectionKernels.WordsPerVector;
                segments.Add(new Segment(level, row, rows, word, words));
                row += rows;
                word += words;
            }
        }

        return [.. segments];
    }

    /// <summary>A stretch of rows.</summary>
    /// <param name="Level">Their level of the target.</param>
    /// <param name="FirstRow">Where it starts in <see cref="Order"/>.</param>
    /// <param name="Rows">Its length.</param>
    /// <param name="FirstWord">Words of one set before it.</param>
    /// <param name="Words">Words of one set in it, whole vectors, padded with zeros.</param>
    internal readonly record struct Segment(int Level, int FirstRow, int Rows, int FirstWord, int Words);
}
