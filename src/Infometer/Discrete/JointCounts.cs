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

    /// <summary>
    /// Takes over the cells: <paramref name="codes"/>[variable][cell] and <paramref name="counts"/>[cell] &gt; 0, all
    /// cells distinct.
    /// </summary>
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

    /// <summary>Counts the combinations of levels over the rows of the given variables, in O(rows + levels) per variable.</summary>
    /// <exception cref="InvalidInputException">The variables differ in length.</exception>
    public static JointCounts Count(IReadOnlyList<Codes> variables, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (variables.Count == 0)
        {
            throw new ArgumentException("Joint counts need at least one variable.", nameof(variables));
        }

        foreach (Codes variable in variables)
        {
            if (variable.Count != variables[0].Count)
            {
                throw new InvalidInputException(
                    $"The first variable has {variables[0].Count} rows and another {variable.Count}; pass the same rows.");
            }
        }

        int cells = CountingTable.CellsOf(variables);
        return cells < 0 ? OfGroups(variables) : OfDense(CountingTable.Count(variables, cells, context), variables);
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

    /// <summary>The level of a variable in each occurring combination.</summary>
    internal ReadOnlySpan<int> CodesOf(int variable) => _codes[variable];

    /// <summary>Counts by grouping the rows: for combinations too many for a dense table.</summary>
    internal static JointCounts OfGroups(IReadOnlyList<Codes> variables)
    {
        int[] groups = CountingGroups.Of(variables, out int groupCount);
        int[] firstRows = CountingGroups.FirstRows(groups, groupCount);
        long[] counts = new long[groupCount];
        foreach (int group in groups)
        {
            counts[group]++;
        }

        int[][] codes = new int[variables.Count][];
        for (int i = 0; i < codes.Length; i++)
        {
            Codes variable = variables[i];
            codes[i] = Array.ConvertAll(firstRows, row => variable[row]);
        }

        return new JointCounts(codes, counts, LevelsOf(variables));
    }

    // The occurring cells of a dense table, the last variable varying fastest.
    private static JointCounts OfDense(ReadOnlySpan<uint> table, IReadOnlyList<Codes> variables)
    {
        int[] levels = LevelsOf(variables);
        int used = table.Length - table.Count(0u);
        long[] counts = new long[used];
        int[][] codes = Array.ConvertAll(levels, _ => new int[used]);
        int cell = 0;
        for (int index = 0; index < table.Length; index++)
        {
            if (table[index] > 0)
            {
                counts[cell] = table[index];
                int rest = index;
                for (int i = levels.Length - 1; i >= 0; i--)
                {
                    (rest, codes[i][cell]) = Math.DivRem(rest, levels[i]);
                }

                cell++;
            }
        }

        return new JointCounts(codes, counts, levels);
    }

    private static int[] LevelsOf(IReadOnlyList<Codes> variables) => [.. variables.Select(v => v.LevelCount)];

    private MarginalCounts Group(VariableSet set)
    {
        Codes[] variables = [.. set.Indices().Select(i => Codes.Wrap(_codes[i], LevelCounts[i]))];
        int groupCount = 1;
        int[] groups = variables.Length == 0 ? new int[CellCount] : CountingGroups.Of(variables, out groupCount);
        long[] counts = new long[groupCount];
        for (int cell = 0; cell < groups.Length; cell++)
        {
            counts[groups[cell]] += _counts[cell];
        }

        return new MarginalCounts(groups, counts);
    }
}
