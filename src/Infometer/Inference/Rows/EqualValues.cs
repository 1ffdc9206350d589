using System.Globalization;

namespace Infometer;

/// <summary>What the equal values of one numeric column go together with.</summary>
/// <param name="Tied">Values that more than one row has.</param>
/// <param name="Agreement">
/// How much more often rows that are equal here are equal in the rest than rows of neighbouring values are, as a share of what is possible (Cohen 1960);
/// every tied value counts once, however many rows have it.
/// </param>
/// <param name="Expected">Tied values whose rows would differ in the rest if these agreed no more than rows of neighbouring values do.</param>
/// <param name="Evenness">(Σ m)² / Σ m² of the rows m of each value over their number: 1 where all values are as frequent, near 0 for points of mass.</param>
/// <param name="IsGrid">
/// Whether a grid explains that values are equal: there are neighbours one step of it away, or values are evenly spaced, however scaled.
/// </param>
/// <param name="HasManyDigits">Whether values have so many digits, by the median, that no two measurements agree in all of them.</param>
internal readonly record struct EqualValues(int Tied, double Agreement, double Expected, double Evenness, bool IsGrid, bool HasManyDigits)
{
    private const double ManyDigits = 8;

    // So many values tell how many digits they have.
    private const int Formatted = 500;

    // Gaps that differ by more were not made by one grid: of neighbouring gaps the smaller is 0.39 of the larger on average where values are independent.
    private const double EvenlySpaced = 0.6;

    // A grid fine enough to leave room between values has about twice as many values one step apart as equal ones.
    private const double NeighborsPerTie = 0.5;

    private const double SameStep = 1.5;

    // Values nearer than this share of their size differ by rounding of the arithmetic alone.
    private const double Rounding = 1e-13;

    /// <summary>Looks at a column. O(n log n).</summary>
    /// <param name="column">The numbers.</param>
    /// <param name="rest">What else a row is, equal rows by equal numbers.</param>
    public static EqualValues Of(double[] column, ReadOnlySpan<ulong> rest)
    {
        int n = column.Length;
        double[] sorted = [.. column];
        int[] rows = [.. Enumerable.Range(0, n)];
        Array.Sort(sorted, rows);
        List<double> distinct = [];
        int tied = 0;
        double agreeing = 0;
        int neighbors = 0;
        int last = -1;
        int values = 0;
        double squares = 0;
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            Array.Sort(rows, start, end - start);
            values++;
            squares += (double)(end - start) * (end - start);
            if (end - start > 1)
            {
                int equal = 0;
                for (int i = start + 1; i < end; i++)
                {
                    equal += rest[rows[i]] == rest[rows[i - 1]] ? 1 : 0;
                }

                tied++;
                agreeing += (double)equal / (end - start - 1);
            }

            neighbors += last >= 0 && rest[rows[start]] == rest[last] ? 1 : 0;
            last = rows[start];
            if (distinct.Count == 0 || sorted[start] - distinct[^1] > Rounding * Math.Abs(sorted[start]))
            {
                distinct.Add(sorted[start]);
            }

            start = end;
        }

        double chance = distinct.Count > 1 ? Math.Min(1, neighbors / (distinct.Count - 1.0)) : 1;
        double agreement = tied > 0 && chance < 1 ? ((agreeing / tied) - chance) / (1 - chance) : 0;
        return new EqualValues(tied, agreement, tied * (1 - chance), (double)n * n / squares / values, LiesOnGrid(distinct, tied), DigitsOf(sorted) >= ManyDigits);
    }

    // Significant digits, zeros at the end not counted.
    private static double DigitsOf(double[] sorted)
    {
        int step = Math.Max(1, sorted.Length / Formatted);
        int[] digits = [.. Enumerable.Range(0, sorted.Length / step).Select(i => SignificantDigits(sorted[i * step])).Order()];
        return digits[digits.Length / 2];
    }

    private static int SignificantDigits(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        string mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal).Trim('0');
        return mantissa.Length;
    }

    private static bool LiesOnGrid(List<double> distinct, int tied)
    {
        if (distinct.Count < 3)
        {
            return true;
        }

        double[] gaps = [.. distinct.Skip(1).Zip(distinct, static (b, a) => b - a)];
        double even = 0;
        for (int i = 1; i < gaps.Length; i++)
        {
            even += Math.Min(gaps[i], gaps[i - 1]) / Math.Max(gaps[i], gaps[i - 1]);
        }

        double step = SameStep * gaps.Min();
        return even / (gaps.Length - 1) > EvenlySpaced || gaps.Count(gap => gap <= step) >= NeighborsPerTie * tied;
    }
}
