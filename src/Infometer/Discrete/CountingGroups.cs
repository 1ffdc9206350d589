using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Numbers the distinct combinations of levels over the rows of some variables, in lexicographic order of the codes, so
/// that the numbering does not depend on the order of the rows. For what is too large for a dense table: a constant
/// number of integers per row, no object per row or cell.
/// </summary>
/// <remarks>
/// Variables are taken one by one. While (groups so far) × (levels of the next) is small, group·levels + code is the new
/// number; then the numbers that do not occur are squeezed out, and where that does not help the rows are
/// sorted by two stable counting sorts. Cost O(n + levels) per variable.
/// </remarks>
internal static class CountingGroups
{
    private const int MaxSpan = 1 << 20;

    /// <summary>The group of each row.</summary>
    /// <param name="variables">Variables with the same number of rows, at least one.</param>
    /// <param name="groupCount">Number of groups; each has at least one row.</param>
    internal static int[] Of(IReadOnlyList<Codes> variables, out int groupCount)
    {
        int[] groups = variables[0].ToArray();
        long limit = Math.Clamp(4L * groups.Length, 1024, MaxSpan);
        int span = variables[0].LevelCount;
        bool squeezed = false; // every number below span occurs
        for (int i = 1; i < variables.Count; i++)
        {
            Codes next = variables[i];
            if ((long)span * next.LevelCount > limit && !squeezed)
            {
                span = Squeeze(groups, span);
                squeezed = true;
            }

            if ((long)span * next.LevelCount <= limit)
            {
                Append(groups, next);
                span *= next.LevelCount;
                squeezed = false;
            }
            else
            {
                span = Split(groups, span, next);
            }
        }

        groupCount = squeezed ? span : Squeeze(groups, span);
        return groups;
    }

    /// <summary>A row of each group, the first one.</summary>
    internal static int[] FirstRows(ReadOnlySpan<int> groups, int groupCount)
    {
        int[] rows = new int[groupCount];
        for (int row = groups.Length - 1; row >= 0; row--)
        {
            rows[groups[row]] = row;
        }

        return rows;
    }

    private static void Append(int[] groups, Codes codes)
    {
        for (int start = 0; start < groups.Length; start += CountingKernels.BlockRows)
        {
            Span<int> block = groups.AsSpan(start, Math.Min(CountingKernels.BlockRows, groups.Length - start));
            CountingKernels.Append(MemoryMarshal.Cast<int, uint>(block), codes, start, codes.LevelCount);
        }
    }

    // Renumbers 0 ≤ group < span so that every number occurs, in the same order; returns how many there are.
    private static int Squeeze(int[] groups, int span)
    {
        if (span / 16 > groups.Length)
        {
            return SqueezeSorted(groups);
        }

        int[] number = new int[span];
        foreach (int group in groups)
        {
            number[group] = 1;
        }

        int used = 0;
        for (int group = 0; group < span; group++)
        {
            int occurs = number[group];
            number[group] = used;
            used += occurs;
        }

        for (int row = 0; row < groups.Length; row++)
        {
            groups[row] = number[groups[row]];
        }

        return used;
    }

    // The same for numbers so far apart that a table of all of them would be mostly empty.
    private static int SqueezeSorted(int[] groups)
    {
        int[] distinct = [.. groups];
        Array.Sort(distinct);
        int used = 0;
        foreach (int group in distinct)
        {
            if (used == 0 || distinct[used - 1] != group)
            {
                distinct[used++] = group;
            }
        }

        for (int row = 0; row < groups.Length; row++)
        {
            groups[row] = Array.BinarySearch(distinct, 0, used, groups[row]);
        }

        return used;
    }

    // Splits each group by the codes of one more variable; returns the new number of groups.
    private static int Split(int[] groups, int span, Codes codes)
    {
        int[] wide = codes.ToArray();
        int levels = Squeeze(wide, codes.LevelCount);
        int[] order = SortRows(wide, levels, null);
        order = SortRows(groups, span, order);
        int number = -1;
        int lastGroup = -1;
        int lastCode = -1;
        foreach (int row in order)
        {
            if (groups[row] != lastGroup || wide[row] != lastCode)
            {
                lastGroup = groups[row];
                lastCode = wide[row];
                number++;
            }

            groups[row] = number;
        }

        return number + 1;
    }

    // The rows in ascending order of their keys; rows with equal keys stay in the given order.
    private static int[] SortRows(int[] keys, int span, int[]? order)
    {
        int[] next = new int[span];
        foreach (int key in keys)
        {
            next[key]++;
        }

        int start = 0;
        for (int key = 0; key < span; key++)
        {
            (next[key], start) = (start, start + next[key]);
        }

        int[] sorted = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            int row = order is null ? i : order[i];
            sorted[next[keys[row]]++] = row;
        }

        return sorted;
    }
}
