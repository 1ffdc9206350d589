namespace Infometer;

/// <summary>A column's codes over few levels, each of which has rows. Immutable.</summary>
/// <param name="Codes">One code per row.</param>
/// <param name="Levels">Number of levels.</param>
/// <param name="IsPooled">Whether the last level is "other": several rare ones.</param>
internal sealed record LevelPooling(byte[] Codes, int Levels, bool IsPooled)
{
    /// <summary>
    /// Keeps the most frequent levels that have at least <paramref name="leastRows"/> rows, at most
    /// <paramref name="maxLevels"/> with the level "other" that takes all rest. Where "other" has too few rows it takes the rarest
    /// of the kept levels, too, until one is left. Two levels are never pooled. O(n).
    /// </summary>
    public static LevelPooling Of(Codes codes, double leastRows, int maxLevels)
    {
        long[] counts = codes.CountLevels();
        // Levels of one frequency in the order of their codes, so that the answer depends on the counts alone.
        int[] occurring =
            [.. Enumerable.Range(0, counts.Length).Where(level => counts[level] > 0).OrderByDescending(level => counts[level])];
        int kept = KeptLevels([.. occurring.Select(level => counts[level])], leastRows, maxLevels);
        byte[] newCode = new byte[counts.Length];
        Array.Fill(newCode, (byte)kept);
        byte next = 0;
        foreach (int level in occurring.Take(kept).Order())
        {
            newCode[level] = next++;
        }

        byte[] result = new byte[codes.Count];
        if (codes.Width == 1)
        {
            ReadOnlySpan<byte> old = codes.Bytes;
            for (int row = 0; row < result.Length; row++)
            {
                result[row] = newCode[old[row]];
            }
        }
        else
        {
            for (int row = 0; row < result.Length; row++)
            {
                result[row] = newCode[codes[row]];
            }
        }

        return new LevelPooling(result, Math.Min(occurring.Length, kept + 1), occurring.Length > kept + 1);
    }

    // How many levels stay as they are, given the rows of each in descending order.
    private static int KeptLevels(long[] rows, double leastRows, int maxLevels)
    {
        if (rows.Length <= 2 || (rows.Length <= maxLevels && rows[^1] >= leastRows))
        {
            return rows.Length;
        }

        int kept = Math.Min(maxLevels - 1, rows.Count(count => count >= leastRows));
        kept = Math.Max(1, kept);
        while (kept > 1 && rows[kept..].Sum() < leastRows)
        {
            kept--;
        }

        return kept;
    }
}
