namespace Infometer;

/// <summary>
/// Rows as 64-bit numbers, equal for equal rows: among ten million rows the chance that two different ones meet is one in a hundred thousand.
/// </summary>
internal static class RowHashes
{
    /// <summary>The values of a variable, row by row, but for one column.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="without">A column to leave out; -1 for none.</param>
    public static ulong[] Of(Variable variable, int without = -1)
    {
        ulong[] hashes = new ulong[variable.Count];
        if (variable.Codes is { } codes)
        {
            for (int row = 0; row < hashes.Length; row++)
            {
                hashes[row] = Mix((ulong)codes[row]);
            }

            return hashes;
        }

        ReadOnlySpan<double> values = variable.Values.Span;
        for (int row = 0; row < hashes.Length; row++)
        {
            for (int j = 0; j < variable.Dimension; j++)
            {
                // 0 and −0 are the same number.
                ulong bits = j == without ? 0 : BitConverter.DoubleToUInt64Bits(values[(row * variable.Dimension) + j] + 0.0);
                hashes[row] = Mix(hashes[row] ^ Mix(bits + 0x9E3779B97F4A7C15));
            }
        }

        return hashes;
    }

    /// <summary>Rows of several variables side by side.</summary>
    public static ulong[] Join(IEnumerable<ulong[]> parts, int count)
    {
        ulong[] joint = new ulong[count];
        foreach (ulong[] part in parts)
        {
            for (int row = 0; row < joint.Length; row++)
            {
                joint[row] = Mix(joint[row] ^ Mix(part[row] + 0x9E3779B97F4A7C15));
            }
        }

        return joint;
    }

    /// <summary>The group of each row, numbered as they first appear, and how many rows each group has.</summary>
    public static (int[] Groups, int[] Sizes) Groups(ulong[] hashes)
    {
        Dictionary<ulong, int> seen = [];
        int[] groups = new int[hashes.Length];
        List<int> sizes = [];
        for (int row = 0; row < hashes.Length; row++)
        {
            if (!seen.TryGetValue(hashes[row], out int group))
            {
                seen[hashes[row]] = group = sizes.Count;
                sizes.Add(0);
            }

            groups[row] = group;
            sizes[group]++;
        }

        return (groups, [.. sizes]);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
