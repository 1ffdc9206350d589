using System.Collections.Concurrent;

namespace Infometer;

/// <summary>
/// How often each combination of levels of any number of discrete variables occurs. Only combinations that occur are
/// kept (at most n). Marginals are grouped once per set of variables and shared. Immutable.
/// </summary>
public sealed class JointCounts
{
    private readonly int[][] _codes;
    private readonly long[] _counts;
    private readonly ConcurrentDictionary<VariableSet, MarginalCounts> _marginals = [];

    /// <summary>Takes over the cells: <paramref name="codes"/>[variable][cell] and <paramref name="counts"/>[cell] &gt; 0, all cells distinct.</summary>
    internal JointCounts(int[][] codes, long[] counts, int[] levelCounts)
    {
        _codes = codes;
        _counts = counts;
        LevelCounts = levelCounts;
        foreach (long count in counts)
        {
            Total += count;
        }
    }

    /// <summary>Number of variables.</summary>
    public int VariableCount => _codes.Length;

    /// <summary>Number of combinations that occur.</summary>
    public int CellCount => _counts.Length;

    /// <summary>Number of rows of data counted, n.</summary>
    public long Total { get; }

    /// <summary>How often each occurring combination occurs.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Number of levels of each variable, occurring or not.</summary>
    public IReadOnlyList<int> LevelCounts { get; }

    /// <summary>The level of a variable in an occurring combination.</summary>
    public int Code(int cell, int variable) => _codes[variable][cell];

    /// <summary>Counts the combinations of levels over the rows of the given variables.</summary>
    public static JointCounts Count(IReadOnlyList<Codes> variables, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        int n = variables[0].Count;
        int[] cellOfRow = new int[n];
        List<int> firstRows = [];
        GroupRows(variables, cellOfRow, firstRows);
        long[] counts = new long[firstRows.Count];
        foreach (int cell in cellOfRow)
        {
            counts[cell]++;
        }

        int[][] codes = [.. variables.Select(v => firstRows.Select(row => v[row]).ToArray())];
        return new JointCounts(codes, counts, [.. variables.Select(v => v.LevelCount)]);
    }

    /// <summary>The two variables of a contingency table: variable 0 its rows, variable 1 its columns.</summary>
    public static JointCounts Of(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new JointCounts(
            [table.CellRows.ToArray(), table.CellColumns.ToArray()],
            table.CellCounts.ToArray(),
            [table.RowLevels, table.ColumnLevels]);
    }

    /// <summary>The counts of the combinations of a subset of the variables.</summary>
    internal MarginalCounts Marginal(VariableSet set) => _marginals.GetOrAdd(set, Group);

    private MarginalCounts Group(VariableSet set)
    {
        int[] groups = new int[CellCount];
        int groupCount = 1;
        foreach (int variable in set.Indices())
        {
            Dictionary<long, int> seen = [];
            int[] codes = _codes[variable];
            for (int cell = 0; cell < groups.Length; cell++)
            {
                long key = ((long)groups[cell] * LevelCounts[variable]) + codes[cell];
                if (!seen.TryGetValue(key, out int group))
                {
                    group = seen.Count;
                    seen.Add(key, group);
                }

                groups[cell] = group;
            }

            groupCount = seen.Count;
        }

        long[] counts = new long[groupCount];
        for (int cell = 0; cell < groups.Length; cell++)
        {
            counts[groups[cell]] += _counts[cell];
        }

        return new MarginalCounts(groups, counts);
    }

    // Numbers the distinct combinations in order of first appearance.
    private static void GroupRows(IReadOnlyList<Codes> variables, int[] cellOfRow, List<int> firstRows)
    {
        for (int j = 0; j < variables.Count; j++)
        {
            Dictionary<long, int> seen = [];
            firstRows.Clear();
            Codes codes = variables[j];
            for (int row = 0; row < cellOfRow.Length; row++)
            {
                long key = ((long)cellOfRow[row] * codes.LevelCount) + codes[row];
                if (!seen.TryGetValue(key, out int cell))
                {
                    cell = seen.Count;
                    seen.Add(key, cell);
                    firstRows.Add(row);
                }

                cellOfRow[row] = cell;
            }
        }
    }
}
