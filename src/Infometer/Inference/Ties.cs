namespace Infometer;

/// <summary>How often values repeat in numeric variables.</summary>
internal static class Ties
{
    // Neighbours are counted in single rows: where half a row on average has the very same value, distances of 0 begin to decide.
    private const double Many = 0.5;

    // One value in so many rows is a point of mass, such as the zero of a rectifier, however distinct the others are.
    private const int PointRows = 10;
    private const double PointShare = 0.01;

    /// <summary>Whether values of a numeric variable repeat so often that an estimator for distinct values goes wrong.</summary>
    public static bool AreMany(Variable variable) => MeanOthers(variable) > Many
        || MostRows(variable) > Math.Max(PointRows, PointShare * variable.Count);

    /// <summary>The most rows that share one value, over the columns of a variable; 0 for a discrete one.</summary>
    public static int MostRows(Variable variable) => variable.Kind == VariableKind.Discrete
        ? 0
        : variable.Prepared(Standardization.None).Max(column => Runs(column.Sorted.Values).Most);

    /// <summary>
    /// How many other rows have the value of a row, on average over the rows; the largest over the columns of a variable, 0 for a discrete one.
    /// </summary>
    public static double MeanOthers(Variable variable) => variable.Kind == VariableKind.Discrete
        ? 0
        : variable.Prepared(Standardization.None).Max(column => Runs(column.Sorted.Values).MeanOthers);

    private static (double MeanOthers, int Most) Runs(ReadOnlySpan<double> sorted)
    {
        double others = 0;
        int most = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            others += (double)(end - start) * (end - start - 1);
            most = Math.Max(most, end - start);
            start = end;
        }

        return (others / sorted.Length, most);
    }
}
