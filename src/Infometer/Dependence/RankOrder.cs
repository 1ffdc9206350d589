namespace Infometer;

/// <summary>Orders and ranks of one column of numbers.</summary>
internal static class RankOrder
{
    /// <summary>The rows in ascending order of their values; equal values in order of their rows.</summary>
    public static int[] Ascending(ReadOnlySpan<double> values)
    {
        double[] keys = values.ToArray();
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        ForEachTie(keys, (start, end) =>
        {
            // The sort does not keep equal values in order; rows decide, so that the result is the same everywhere.
            order.AsSpan(start, end - start).Sort();
        });
        return order;
    }

    /// <summary>Calls back for every run of two or more equal values in ascending numbers.</summary>
    public static void ForEachTie(ReadOnlySpan<double> sorted, Action<int, int> use)
    {
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                use(start, end);
            }

            start = end;
        }
    }

    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    public static double[] MidRanks(ReadOnlySpan<double> values)
    {
        double[] keys = values.ToArray();
        int[] order = new int[keys.Length];
        double[] ranks = new double[keys.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        for (int k = 0; k < order.Length; k++)
        {
            ranks[order[k]] = k + 1;
        }

        ForEachTie(keys, (start, end) =>
        {
            for (int k = start; k < end; k++)
            {
                ranks[order[k]] = 0.5 * (start + end + 1);
            }
        });
        return ranks;
    }
}
