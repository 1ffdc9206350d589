namespace Infometer.Tests;

/// <summary>Seeded code columns for the counting tests, and the slow counts they are held against.</summary>
internal static class CountingData
{
    /// <summary>Random codes that reach the last level; skewed: nine of ten rows share level 0.</summary>
    internal static int[] Random(int rows, int levels, int seed, bool skewed = false)
    {
        Random random = new(seed);
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            codes[row] = skewed && random.Next(10) > 0 ? 0 : random.Next(levels);
        }

        if (rows > 0)
        {
            codes[rows / 2] = levels - 1;
        }

        return codes;
    }

    /// <summary>Codes in a store of 1, 2 or 4 bytes, whatever the level count asks for.</summary>
    internal static Codes Store(int[] codes, int levels, int width) => width switch
    {
        1 => Codes.Wrap(Array.ConvertAll(codes, c => (byte)c), levels),
        2 => Codes.Wrap(Array.ConvertAll(codes, c => (ushort)c), levels),
        _ => Codes.Wrap(codes, levels),
    };

    /// <summary>The narrowest store, 1, 2 or 4, that holds the levels.</summary>
    internal static int NarrowestWidth(int levels) => levels <= 256 ? 1 : levels <= 65_536 ? 2 : 4;

    /// <summary>The occurring combinations in lexicographic order, counted one row at a time.</summary>
    internal static (int[] Codes, long Count)[] Naive(params int[][] variables) =>
    [
        .. Enumerable.Range(0, variables[0].Length)
            .Select(row => Array.ConvertAll(variables, v => v[row]))
            .GroupBy(codes => string.Join(',', codes.Select(c => c.ToString("D7"))))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.First(), (long)group.Count())),
    ];
}
