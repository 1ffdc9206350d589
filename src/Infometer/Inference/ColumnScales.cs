using System.Globalization;

namespace Infometer;

/// <summary>
/// Whether neighbours are sought among columns of unlike scales, where the distance between rows is that of the widest column alone: of 0.29 bits
/// that a body-mass index of spread 0.06 and a score of spread 126 share, KSG of the raw numbers shows 0.02.
/// </summary>
internal static class ColumnScales
{
    // Of two columns of 1,000 rows KSG loses a standard error where one is ten times the other, and two fifths of the information at a hundred times.
    private const double Unlike = 10;

    /// <summary>
    /// The most that the number of an estimator by neighbours which takes the columns as they are may be called; null where their scales are alike. Information
    /// is missed; of what is given, too, and then the truth may be anywhere. Divergences compare one variable with itself and do not matter.
    /// </summary>
    public static Reservation? Objection(Question question, RowSum sum)
    {
        if (question.Estimator is not NeighborEstimator { Standardize: Standardization.None } || !sum.Terms.Any(static t => t.Term is InformationTerm))
        {
            return null;
        }

        (string Name, double Spread)[] columns =
        [
            .. question.Sample.Variables
                .Where(static v => v.Kind != VariableKind.Discrete)
                .SelectMany(static v => v.Prepared(Standardization.None), static (v, column) => (v.Name, Spread: MiddleHalf(column)))
                .Where(static c => c.Spread > 0),
        ];
        if (columns.Length < 2)
        {
            return null;
        }

        (string narrowName, double narrow) = columns.MinBy(static c => c.Spread);
        (string wideName, double wide) = columns.MaxBy(static c => c.Spread);
        if (wide <= Unlike * narrow)
        {
            return null;
        }

        bool isGiven = sum.Terms.Any(static t => t.Term is InformationTerm { Condition.IsEmpty: false });
        return new Reservation(isGiven ? Verdict.Unreliable : Verdict.LowerBound, new Note("unlike-scales", string.Create(CultureInfo.InvariantCulture,
                $"The middle half of a column of '{wideName}' spans {wide:G3}, of one of '{narrowName}' {narrow:G3}: the nearest rows are those of the wider one ")
                + "alone, and what the narrower one tells is missed; set standardize=rank-gaussian, or leave the estimator to auto."));
    }

    private static double MiddleHalf(PreparedColumn column)
    {
        ReadOnlySpan<double> sorted = column.Sorted.Values;
        return sorted[3 * sorted.Length / 4] - sorted[sorted.Length / 4];
    }
}
