using System.Collections.Immutable;

namespace Infometer;

/// <summary>What is peculiar about ranked columns beyond what their own values show.</summary>
internal static class ColumnFlags
{
    private const double CopyShare = 0.95;
    private const double ManyLevelsChance = 0.1;
    private const double NegligibleShare = 0.005;
    private const int ManyLevels = 10;

    /// <summary>Whether flags set a column aside.</summary>
    public static bool SetAside(ImmutableArray<ColumnTrait> flags) =>
        flags.Any(flag => flag is ColumnTrait.Constant or ColumnTrait.AllMissing or ColumnTrait.Identifier);

    /// <summary>Flags the columns of a ranking, in rank order.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="y">The target.</param>
    /// <param name="level">The false-discovery rate at which a column survives.</param>
    /// <param name="serial">Columns that are serially dependent as the target is.</param>
    /// <param name="missing">p-values of what missing cells tell; null where rows are exchangeable, so that they are found here.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static RankedColumn[] Of(
        RankedColumn[] columns, CodedTarget y, double level, IReadOnlySet<Column> serial, IReadOnlyDictionary<Column, double>? missing, RunContext context)
    {
        int[] equal = DuplicateColumns.FirstEqual([.. columns.Select(c => c.Column)], context);
        int incomplete = columns.Count(c => c.Column.MissingCount > 0);
        RankedColumn[] result = new RankedColumn[columns.Length];
        context.ForEach(columns.Length, i =>
        {
            RankedColumn column = columns[i];
            List<ColumnTrait> flags = [.. column.Flags];
            if (!column.IsSetAside)
            {
                if (IsCopy(column))
                {
                    flags.Add(ColumnTrait.TargetCopy);
                }

                if (column.QValue <= level
                    && column.Estimate.Verdict != Verdict.NotDetected
                    && column.Estimate.Value < NegligibleShare * column.TargetEntropy)
                {
                    flags.Add(ColumnTrait.Negligible);
                }

                if (column.Levels >= ManyLevels && column.Estimate.Chance > ManyLevelsChance * column.TargetEntropy)
                {
                    flags.Add(ColumnTrait.ManyLevels);
                }

                double p = missing is null ? MissingPValue(column.Column, y, context) : missing.GetValueOrDefault(column.Column, 1);
                if (p <= 0.05 / Math.Max(1, incomplete))
                {
                    flags.Add(ColumnTrait.MissingInformative);
                }

                if (serial.Contains(column.Column))
                {
                    flags.Add(ColumnTrait.Serial);
                }
            }

            if (equal[i] >= 0)
            {
                flags.Add(ColumnTrait.Duplicate);
            }

            result[i] = column with { Flags = [.. flags], DuplicateOf = equal[i] >= 0 ? columns[equal[i]].Column.Name : null };
        });
        return result;
    }

    // The value is short of H(target) by the chance level even for a copy.
    private static bool IsCopy(RankedColumn column) =>
        column.Estimate is { Value: { } value, Chance: { } chance }
        && column.TargetEntropy > chance
        && value >= CopyShare * (column.TargetEntropy - chance);

    /// <summary>Whether each row's cell is missing, as codes over the rows of the target.</summary>
    public static Codes MissingCells(Column column, CodedTarget y)
    {
        Variable variable = Variable.Of(column);
        int[] missing = new int[y.Codes.Count];
        for (int i = 0; i < missing.Length; i++)
        {
            missing[i] = variable.IsMissing(y.Rows is null ? i : y.Rows[i]) ? 1 : 0;
        }

        return Codes.Create(missing, 2);
    }

    private static double MissingPValue(Column column, CodedTarget y, RunContext context)
    {
        if (column.MissingCount == 0)
        {
            return 1;
        }

        Variable[] pair = [Variable.Discrete(MissingCells(column, y), null, column.Name), Variable.Discrete(y.Codes, null, y.Name)];
        RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
        return Estimation.Run(Measure.MutualInformation, pair, context: alone).PValue ?? 1;
    }
}
