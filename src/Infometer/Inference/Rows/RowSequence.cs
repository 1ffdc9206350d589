namespace Infometer;

/// <summary>A variable in the order of its rows: whether neighbours resemble each other more than chance allows, and for how long they do.</summary>
/// <remarks>
/// Columns are taken as ranks, so that outliers do not decide, and labels as the indicators of their levels. Means of b rows, b = 1, 2, 4, …, are
/// multiplied with the mean of the next b: dependence that is weak from row to row but lasts shows in long means. Tails are those of a gamma law with the
/// skewness of such products, because rare levels make them far from normal. Of many columns or levels sixteen are looked at.
/// </remarks>
internal sealed class RowSequence
{
    private const int MostColumns = 16;

    // Fewer means say too little.
    private const int LeastMeans = 32;

    // So few rows that differ from all others say nothing by being neighbours.
    private const int LeastRows = 10;

    // Beyond so many rows every second, third, … is looked at first to find how long rows are alike.
    private const int ManyRows = 20_000;
    private const double Alike = 1.5;

    private const double Disorder = 0.02;
    private const double Exceptions = 0.001;
    private const int LongestCycle = 50;
    private const int LeastExceptions = 6;

    private readonly Variable _whole;
    private readonly Lazy<Variable> _slowest;

    private RowSequence(Variable whole, double[][] scores, double[] otherChances, int freedom, bool isSorted)
    {
        _whole = whole;
        _slowest = new(() => scores.Length < 2
            ? whole
            : Variable.Continuous(scores.Select(static s => (Scores: s, Time: Time(s))).MaxBy(static s => s.Time).Scores, 1, whole.Name));
        Freedom = freedom;
        IsSorted = isSorted;
        P = ChanceOf(scores, otherChances);
    }

    /// <summary>Columns, or levels that occur less one.</summary>
    public int Freedom { get; }

    /// <summary>
    /// Whether the rows are sorted by the variable: of the steps of a column at most one in fifty goes the other way (pieces of a sorted table), or each level is one
    /// run of rows.
    /// </summary>
    public bool IsSorted { get; }

    /// <summary>An upper limit of the probability that rows in random order resemble their neighbours, or differ from them, as much as these.</summary>
    public double P { get; }

    /// <summary>Looks at a variable without missing numbers. O(n log n) per column.</summary>
    public static RowSequence Of(Variable variable)
    {
        if (variable.Codes is { } codes)
        {
            int[] levels = codes.ToArray();
            double[][] indicators = IsCycle(levels) ? [] : IndicatorsOf(levels);
            return new RowSequence(variable, indicators, indicators.Length == 0 ? [] : [ChanceOfRepeats(levels)], levels.Distinct().Count() - 1, codes.LevelsInRuns() > 1);
        }

        double[][] columns = [.. Enumerable.Range(0, variable.Dimension).Select(j => ColumnOf(variable, j))];
        double[][] chosen = [.. Spread(columns.Length).Where(j => !IsCycle(columns[j])).Select(j => ScoresOf(columns[j])).Where(static c => c.Length > 0)];
        double[] values = new double[variable.Count * Math.Max(1, chosen.Length)];
        for (int j = 0; j < chosen.Length; j++)
        {
            for (int row = 0; row < variable.Count; row++)
            {
                values[(row * chosen.Length) + j] = chosen[j][row];
            }
        }

        Variable whole = Variable.Continuous(values, Math.Max(1, chosen.Length), variable.Name);
        return new RowSequence(whole, chosen, [], variable.Dimension, Array.Exists(columns, IsMonotone));
    }

    /// <summary>How long what both share stays alike, all columns and levels together: see <see cref="SerialDependence.JointTime"/>.</summary>
    public static double JointTime(RowSequence x, RowSequence y) => JointTime(x._whole, y._whole);

    /// <summary>How long the columns or levels that stay alike for longest do so: how far apart rows must be to be independent in all.</summary>
    public static double LongestTime(RowSequence x, RowSequence y) => Math.Max(JointTime(x, y), JointTime(x._slowest.Value, y._slowest.Value));

    /// <summary>How long numbers stay alike: see <see cref="SerialDependence.Time"/>.</summary>
    public static double Time(double[] values) => TimeOf(values.Length, step => SerialDependence.Time(Thinned(values, step)));

    private static double JointTime(Variable x, Variable y) =>
        TimeOf(x.Count, step => SerialDependence.JointTime(Thinned(x, step), Thinned(y, step)));

    private static double TimeOf(int n, Func<int, double> thinned)
    {
        int step = (n + ManyRows - 1) / ManyRows;
        double time = thinned(step);
        return step > 1 && time < Alike ? thinned(1) : step * time;
    }

    private static double[] Thinned(double[] values, int step) =>
        step == 1 ? values : [.. Enumerable.Range(0, values.Length / step).Select(i => values[i * step])];

    private static Variable Thinned(Variable variable, int step) =>
        step == 1 ? variable : variable.Select([.. Enumerable.Range(0, variable.Count / step).Select(i => i * step)]);

    private static double[] ColumnOf(Variable variable, int column)
    {
        double[] values = new double[variable.Count];
        variable.CopyColumn(column, values);
        return values;
    }

