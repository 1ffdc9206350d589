namespace Infometer;

/// <summary>
/// A rule that cuts the line of numbers into bins. A code is a function of the value alone: equal values share a code,
/// and neither the order of the rows nor their number within a tie decides anything.
/// </summary>
/// <remarks>
/// A missing number (NaN) belongs to no bin; it gets a code of its own after the last bin, so that no row is lost.
/// Cost: one sort, O(n log n), where the rule needs the order, and O(n log bins) to write the codes.
/// </remarks>
public abstract record Discretizer
{
    private protected Discretizer()
    {
    }

    /// <summary>Whether the rule chooses its cuts by the levels of a target variable.</summary>
    internal virtual bool IsSupervised => false;

    /// <summary>Whether <see cref="FindCuts"/> needs its values in ascending order.</summary>
    private protected virtual bool NeedsOrder => true;

    /// <summary>
    /// The number of bins for n rows: ½·n^(1/3) rounded, at least 4 and at most 16; 5 at 1,000 rows, 11 at 10,000, 16 from
    /// 30,000 on.
    /// </summary>
    /// <remarks>
    /// Variance and not bias decides how well a table ranks columns: among tables of 3 to 16 bins over 1,000 rows 4 and 5
    /// bins found the columns that matter most often, and 16 bins clearly least often; 8 to 16 pay from 10,000 rows on.
    /// </remarks>
    public static int DefaultBins(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return Math.Clamp((int)Math.Round(0.5 * Math.Cbrt(n), MidpointRounding.AwayFromZero), 4, 16);
    }

    /// <summary>Finds the cuts for <paramref name="values"/> and codes the values by them.</summary>
    /// <param name="values">One number per row; NaN where it is missing.</param>
    /// <param name="target">The level of the target in each row, for a supervised rule; ignored by the others.</param>
    /// <exception cref="InvalidInputException">There is no row, a value is infinite, or a supervised rule has no target of
    /// the same length.</exception>
    public Discretization Fit(ReadOnlySpan<double> values, Codes? target = null)
    {
        if (values.IsEmpty)
        {
            throw new InvalidInputException("There are no values to put into bins; pass at least one row.");
        }

        int[] levels = [];
        double[] present = IsSupervised ? PresentWith(target, values, out levels) : Present(values);
        if (NeedsOrder)
        {
            Sort(present, levels);
        }

        return new Discretization(values, Cut(present, levels));
    }

    /// <summary>
    /// The cuts for numbers that are already in ascending order, without NaN; for callers that sort a column once and bin
    /// it many times.
    /// </summary>
    /// <param name="sorted">The numbers in ascending order.</param>
    /// <param name="target">The level of the target beside each of them, for a supervised rule.</param>
    internal double[] Cut(ReadOnlySpan<double> sorted, ReadOnlySpan<int> target = default) =>
        sorted.IsEmpty ? [] : FindCuts(sorted, target);

    /// <summary>The cuts in strictly ascending order, all above the smallest value; a bin begins at its cut.</summary>
    /// <param name="values">The numbers, at least one, without NaN; ascending if <see cref="NeedsOrder"/>.</param>
    /// <param name="target">The level of the target beside each of them; empty unless <see cref="IsSupervised"/>.</param>
    private protected abstract double[] FindCuts(ReadOnlySpan<double> values, ReadOnlySpan<int> target);

    private protected static int CheckBins(int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1, nameof(bins));
        return bins;
    }

    private static void Sort(double[] values, int[] levels)
    {
        if (levels.Length == 0)
        {
            RadixSort.Sort(values);
        }
        else
        {
            Array.Sort(values, levels);
        }
    }

    /// <summary>The values that are not missing, in the order of the rows.</summary>
    /// <exception cref="InvalidInputException">A value is infinite.</exception>
    internal static double[] Present(ReadOnlySpan<double> values)
    {
        double[] present = new double[values.Length];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            present[count] = values[row];
            count += IsPresent(values[row], row) ? 1 : 0;
        }

        return count == present.Length ? present : present[..count];
    }

    private double[] PresentWith(Codes? target, ReadOnlySpan<double> values, out int[] levels)
    {
        if (target is null || target.Count != values.Length)
        {
            string found = target is null ? "none was given" : $"there are {values.Length} values and {target.Count} codes";
            throw new InvalidInputException(
                $"{GetType().Name} chooses its cuts by a discrete target over the same rows, but {found}; pass the target's codes.");
        }

        double[] present = new double[values.Length];
        levels = new int[values.Length];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            present[count] = values[row];
            levels[count] = target[row];
            count += IsPresent(values[row], row) ? 1 : 0;
        }

        levels = levels[..count];
        return present[..count];
    }

    private static bool IsPresent(double value, int row) => double.IsInfinity(value)
        ? throw new InvalidInputException($"Row {row} is infinite and fits into no bin; drop such rows or replace the value first.")
        : !double.IsNaN(value);
}
