namespace Infometer;

/// <summary>
/// Which columns are row for row the same: equal numbers, or levels that correspond one to one, missing cells to missing cells. Columns that
/// are constant, empty or identifiers are nobody's copies: any two of them would be.
/// </summary>
internal static class DuplicateColumns
{
    /// <summary>For each column the first column before it that is the same; −1 where there is none. O(n) per column.</summary>
    public static int[] FirstEqual(IReadOnlyList<Column> columns, RunContext context)
    {
        long[] hashes = new long[columns.Count];
        bool[] isSetAside = new bool[columns.Count];
        context.ForEach(columns.Count, i =>
        {
            isSetAside[i] = !ScreenedColumn.TraitsOf(columns[i]).IsEmpty;
            hashes[i] = isSetAside[i] ? 0 : HashOf(columns[i]);
        });
        Dictionary<long, List<int>> seen = [];
        int[] result = new int[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            result[i] = -1;
            if (isSetAside[i])
            {
                continue;
            }

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
        ? b.Codes is { } y && Canonical(x, a.MissingCode).SequenceEqual(Canonical(y, b.MissingCode))
        : b.Codes is null && a.Values.Span.SequenceEqual(b.Values.Span);

    private static long HashOf(Column column)
    {
        MarginHash hash = MarginHash.Start;
        if (column.Codes is { } codes)
        {
            foreach (int code in Canonical(codes, column.MissingCode))
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

    // Levels numbered in the order of their first rows, missing cells −1: what is left of codes when names do not matter.
    private static int[] Canonical(Codes codes, int missingCode)
    {
        int[] result = codes.ToArray();
        int[] names = new int[codes.LevelCount];
        Array.Fill(names, -1);
        int next = 0;
        for (int row = 0; row < result.Length; row++)
        {
            if (result[row] == missingCode)
            {
                result[row] = -1;
                continue;
            }

            ref int name = ref names[result[row]];
            name = name < 0 ? next++ : name;
            result[row] = name;
        }

        return result;
    }
}
