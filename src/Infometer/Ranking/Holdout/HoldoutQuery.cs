namespace Infometer;

/// <summary>
/// What a column tells as a query to a holdout: the mean over rows of φ(x, y) = ln q̂(y|x)/q̂(y), q̂ fitted to the training rows and x
/// in the bins of the
/// training rows. By Barber and Agakov (2003) E φ ≤ I(X;Y) in expectation, whatever q̂(y|x) is.
/// </summary>
/// <remarks>
/// q̂(y) is the share n_y/n; q̂(y|x) = (1 − w)·(n_xy + a·q̂(y))/(n_x + a) + w·q̂(y) with a = 5 and w = 1/4K, K the classes of the target,
/// and φ is cut at ln 4K from above, which only lowers it. So |φ| ≤ ln 4K, and the range that φ has over the cells of the table is
/// known from the
/// training rows. Levels and classes that are not among the training rows have φ = 0: there q̂(y|x) is q̂(y). Where missing cells are
/// dropped, φ = 0 in their rows, and the mean is divided by the share of training rows in which the column is known.
/// </remarks>
/// <param name="Training">The mean over the training rows, in nats.</param>
/// <param name="Holdout">The mean over the holdout.</param>
/// <param name="Width">The width of the query's range, 0 where it is constant.</param>
internal sealed record HoldoutQuery(double Training, double Holdout, double Width)
{
    // How many rows with the shares of the target are added to each level.
    private const double Pseudo = 5;

    /// <summary>The queries of several columns about a target.</summary>
    public static HoldoutQuery[] Of(
        IReadOnlyList<Column> columns, Column target, ReusableHoldout holdout, CodingRules rules, RunContext context)
    {
        SplitCodes y = SplitCodes.Of(target, holdout, rules);
        HoldoutQuery[] queries = new HoldoutQuery[columns.Count];
        context.ForEach(queries.Length, i => queries[i] = Of(SplitCodes.Of(columns[i], holdout, rules), y, rules.Missing));
        return queries;
    }

    /// <summary>The query of one column.</summary>
    public static HoldoutQuery Of(SplitCodes x, SplitCodes y, MissingPolicy missing)
    {
        int dropped = missing == MissingPolicy.Drop ? x.MissingCode : -1;
        ContingencyTable fit = Known(x.Training, y.Training, dropped);
        if (fit.Total == 0)
        {
            return new HoldoutQuery(0, 0, 0);
        }

        ContingencyTable held = Known(x.Holdout, y.Holdout, dropped);
        double scale = fit.Total / (double)x.Training.Count;
        (double low, double high) = Range(fit);
        return new HoldoutQuery(
            Sum(fit, fit) / x.Training.Count / scale, Sum(fit, held) / x.Holdout.Count / scale, (high - low) / scale);
    }

    private static ContingencyTable Known(Codes x, Codes y, int dropped)
    {
        if (dropped < 0)
        {
            return ContingencyTable.Count(x, y);
        }

        int[] rows = [.. Enumerable.Range(0, x.Count).Where(row => x[row] != dropped)];
        return ContingencyTable.Count(x.Select(rows), y.Select(rows));
    }

    // The sum of φ, fitted to one table, over the rows of another.
    private static double Sum(ContingencyTable fit, ContingencyTable rows)
    {
        int classes = Classes(fit);
        double sum = 0;
        for (int cell = 0; cell < rows.CellCount; cell++)
        {
            int x = rows.CellRows[cell];
            int y = rows.CellColumns[cell];
            if (x < fit.RowLevels && y < fit.ColumnLevels && fit.RowTotals[x] > 0 && fit.ColumnTotals[y] > 0)
            {
                sum += rows.CellCounts[cell] * LogRatio(fit, x, y, fit[x, y], classes);
            }
        }

        return sum;
    }

    // Over every cell that a row could fall into.
    private static (double Low, double High) Range(ContingencyTable fit)
    {
        int classes = Classes(fit);
        int[] filled = new int[fit.RowLevels];
        double low = 0;
        double high = 0;
        for (int cell = 0; cell < fit.CellCount; cell++)
        {
            int x = fit.CellRows[cell];
            double value = LogRatio(fit, x, fit.CellColumns[cell], fit.CellCounts[cell], classes);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            filled[x]++;
        }

        for (int x = 0; x < filled.Length; x++)
        {
            if (filled[x] > 0 && filled[x] < classes)
            {
                // The same for each class that is not in the level.
                low = Math.Min(low, Math.Log(Mixed(Pseudo / (fit.RowTotals[x] + Pseudo), classes)));
            }
        }

        return (low, high);
    }

    private static double LogRatio(ContingencyTable fit, int x, int y, long count, int classes)
    {
        double share = fit.ColumnTotals[y] / (double)fit.Total;
        double ratio = ((count / share) + Pseudo) / (fit.RowTotals[x] + Pseudo);
        return Math.Min(Math.Log(Mixed(ratio, classes)), Math.Log(4.0 * classes));
    }

    private static double Mixed(double ratio, int classes) => ratio + ((1 - ratio) / (4.0 * classes));

    private static int Classes(ContingencyTable fit)
    {
        int classes = 0;
        foreach (long total in fit.ColumnTotals)
        {
            classes += total > 0 ? 1 : 0;
        }

        return classes;
    }
}
