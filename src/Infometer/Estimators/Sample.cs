namespace Infometer;

/// <summary>
/// The variables of one question over common rows, with what has been prepared of them. Made once per question,
/// immutable after.
/// </summary>
public sealed class Sample
{
    private readonly Lazy<JointCounts> _joint;

    private Sample(IReadOnlyList<Variable> variables, int count, int total, Func<JointCounts> joint)
    {
        Variables = variables;
        Count = count;
        TotalCount = total;
        Shapes = [.. variables.Select(v => new VariableShape(v.Kind, v.Dimension))];
        _joint = new Lazy<JointCounts>(joint);
    }

    /// <summary>The variables, all with <see cref="Count"/> rows.</summary>
    public IReadOnlyList<Variable> Variables { get; }

    /// <summary>Rows used, n.</summary>
    public int Count { get; }

    /// <summary>Rows given, before rows with missing values were dropped.</summary>
    public int TotalCount { get; }

    /// <summary>The shapes of the variables.</summary>
    public IReadOnlyList<VariableShape> Shapes { get; }

    /// <summary>
    /// Rows closer in time than this are no neighbours of each other (Theiler 1986): row j counts for row i only if
    /// |t_i − t_j| &gt; the window. 0 excludes only the row itself.
    /// </summary>
    internal int TheilerWindow { get; init; }

    /// <summary>The time of each row in its series; null where it is the row's number.</summary>
    internal int[]? Times { get; init; }

    /// <summary>
    /// The weight of each unit that locals are given for: the counts of the distinct cells where every variable is
    /// discrete. Empty where a unit is a row.
    /// </summary>
    public ReadOnlySpan<long> UnitWeights => IsDiscrete ? Joint.Counts : default;

    /// <summary>Whether every variable is discrete.</summary>
    public bool IsDiscrete => Variables.All(v => v.Kind == VariableKind.Discrete);

    /// <summary>The joint counts of all variables, which must be discrete.</summary>
    internal JointCounts Joint => _joint.Value;

    /// <summary>Brings variables to common rows: checks lengths and applies the policy for missing values.</summary>
    /// <exception cref="InvalidInputException">Lengths differ, no row is left, or a value is missing under <see cref="MissingPolicy.Error"/>.</exception>
    public static Sample Align(IReadOnlyList<Variable> variables, MissingPolicy missing = MissingPolicy.Level, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (variables.Count is 0 or > VariableSet.Capacity)
        {
            throw new InvalidInputException($"A question takes 1 to {VariableSet.Capacity} variables, not {variables.Count}.");
        }

        int n = variables[0].Count;
        foreach (Variable variable in variables)
        {
            if (variable.Count != n)
            {
                throw new InvalidInputException(
                    $"'{variables[0].Name}' has {n} rows and '{variable.Name}' {variable.Count}; all variables need the same rows.");
            }
        }

        int[]? kept = KeptRows(variables, missing, n);
        IReadOnlyList<Variable> aligned = kept is null ? variables : [.. variables.Select(v => v.Select(kept))];
        int count = kept?.Length ?? n;
        if (count == 0)
        {
            throw new InvalidInputException(n == 0
                ? $"'{variables[0].Name}' has no rows; at least two are needed."
                : $"No row of {string.Join(", ", variables.Select(v => $"'{v.Name}'"))} is complete: all {n} have a missing value.");
        }

        return new Sample(aligned, count, n, () => JointCounts.Count([.. aligned.Select(v => v.Codes!)], context));
    }

    /// <summary>Variables that are already over the same rows, of <paramref name="totalCount"/> given.</summary>
    internal static Sample Of(IReadOnlyList<Variable> variables, int totalCount, RunContext? context = null) =>
        new(variables, variables[0].Count, totalCount, () => JointCounts.Count([.. variables.Select(v => v.Codes!)], context));

    /// <summary>The same rows in serial order, with a window of time in which rows are no neighbours.</summary>
    internal Sample InSeries(int theilerWindow, int[]? times) =>
        new(Variables, Count, TotalCount, () => Joint) { TheilerWindow = theilerWindow, Times = times };

    /// <summary>The sample with variable v's row i taken from row <paramref name="orders"/>[v][i]; null keeps a variable as it is.</summary>
    internal Sample Reordered(IReadOnlyList<int[]?> orders)
    {
        Variable[] variables = [.. Variables.Select((v, i) => orders[i] is { } order ? v.Select(order) : v)];
        return new Sample(variables, Count, TotalCount, () => JointCounts.Count([.. variables.Select(v => v.Codes!)], null))
        {
            TheilerWindow = TheilerWindow,
            Times = Times,
        };
    }

    /// <summary>Some of the rows.</summary>
    internal Sample Select(int[] rows)
    {
        Variable[] variables = [.. Variables.Select(v => v.Select(rows))];
        return new Sample(variables, rows.Length, TotalCount, () => JointCounts.Count([.. variables.Select(v => v.Codes!)], null))
        {
            TheilerWindow = TheilerWindow,
            Times = TheilerWindow == 0 ? null : Array.ConvertAll(rows, row => Times?[row] ?? row),
        };
    }

    // The rows to keep, or null where all are kept. Column by column: most columns have nothing to check.
    private static int[]? KeptRows(IReadOnlyList<Variable> variables, MissingPolicy missing, int n)
    {
        bool[]? isDropped = null;
        foreach (Variable variable in variables.Where(v => v.MayMiss(missing)))
        {
            for (int row = 0; row < n; row++)
            {
                if (!variable.IsMissing(row))
                {
                    continue;
                }

                if (missing == MissingPolicy.Error)
                {
                    throw new InvalidInputException(FormattableString.Invariant(
                        $"'{variable.Name}' is missing in row {row + 1} of the data and --missing error was asked for; fill the cell, or use --missing drop or --missing level."));
                }

                isDropped ??= new bool[n];
                isDropped[row] = true;
            }
        }

        return isDropped is null ? null : [.. Enumerable.Range(0, n).Where(row => !isDropped[row])];
    }
}
