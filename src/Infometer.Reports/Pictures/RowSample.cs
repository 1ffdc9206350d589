namespace Infometer;

/// <summary>A few of many rows, the same for the same seed.</summary>
internal static class RowSample
{
    /// <summary>
    /// At most so many of the numbers 0 … count − 1, all sets of that size equally likely (Floyd's algorithm: Bentley and Floyd 1987), ascending.
    /// </summary>
    /// <param name="count">Rows.</param>
    /// <param name="most">The most to take.</param>
    /// <param name="seed">The seed.</param>
    public static int[] Of(int count, int most, ulong seed)
    {
        if (count <= most)
        {
            return [.. Enumerable.Range(0, count)];
        }

        SortedSet<int> taken = [];
        for (int last = count - most; last < count; last++)
        {
            int row = (int)(Mixed(seed, (ulong)last) % (ulong)(last + 1));
            taken.Add(taken.Contains(row) ? last : row);
        }

        return [.. taken];
    }

    // splitmix64 (Steele, Lea and Flood 2014) at a place of the seed's stream.
    private static ulong Mixed(ulong seed, ulong place)
    {
        ulong z = seed + (0x9E3779B97F4A7C15 * (place + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
