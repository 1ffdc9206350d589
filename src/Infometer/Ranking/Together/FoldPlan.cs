using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Deals rows into parts: at random within each class, or whole groups at random.</summary>
internal static class FoldPlan
{
    /// <summary>
    /// The part of each row, 0 … <paramref name="parts"/> − 1. Without groups the parts hold nearly the same number of every
    /// class; with groups they hold nearly the same number of rows, and a group is never parted.
    /// </summary>
    public static int[] Deal(ReadOnlySpan<int> classes, ReadOnlySpan<int> groups, int parts, ref Rng rng) =>
        groups.IsEmpty ? DealRows(classes, parts, ref rng) : DealGroups(groups, parts, ref rng);

    private static int[] DealRows(ReadOnlySpan<int> classes, int parts, ref Rng rng)
    {
        int n = classes.Length;
        int[] rows = new int[n];
        for (int i = 0; i < n; i++)
        {
            rows[i] = i;
        }

        // Shuffled first, then sorted by class without changing the order within one.
        rng.Shuffle(rows.AsSpan());
        int[] next = new int[Max(classes) + 2];
        foreach (int c in classes)
        {
            next[c + 1]++;
        }

        for (int c = 1; c < next.Length; c++)
        {
            next[c] += next[c - 1];
        }

        int first = rng.NextInt(parts);
        int[] part = new int[n];
        foreach (int row in rows)
        {
            part[row] = (first + next[classes[row]]++) % parts;
        }

        return part;
    }

    private static int[] DealGroups(ReadOnlySpan<int> groups, int parts, ref Rng rng)
    {
        Dictionary<int, int> sizes = [];
        foreach (int group in groups)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(sizes, group, out _)++;
        }

        int[] order = [.. sizes.Keys.Order()];
        rng.Shuffle(order.AsSpan());
        int[] filled = new int[parts];
        Dictionary<int, int> partOf = [];
        foreach (int group in order)
        {
            int emptiest = filled.AsSpan().IndexOf(filled.Min());
            partOf.Add(group, emptiest);
            filled[emptiest] += sizes[group];
        }

        int[] part = new int[groups.Length];
        for (int row = 0; row < part.Length; row++)
        {
            part[row] = partOf[groups[row]];
        }

        return part;
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        int max = 0;
        foreach (int value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
