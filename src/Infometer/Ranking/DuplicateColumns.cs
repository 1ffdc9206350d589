namespace Infometer;

/// <summary>Which columns are row for row the same: equal numbers, or levels that correspond one to one.</summary>
internal static class DuplicateColumns
{
    /// <summary>For each column the first column before it that is the same; −1 where there is none. O(n) per column.</summary>
    public static int[] FirstEqual(IReadOnlyList<Column> columns, RunContext context)
    {
        long[] hashes = new long[columns.Count];
        context.ForEach(columns.Count, i => hashes[i] = HashOf(columns[i]));
        Dictionary<long, List<int>> seen = [];
        int[] result = new int[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            if (!seen.TryGetValue(hashes[i], out List<int>? alike))
            {
                seen[hashes[i]] = alike = [];
            }

            result[i] = alike.FindIndex(j => AreEqual(columns[j], columns[i])) is var at and >= 0 ? alike[at] : -1;
            alike.Add(i);
        }

        return result;
    }

    private static bool AreEqual(Column a, Column b) => a.Codes is { } x
        ? b.Codes is { } y && Canonical(x).SequenceEqual(Canonical(y))
        : b.Codes is null && a.Values.Span.SequenceEqual(b.Values.Span);

    private static long HashOf(Column column)
    {
        MarginHash hash = MarginHash.Start;
        if (column.Codes is { } codes)
        {
            foreach (int code in Canonical(codes))
            {
                hash = hash.With(code);
            }
        }
        else
        {
            foreach (double value in column.Values.Span)
            {
                hash = hash.With(BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value));
            }
        }

        return hash.Value;
    }

    // Levels numbered in the order of their first rows: what is left of codes when names do not matter.
    private static int[] Canonical(Codes codes)
    {
        int[] result = codes.ToArray();
        int[] names = new int[codes.LevelCount];
        Array.Fill(names, -1);
        int next = 0;
        for (int row = 0; row < result.Length; row++)
        {
            ref int name = ref names[result[row]];
            name = name < 0 ? next++ : name;
            result[row] = name;
        }

        return result;
    }
}
