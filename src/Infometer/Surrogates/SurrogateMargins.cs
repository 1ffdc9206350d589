namespace Infometer;

/// <summary>
/// The two sides of a question as columns on one scale, in an order that does not depend on which of them was called X: all that follows
/// gives the same bits for I(X;Y) and I(Y;X).
/// </summary>
internal sealed class SurrogateMargins
{
    private SurrogateMargins(double[][] first, double[][] second, bool isRanked, bool areLight, int mostTied, double repeatedShare)
    {
        First = first;
        Second = second;
        IsRanked = isRanked;
        AreLight = areLight;
        MostTied = mostTied;
        RepeatedShare = repeatedShare;
    }

    /// <summary>The columns of one side, of unit variance; constant columns are 0.</summary>
    public double[][] First { get; }

    /// <summary>The columns of the other side.</summary>
    public double[][] Second { get; }

    /// <summary>Whether the columns are normal scores of ranks.</summary>
    public bool IsRanked { get; }

    /// <summary>Whether no column has heavier tails than normal numbers have: no kurtosis above 3.</summary>
    public bool AreLight { get; }

    /// <summary>The most rows of a column, over all columns but constant ones, that share their value with another row.</summary>
    public int MostTied { get; }

    /// <summary>
    /// Of the pairs of rows that are equal in some column, in the column with the fewest of them, the share that is equal in all columns:
    /// 1 where rows were copied, small where values were rounded. 0 where a column has no equal values.
    /// </summary>
    public double RepeatedShare { get; }

    /// <summary>Prepares the columns of a term of two arguments.</summary>
    public static SurrogateMargins Of(InformationTerm term, Sample sample, MarginScale scale, ulong seed)
    {
        double[][] first = ColumnsOf(term.Arguments[0], sample);
        double[][] second = ColumnsOf(term.Arguments[1], sample);
        if (Compare(first, second) > 0)
        {
            (first, second) = (second, first);
        }

        double[][] all = [.. first, .. second];
        (long Pairs, int Rows)[] ties = Array.ConvertAll(all, static c => Repeats(c));
        int tied = ties.Where((_, j) => !IsConstant(all[j])).Select(t => t.Rows).DefaultIfEmpty(0).Max();
        bool isRanked = tied > 0 || scale switch
        {
            MarginScale.RankGaussian => true,
            MarginScale.ZScore => false,
            _ => !term.Variables.Indices().All(v => Normality.IsPlausible(sample.Variables[v], sample)),
        };
        long fewest = ties.Where((_, j) => !IsConstant(all[j])).Select(t => t.Pairs).DefaultIfEmpty(0).Min();
        double repeated = fewest == 0 ? 0 : (double)RepeatedPairs(all) / fewest;
        bool areLight = all.All(static c => IsConstant(c) || Normality.Shape(c).Kurtosis <= 3);
        for (int j = 0; j < all.Length; j++)
        {
            if (isRanked && !IsConstant(all[j]))
            {
                ToScores(all[j], Rng.For(seed, "surrogate ties", j));
            }

            NumericColumns.Standardize(all[j]);
        }

        return new SurrogateMargins(first, second, isRanked, areLight, tied, repeated);
    }

    private static double[][] ColumnsOf(VariableSet set, Sample sample) =>
        [.. set.Indices().SelectMany(v => ColumnPreparation.Columns(sample.Variables[v], Standardization.None, noise: 0, seed: 0))];

    // By the number of columns, then number by number.
    private static int Compare(double[][] a, double[][] b)
    {
        int order = a.Length.CompareTo(b.Length);
        for (int j = 0; order == 0 && j < a.Length; j++)
        {
            order = a[j].AsSpan().SequenceCompareTo(b[j]);
        }

        return order;
    }

    private static bool IsConstant(double[] column) => column.AsSpan().IndexOfAnyExcept(column[0]) < 0;

    // Pairs of rows with the same value, and rows in such pairs.
    private static (long Pairs, int Rows) Repeats(double[] column)
    {
        double[] sorted = [.. column];
        Array.Sort(sorted);
        long pairs = 0;
        int rows = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            long count = end - start;
            pairs += count * (count - 1) / 2;
            rows += count > 1 ? (int)count : 0;
            start = end;
        }

        return (pairs, rows);
    }

    // Rows become equal as more columns are taken in: groups of equal rows, split column by column.
    private static long RepeatedPairs(double[][] columns)
    {
        int[] groups = new int[columns[0].Length];
        int count = 0;
        foreach (double[] column in columns)
        {
            Dictionary<(int, double), int> numbers = [];
            for (int i = 0; i < groups.Length; i++)
            {
                (int, double) key = (groups[i], column[i]);
                if (!numbers.TryGetValue(key, out int number))
                {
                    numbers.Add(key, number = numbers.Count);
                }

                groups[i] = number;
            }

            count = numbers.Count;
        }

        long[] rows = new long[count];
        foreach (int group in groups)
        {
            rows[group]++;
        }

        return rows.Sum(r => r * (r - 1) / 2);
    }

    // Equal values get their ranks in random order: that adds a number to the column that knows nothing of the other side, and so
    // changes no information.
    private static void ToScores(double[] column, Rng rng)
    {
        int n = column.Length;
        int[] rows = new int[n];
        double[] values = [.. column];
        for (int i = 0; i < n; i++)
        {
            rows[i] = i;
        }

        Array.Sort(values, rows);
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && values[end] == values[start])
            {
                end++;
            }

            Array.Sort(rows, start, end - start);
            if (end > start + 1)
            {
                rng.Shuffle(rows.AsSpan(start, end - start));
            }

            start = end;
        }

        for (int rank = 0; rank < n; rank++)
        {
            column[rows[rank]] = SpecialFunctions.QuickNormalQuantile((rank + 0.5) / n);
        }
    }
}
