namespace Infometer;

/// <summary>
/// The totals of one side of a table, equal ones grouped: cells with equal pairs of totals have equal laws, so that sums over
/// cells become sums over distinct pairs. Totals of zero are left out. Ascending.
/// </summary>
internal sealed class FixedMarginGroups
{
    private FixedMarginGroups(double[] totals, double[] multiplicities, double sum)
    {
        Totals = totals;
        Multiplicities = multiplicities;
        Sum = sum;
        foreach (double multiplicity in multiplicities)
        {
            LevelCount += (long)multiplicity;
        }
    }

    /// <summary>The distinct totals above zero, ascending.</summary>
    public double[] Totals { get; }

    /// <summary>How many levels have each of the <see cref="Totals"/>.</summary>
    public double[] Multiplicities { get; }

    /// <summary>The sum of all totals, n.</summary>
    public double Sum { get; }

    /// <summary>Number of levels that occur.</summary>
    public long LevelCount { get; }

    /// <summary>Number of distinct totals.</summary>
    public int Count => Totals.Length;

    /// <summary>Groups the totals of one side.</summary>
    public static FixedMarginGroups Of(ReadOnlySpan<long> totals)
    {
        long[] sorted = totals.ToArray();
        Array.Sort(sorted);
        List<double> distinct = [];
        List<double> multiplicities = [];
        double sum = 0;
        long previous = 0;
        foreach (long total in sorted)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(total, nameof(totals));
            if (total == 0)
            {
                continue;
            }

            if (total != previous)
            {
                distinct.Add(total);
                multiplicities.Add(0);
                previous = total;
            }

            multiplicities[^1]++;
            sum += total;
        }

        return new FixedMarginGroups([.. distinct], [.. multiplicities], sum);
    }
}