    // At most so many of the columns, evenly spread.
    private static IEnumerable<int> Spread(int count) =>
        Enumerable.Range(0, Math.Min(count, MostColumns)).Select(i => (int)((long)i * count / Math.Min(count, MostColumns)));

    private static bool IsMonotone(double[] column)
    {
        int rises = 0;
        int falls = 0;
        for (int row = 1; row < column.Length; row++)
        {
            rises += column[row] > column[row - 1] ? 1 : 0;
            falls += column[row] < column[row - 1] ? 1 : 0;
        }

        return rises + falls > 1 && Math.Min(rises, falls) <= Disorder * (rises + falls);
    }

    // Levels that a design takes in turn, such as treated, not treated, treated, …: such neighbours differ for no other reason.
    private static bool IsCycle<T>(T[] levels)
        where T : IEquatable<T>
    {
        double most = Math.Max(LeastExceptions, Exceptions * levels.Length);
        int changes = 0;
        for (int row = 1; row < levels.Length; row++)
        {
            changes += levels[row].Equals(levels[row - 1]) ? 0 : 1;
        }

        for (int period = 2; period <= Math.Min(LongestCycle, levels.Length / 4); period++)
        {
            int exceptions = 0;
            for (int row = period; row < levels.Length && exceptions <= most; row++)
            {
                exceptions += levels[row].Equals(levels[row - period]) ? 0 : 1;
            }

            // What hardly ever changes is like itself at any distance, and no cycle.
            if (exceptions <= most && (long)changes * period >= levels.Length)
            {
                return true;
            }
        }

        return false;
    }

    // Mid-ranks of mean 0 and variance 1; empty where too few rows differ from the rest.
    private static double[] ScoresOf(double[] column)
    {
        int n = column.Length;
        double[] sorted = [.. column];
        int[] rows = [.. Enumerable.Range(0, n)];
        Array.Sort(sorted, rows);
        double[] scores = new double[n];
        double squares = 0;
        int most = 0;
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            double score = ((start + end) / 2.0) - (n / 2.0);
            squares += score * score * (end - start);
            most = Math.Max(most, end - start);
            for (int i = start; i < end; i++)
            {
                scores[rows[i]] = score;
            }

            start = end;
        }

        double deviation = Math.Sqrt(squares / n);
        return n - most >= LeastRows ? Array.ConvertAll(scores, s => s / deviation) : [];
    }

    private static double[][] IndicatorsOf(int[] levels)
    {
        double n = levels.Length;
        return
        [
            .. levels.GroupBy(static level => level)
                .Select(static level => (Level: level.Key, Count: level.Count()))
                .Where(level => Math.Min(level.Count, n - level.Count) >= LeastRows)
                .OrderByDescending(static level => level.Count).ThenBy(static level => level.Level)
                .Take(MostColumns)
                .Select(level =>
                {
                    double share = level.Count / n;
                    double deviation = Math.Sqrt(share * (1 - share));
                    return Array.ConvertAll(levels, l => ((l == level.Level ? 1 : 0) - share) / deviation);
                }),
        ];
    }

    // The least of all chances times their number.
    private static double ChanceOf(double[][] scores, double[] others)
    {
        double[] chances = [.. others, .. scores.SelectMany(ChancesOf)];
        return chances.Length == 0 ? 1 : Math.Min(1, chances.Length * chances.Min());
    }

    private static IEnumerable<double> ChancesOf(double[] scores)
    {
        double skewness = scores.Sum(static s => s * s * s) / scores.Length;
        for (int length = 1; scores.Length / length >= LeastMeans; length *= 2)
        {
            int count = scores.Length / length;
            double before = 0;
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                double mean = 0;
                for (int row = i * length; row < (i + 1) * length; row++)
                {
                    mean += scores[row];
                }

                sum += i > 0 ? before * mean : 0;
                before = mean;
            }

            // A product of two independent sums of b scores has variance b² and third moment (b γ)².
            yield return TailOf(sum / (length * Math.Sqrt(count)), skewness * skewness / Math.Sqrt((double)count * length));
        }
    }

    // P(Z ≥ z) of a gamma law of mean 0, variance 1 and this skewness; below the mean of the normal law.
    private static double TailOf(double z, double skewness)
    {
        const double NearlyNormal = 0.02;
        if (z <= 0 || skewness < NearlyNormal)
        {
            return 2 * (1 - SpecialFunctions.NormalCdf(Math.Abs(z)));
        }

        double shape = 4 / (skewness * skewness);
        return Math.Min(1, 2 * SpecialFunctions.GammaSurvival(shape + (z * Math.Sqrt(shape)), shape, 1));
    }

    // Neighbours of one level, the most frequent level left out: of mean n Σ p², and no more scattered than a Poisson law.
    private static double ChanceOfRepeats(int[] levels)
    {
        double n = levels.Length;
        (int Level, int Count)[] counts = [.. levels.GroupBy(static level => level).Select(static level => (level.Key, level.Count()))];
        int most = counts.MaxBy(static c => c.Count).Level;
        double mean = counts.Where(c => c.Level != most).Sum(c => c.Count * (c.Count - 1.0) / n);
        int repeats = 0;
        for (int row = 1; row < levels.Length; row++)
        {
            repeats += levels[row] == levels[row - 1] && levels[row] != most ? 1 : 0;
        }

        return repeats > mean && mean > 0 ? SpecialFunctions.GammaP(repeats, mean) : 1;
    }
}
