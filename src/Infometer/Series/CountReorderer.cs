namespace Infometer;

/// <summary>
/// I(A;B|Z) of discrete variables by frequencies, with the rows of B in other orders: Σ c ln c over the cells of (A,Z) and of Z is the same for all
/// orders, so that a draw counts two tables. O(n) per draw.
/// </summary>
internal sealed class CountReorderer : TermReorderer
{
    // Tables larger than this many cells per row are sorted instead.
    private const int CellsPerRow = 8;

    private readonly int _rows;
    private readonly int _moved;
    private readonly int[] _b;
    private readonly (int[] Groups, int Count) _z;
    private readonly (int[] Groups, int Count) _az;
    private readonly double _fixed;
    private readonly int[]? _tableZ;
    private readonly int[]? _tableAz;
    private readonly long[] _keys;

    /// <param name="sample">The sample.</param>
    /// <param name="a">The variable that stays.</param>
    /// <param name="b">The variable whose rows are reordered.</param>
    /// <param name="z">The variables that are given; they stay.</param>
    public CountReorderer(Sample sample, int a, int b, VariableSet z)
    {
        _rows = sample.Count;
        _moved = b;
        int[] codes = CountingGroups.Of([sample.Variables[b].Codes!], out int levels);
        Codes[] given = [.. z.Indices().Select(i => sample.Variables[i].Codes!)];
        _b = codes;
        _z = given.Length == 0 ? (new int[_rows], 1) : Groups(given);
        _az = Groups([sample.Variables[a].Codes!, .. given]);
        _fixed = CountSum(_z) - CountSum(_az);
        _tableZ = Table(levels, _z.Count);
        _tableAz = Table(levels, _az.Count);
        _keys = _tableZ is null || _tableAz is null ? new long[_rows] : [];
    }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<int[]?> orders)
    {
        int[] order = orders[_moved]!;
        return (_fixed + Reordered(order, _az, _tableAz) - Reordered(order, _z, _tableZ)) / _rows;
    }

    private static (int[] Groups, int Count) Groups(Codes[] variables)
    {
        int[] groups = CountingGroups.Of(variables, out int count);
        return (groups, count);
    }

    private int[]? Table(int levels, int groups) =>
        (long)levels * groups <= Math.Max(1 << 12, (long)CellsPerRow * _rows) ? new int[levels * groups] : null;

    // Σ c ln c over the groups.
    private static double CountSum((int[] Groups, int Count) by)
    {
        int[] counts = new int[by.Count];
        foreach (int group in by.Groups)
        {
            counts[group]++;
        }

        return counts.Sum(c => CountTables.XLogX(c));
    }

    // Σ c ln c over the combinations of B, reordered, with groups.
    private double Reordered(int[] order, (int[] Groups, int Count) by, int[]? table)
    {
        if (table is null)
        {
            return Sorted(order, by);
        }

        Array.Clear(table);
        int[] groups = by.Groups;
        for (int i = 0; i < groups.Length; i++)
        {
            table[(_b[order[i]] * by.Count) + groups[i]]++;
        }

        double sum = 0;
        foreach (int count in table)
        {
            sum += count > 1 ? CountTables.XLogX(count) : 0;
        }

        return sum;
    }

    private double Sorted(int[] order, (int[] Groups, int Count) by)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            _keys[i] = ((long)_b[order[i]] * by.Count) + by.Groups[i];
        }

        Array.Sort(_keys);
        double sum = 0;
        for (int start = 0; start < _keys.Length;)
        {
            int end = start + 1;
            while (end < _keys.Length && _keys[end] == _keys[start])
            {
                end++;
            }

            sum += CountTables.XLogX(end - start);
            start = end;
        }

        return sum;
    }
}
