namespace Infometer;

/// <summary>
/// Whether neighbouring rows resemble each other. Of an ordered variable the lag-one correlation of the mid-ranks, of another one the
/// number of neighbours with the same level, each as a z-score under random order of the rows.
/// </summary>
/// <param name="Z">The z-score.</param>
/// <param name="IsSorted">Whether the rows are sorted by the variable: every level in one run.</param>
internal readonly record struct RowOrder(double Z, bool IsSorted)
{
    // Far beyond chance even for the most striking of thousands of columns.
    private const double Striking = 6;

    /// <summary>Whether neighbours resemble each other for another reason than that the rows were sorted by this variable.</summary>
    public bool IsSerial => Z > Striking && !IsSorted;

    /// <summary>Looks at a variable in the order of the rows. O(n).</summary>
    public static RowOrder Of(ScreenCodes variable)
    {
        int[] codes = variable.Codes.ToArray();
        ScreenAxis axis = variable.Axis();
        int changes = 0;
        for (int row = 1; row < codes.Length; row++)
        {
            changes += codes[row] != codes[row - 1] ? 1 : 0;
        }

        bool isSorted = changes == axis.OccurringLevels - 1;
        return codes.Length < 3 || axis.OccurringLevels < 2
            ? default
            : new RowOrder(axis.IsOrdered ? Correlation(codes, axis) : Repeats(codes.Length - 1 - changes, axis), isSorted);
    }

    private static double Correlation(int[] codes, ScreenAxis axis)
    {
        double sum = 0;
        for (int row = 1; row < codes.Length; row++)
        {
            sum += axis.Scores[codes[row]][0] * axis.Scores[codes[row - 1]][0];
        }

        return sum / Math.Sqrt(codes.Length - 1);
    }

    // Mean n·Σp² and, for many rows, variance n·(Σp² + (Σp²)² − 2Σp³) of the number of equal neighbours in random order.
    private static double Repeats(int repeats, ScreenAxis axis)
    {
        double n = axis.Totals.Sum();
        double square = axis.Totals.Sum(t => t / n * (t / n));
        double cube = axis.Totals.Sum(t => t / n * (t / n) * (t / n));
        double variance = (n - 1) * (square + (square * square) - (2 * cube));
        return variance > 0 ? (repeats - ((n - 1) * square)) / Math.Sqrt(variance) : 0;
    }
}
