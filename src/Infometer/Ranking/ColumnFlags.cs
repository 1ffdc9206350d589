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
    public static RankedColumn[] Of(
        RankedColumn[] columns, CodedTarget y, double level, RowOrder targetOrder, IReadOnlyDictionary<Column, RowOrder> orders, RunContext context)
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

                if (IsMissingInformative(column.Column, y, 0.05 / Math.Max(1, incomplete), context))
                {
                    flags.Add(ColumnTrait.MissingInformative);
                }

                if (targetOrder.IsSerial && orders[column.Column].IsSerial)
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

    private static bool IsMissingInformative(Column column, CodedTarget y, double level, RunContext context)
    {
        if (column.MissingCount == 0)
        {
            return false;
        }

        Variable variable = Variable.Of(column);
        int[] missing = new int[y.Codes.Count];
        for (int i = 0; i < missing.Length; i++)
        {
            missing[i] = variable.IsMissing(y.Rows is null ? i : y.Rows[i]) ? 1 : 0;
        }

        Variable[] pair = [Variable.Discrete(Codes.Create(missing, 2), null, column.Name), Variable.Discrete(y.Codes, null, y.Name)];
        RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
        return Estimation.Run(Measure.MutualInformation, pair, context: alone).PValue <= level;
    }
}
