namespace Infometer;

/// <summary>
/// Concordant and discordant pairs of rows, counted per row in O(n log n) with a tree of partial sums over the ranks of Y.
/// </summary>
internal sealed class ConcordantPairs
{
    private readonly int[] _orderX;
    private readonly int[] _ranksX;
    private readonly int[] _ranksY;
    private readonly Ties _tiesX;
    private readonly Ties _tiesY;

    public ConcordantPairs(double[] x, double[] y)
    {
        (_ranksX, _tiesX) = DenseRanks(x);
        (_ranksY, _tiesY) = DenseRanks(y);
        _orderX = RankOrder.Ascending(x);
        double n = x.Length;
        double all = n * (n - 1);
        Most = 0.5 * Math.Sqrt((all - _tiesX.Pairs) * (all - _tiesY.Pairs));
        RowDifferences = Differences([.. Enumerable.Range(0, x.Length)]);
        Difference = 0.5 * PairKernels.Sum(RowDifferences);
        NullVariance = VarianceOf(n);
    }

    /// <summary>Concordant less discordant pairs.</summary>
    public double Difference { get; }

    /// <summary>The most that can be: √(pairs not tied in X · pairs not tied in Y).</summary>
    public double Most { get; }

    /// <summary>The variance of <see cref="Difference"/> over all permutations of Y (Kendall 1970).</summary>
    public double NullVariance { get; }

    /// <summary>Per row, concordant less discordant pairs with the others.</summary>
    public double[] RowDifferences { get; }

    /// <summary>|τ| against Y in any order.</summary>
    public PermutationTest.PermutedStatistic NewPermuted() => order => Math.Abs(0.5 * PairKernels.Sum(Differences(order)) / Most);

    /// <summary>
    /// The standard error of τ-b by the jackknife: without row i, the difference loses the row's own, and the pairs not tied lose those of
    /// the row.
    /// </summary>
    public double StandardError()
    {
        int n = _ranksX.Length;
        double[] without = new double[n];
        double all = (double)n * (n - 1);
        for (int i = 0; i < n; i++)
        {
            double untiedX = all - _tiesX.Pairs - (2 * (n - _tiesX.Counts[_ranksX[i]]));
            double untiedY = all - _tiesY.Pairs - (2 * (n - _tiesY.Counts[_ranksY[i]]));
            double most = 0.5 * Math.Sqrt(untiedX * untiedY);
            without[i] = most > 0 ? (Difference - RowDifferences[i]) / most : Difference / Most;
        }

        double mean = PairKernels.Sum(without) / n;
        double sum = 0;
        foreach (double value in without)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum * (n - 1) / n);
    }

    // For each row, concordant less discordant pairs with the rows below it in X, and then with those above; ties count neither way.
    private double[] Differences(ReadOnlySpan<int> order)
    {
        int n = _ranksX.Length;
        double[] differences = new double[n];
        int[] rows = new int[n];
        int[] ranks = new int[n];
        for (int k = 0; k < n; k++)
        {
            rows[k] = _orderX[k];
            ranks[k] = _ranksY[order[_orderX[k]]];
        }

        AddSide(rows, ranks, differences, isAbove: false);
        for (int k = 0; k < n; k++)
        {
            rows[k] = _orderX[n - 1 - k];
            ranks[k] = _ranksY[order[_orderX[n - 1 - k]]];
        }

        AddSide(rows, ranks, differences, isAbove: true);
        return differences;
    }

    // Adds for each row: rows before it that are below in Y less rows before it that are above in Y (or the reverse), ties of X left out.
    private void AddSide(int[] rows, int[] ranks, double[] differences, bool isAbove)
    {
        int n = rows.Length;
        int levels = _tiesY.Counts.Length;
        int[] tree = new int[levels + 1];
        int before = 0;
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && _ranksX[rows[end]] == _ranksX[rows[start]])
            {
                end++;
            }

            for (int k = start; k < end; k++)
            {
                int below = CountUpTo(tree, ranks[k]);
                int above = before - CountUpTo(tree, ranks[k] + 1);
                differences[rows[k]] += isAbove ? above - below : below - above;
            }

            for (int k = start; k < end; k++)
            {
                for (int node = ranks[k] + 1; node <= levels; node += node & -node)
                {
                    tree[node]++;
                }
            }

            before += end - start;
            start = end;
        }
    }

    // How many of the counted ranks are below the given one.
    private static int CountUpTo(int[] tree, int rank)
    {
        int count = 0;
        for (int node = rank; node > 0; node -= node & -node)
        {
            count += tree[node];
        }

        return count;
    }

    // Kendall (1970), Rank Correlation Methods, 4.1: ties enter by the sums of t(t−1)(2t+5), t(t−1)(t−2) and t(t−1).
    private double VarianceOf(double n)
    {
        double variance = ((n * (n - 1) * ((2 * n) + 5)) - _tiesX.Cubes - _tiesY.Cubes) / 18;
        variance += _tiesX.Triples * _tiesY.Triples / (9 * n * (n - 1) * (n - 2));
        return variance + (_tiesX.Pairs * _tiesY.Pairs / (2 * n * (n - 1)));
    }

    // Ranks 0, 1, … without gaps, and how many rows share each.
    private static (int[] Ranks, Ties Ties) DenseRanks(double[] values)
    {
        int[] order = RankOrder.Ascending(values);
        int[] ranks = new int[values.Length];
        List<int> counts = [];
        for (int k = 0; k < order.Length; k++)
        {
            if (k == 0 || values[order[k]] != values[order[k - 1]])
            {
                counts.Add(0);
            }

            counts[^1]++;
            ranks[order[k]] = counts.Count - 1;
        }

        return (ranks, new Ties([.. counts]));
    }

    private sealed class Ties
    {
        public Ties(int[] counts)
        {
            Counts = counts;
            foreach (double t in counts)
            {
                Pairs += t * (t - 1);
                Triples += t * (t - 1) * (t - 2);
                Cubes += t * (t - 1) * ((2 * t) + 5);
            }
        }

        /// <summary>Rows of each rank.</summary>
        public int[] Counts { get; }

        /// <summary>Σ t(t − 1).</summary>
        public double Pairs { get; }

        /// <summary>Σ t(t − 1)(t − 2).</summary>
        public double Triples { get; }

        /// <summary>Σ t(t − 1)(2t + 5).</summary>
        public double Cubes { get; }
    }
}
