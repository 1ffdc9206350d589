namespace Infometer;

/// <summary>The columns of a search and its target as few levels each. Immutable.</summary>
internal sealed class SynergyColumns
{
    // Rows that a cell of two columns should hold in the rarest level of the target.
    private const double RowsPerCell = 5;

    private SynergyColumns(TargetClasses target, IReadOnlyList<Column> columns, LevelBitsets[] sets, bool isTargetPooled)
    {
        Target = target;
        Columns = columns;
        Sets = sets;
        IsTargetPooled = isTargetPooled;
    }

    /// <summary>The rows by the target's level.</summary>
    public TargetClasses Target { get; }

    /// <summary>The columns that have at least two levels.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Their rows by level.</summary>
    public LevelBitsets[] Sets { get; }

    /// <summary>Whether rare levels of the target were pooled.</summary>
    public bool IsTargetPooled { get; }

    /// <summary>Codes the columns over the rows in which the target is known; constant ones are left out. O(rows × columns).</summary>
    public static SynergyColumns Of(IReadOnlyList<Column> columns, Column target, int[] rows, SynergyOptions options, RunContext context)
    {
        // A target level should bear a column of all bins beside one of two levels; a number is cut into as many levels as rows bear.
        double leastOfTarget = RowsPerCell * 2 * options.Bins;
        int targetBins = (int)Math.Clamp(rows.Length / leastOfTarget, 2, options.Bins);
        LevelPooling y = LevelPooling.Of(CodesOf(target, rows, targetBins), leastOfTarget, SynergyOptions.MaxLevels);
        TargetClasses classes = new(y);
        double rarest = classes.Counts.Min();
        // A column's level should bear a partner of two even levels in the rarest level of the target.
        double leastRows = 2 * RowsPerCell * classes.Rows / rarest;
        int bins = (int)Math.Clamp(classes.Rows / leastRows, 2, options.Bins);
        LevelBitsets?[] sets = new LevelBitsets?[columns.Count];
        if (classes.Levels > 1)
        {
            context.ForEach(columns.Count, i =>
            {
                LevelPooling pooled = LevelPooling.Of(CodesOf(columns[i], rows, bins), leastRows, SynergyOptions.MaxLevels);
                sets[i] = pooled.Levels > 1 ? new LevelBitsets(pooled, classes) : null;
            });
        }

        int[] kept = [.. Enumerable.Range(0, columns.Count).Where(i => sets[i] is not null)];
        return new SynergyColumns(classes, [.. kept.Select(i => columns[i])], [.. kept.Select(i => sets[i]!)], y.IsPooled);
    }

    /// <summary>The same columns, those that tell most about the target alone first, and no more than <paramref name="count"/>.</summary>
    public SynergyColumns Best(int count)
    {
        int[] order = [.. Enumerable.Range(0, Sets.Length).OrderByDescending(i => Sets[i].Relevance).Take(count)];
        return new SynergyColumns(Target, [.. order.Select(i => Columns[i])], [.. order.Select(i => Sets[i])], IsTargetPooled);
    }

    private static Codes CodesOf(Column column, int[] rows, int bins)
    {
        Variable all = Variable.Of(column);
        Variable variable = rows.Length == all.Count ? all : all.Select(rows);
        return variable.Codes ?? new EqualFrequency(bins).Fit(variable.Values.Span).Codes;
    }
}
