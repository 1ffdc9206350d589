namespace Infometer;

/// <summary>
/// The counts n_ijy of a pair of columns and the target, [y][i][j]: the sets' intersections, and the last levels from the counts
/// of each column with the target.
/// </summary>
internal static class SynergyCells
{
    /// <summary>Adds the intersections within one segment; <see cref="Complete"/> makes counts of all segments' sums.</summary>
    public static void Add(LevelBitsets a, LevelBitsets b, in TargetClasses.Segment segment, Span<int> cells) => IntersectionKernels.Add(
        a.Sets(segment), b.Sets(segment), segment.Words, cells[(segment.Level * a.Levels * b.Levels)..], b.Levels);

    /// <summary>Fills in the last level of either column.</summary>
    public static void Complete(LevelBitsets a, LevelBitsets b, int targetLevels, Span<int> cells)
    {
        int width = b.Levels;
        for (int y = 0; y < targetLevels; y++)
        {
            Span<int> table = cells.Slice(y * a.Levels * width, a.Levels * width);
            Span<int> last = table[^width..];
            for (int j = 0; j < width; j++)
            {
                last[j] = b.Cells[(j * targetLevels) + y];
            }

            for (int i = 0; i < a.Levels - 1; i++)
            {
                Span<int> row = table.Slice(i * width, width);
                int rest = a.Cells[(i * targetLevels) + y];
                for (int j = 0; j < width - 1; j++)
                {
                    rest -= row[j];
                    last[j] -= row[j];
                }

                row[width - 1] = rest;
                last[width - 1] -= rest;
            }
        }
    }

    /// <summary>Counts one pair. O(rows · levels² / 512).</summary>
    public static int[] Of(LevelBitsets a, LevelBitsets b, TargetClasses target)
    {
        int[] cells = new int[a.Levels * b.Levels * target.Levels];
        foreach (TargetClasses.Segment segment in target.Segments)
        {
            Add(a, b, segment, cells);
        }

        Complete(a, b, target.Levels, cells);
        return cells;
    }
}
