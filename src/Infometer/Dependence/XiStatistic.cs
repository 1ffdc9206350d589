namespace Infometer;

/// <summary>
/// Chatterjee's ξ in one direction with its law. In order of X (ties at random), r the number of Y values at most and l at least the own
/// one, ξ = 1 − n Σ |r_{i+1} − r_i| / (2 Σ l_i(n − l_i)).
/// </summary>
internal sealed class XiStatistic
{
    // Products this many rows further apart stand for uncorrelated ones.
    private const int FarLags = 4;

    private readonly int[] _order;
    private readonly int[] _ranks;
    private readonly int[] _above;
    private readonly double _spread;

    /// <param name="x">X.</param>
    /// <param name="y">Y, not constant.</param>
    /// <param name="rng">Breaks the ties of X.</param>
    public XiStatistic(double[] x, double[] y, Rng rng)
    {
        int n = x.Length;
        _order = RankOrder.Ascending(x);
        double[] sorted = [.. _order.Select(row => x[row])];
        int tied = 0;
        RankOrder.ForEachTie(sorted, (start, end) =>
        {
            tied += end - start;
            rng.Shuffle(_order.AsSpan(start, end - start));
        });
        TiedX = tied;
        (_ranks, _above, TiedY) = Ranks(y);
        foreach (int above in _above)
        {
            _spread += (double)above * (n - above);
        }

        Value = Permuted(default);
        (Mean, Variance) = PermutationMoments();
        Ceiling = FromSum(_ranks.Max() - _ranks.Min());
    }

    /// <summary>ξ.</summary>
    public double Value { get; }

    /// <summary>Rows whose value of X another row has, too.</summary>
    public int TiedX { get; }

    /// <summary>Rows whose value of Y another row has, too.</summary>
    public int TiedY { get; }

    /// <summary>The mean of ξ over all orders of Y; 0 without ties.</summary>
    public double Mean { get; }

    /// <summary>The variance of ξ over all orders of Y; (n − 2)(4n − 7)/(10(n − 1)²(n + 1)) without ties.</summary>
    public double Variance { get; }

    /// <summary>
    /// How much too low ξ is because neighbours in X are not the same X, or 0: what ξ loses where each row meets the row after the next
    /// instead of the next, because that loss grows with the distance.
    /// </summary>
    public double Shortfall()
    {
        int n = _order.Length;
        long sum = 0;
        for (int k = 2; k < n; k++)
        {
            sum += Math.Abs(_ranks[_order[k]] - _ranks[_order[k - 2]]);
        }

        return Math.Max(0, Value - FromSum((n - 1.0) / (n - 2) * sum));
    }

    /// <summary>ξ where row i of X meets row order[i] of Y; an empty order leaves Y as it is.</summary>
    public double Permuted(ReadOnlySpan<int> order)
    {
        long sum = 0;
        int last = 0;
        for (int k = 0; k < _order.Length; k++)
        {
            int rank = _ranks[order.IsEmpty ? _order[k] : order[_order[k]]];
            sum += k == 0 ? 0 : Math.Abs(rank - last);
            last = rank;
        }

        return FromSum(sum);
    }

    /// <summary>
    /// The largest ξ of any order of Y: (n − 2)/(n + 1) without ties. ξ of few rows is too low by about this factor (Dalitz, Arning and
    /// Goebbels 2024).
    /// </summary>
    public double Ceiling { get; }

    /// <summary>
    /// The standard error where X and Y depend on each other. ξ is a mean over rows of an influence ψᵢ that depends on the row and its
    /// right neighbour, so that, given X, only neighbouring ψ are correlated: n Var = Var ψ + 2(E ψᵢψᵢ₊₁ − E ψᵢψᵢ₊ₖ), k from 2 on; the idea
    /// of Lin and Han (2022), with ties of Y allowed. At least 1 − ξ times the standard deviation under independence, because differences
    /// of products of few rows may come out too small.
    /// </summary>
    public double StandardError()
    {
        double[] influence = Influence();
        double mean = influence.Average();
        for (int k = 0; k < influence.Length; k++)
        {
            influence[k] -= mean;
        }

        double far = 0;
        for (int lag = 2; lag < 2 + FarLags; lag++)
        {
            far += MeanProduct(influence, lag) / FarLags;
        }

        double variance = MeanProduct(influence, 0) + (2 * (MeanProduct(influence, 1) - far));
        double least = (1 - Value) * Math.Sqrt(Variance);
        return Math.Max(least, Math.Sqrt(Math.Max(0, variance) / influence.Length));
    }

    // Mean of ψᵢψᵢ₊ₗ.
    private static double MeanProduct(double[] influence, int lag)
    {
        int pairs = influence.Length - lag;
        return pairs > 0 ? PairKernels.Dot(influence.AsSpan(0, pairs), influence.AsSpan(lag)) / pairs : 0;
    }

    private static (int[] Ranks, int[] Above, int Tied) Ranks(double[] y)
    {
        int n = y.Length;
        int tied = 0;
        double[] sorted = (double[])y.Clone();
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        int[] ranks = new int[n];
        int[] above = new int[n];
        for (int k = 0; k < n; k++)
        {
            ranks[order[k]] = k + 1;
            above[order[k]] = n - k;
        }

        RankOrder.ForEachTie(sorted, (start, end) =>
        {
            tied += end - start;
            for (int k = start; k < end; k++)
            {
                ranks[order[k]] = end;
                above[order[k]] = n - start;
            }
        });
        return (ranks, above, tied);
    }

    private double FromSum(double sum) => 1 - (_order.Length * sum / (2 * _spread));

    // Over all orders, from the sums of f(i,j) = |r_i − r_j| over pairs, over pairs of pairs that share a row, and over those that do not.
    private (double Mean, double Variance) PermutationMoments()
    {
        double n = _order.Length;
        double centre = (n + 1) / 2;
        double total = 0;
        double shared = 0;
        double sumOfRanks = 0;
        double squares = 0;
        (int[] starts, double[] sums) = Cumulative(_ranks);
        foreach (int rank in _ranks)
        {
            // Σⱼ |r − rⱼ|
            double row = ((double)rank * ((2.0 * starts[rank]) - n)) + sums[^1] - (2 * sums[rank]);
            total += row;
            shared += row * row;
            sumOfRanks += rank - centre;
            squares += (rank - centre) * (rank - centre);
        }

        double same = 2 * ((n * squares) - (sumOfRanks * sumOfRanks));
        shared -= same;
        double apart = (total * total) - (4 * shared) - (2 * same);
        double pairMean = total / (n * (n - 1));
        double variance = (same / n) + (2 * shared / (n * (n - 1))) + (apart / (n * (n - 1))) - ((n - 1) * pairMean * (n - 1) * pairMean);
        double scale = n / (2 * _spread);
        return (FromSum((n - 1) * pairMean), scale * scale * variance);
    }

    // How many ranks are at most r, and their sum, for r = 0…n.
    private static (int[] Counts, double[] Sums) Cumulative(int[] ranks)
    {
        int[] counts = new int[ranks.Length + 1];
        double[] sums = new double[ranks.Length + 1];
        foreach (int rank in ranks)
        {
            counts[rank]++;
        }

        for (int r = 1; r < counts.Length; r++)
        {
            sums[r] = sums[r - 1] + ((double)r * counts[r]);
            counts[r] += counts[r - 1];
        }

        return (counts, sums);
    }

    // With F = r/n, G = l/n: ξ = 1 − N/D, N = 2 mean(F) − 2 mean(min of neighbours' F), D = 2 mean(G(1 − G)).
    private double[] Influence()
    {
        int n = _order.Length;
        int[] least = new int[n];
        for (int k = 0; k < n; k++)
        {
            // The last row has no right neighbour; it meets the one on its left.
            least[k] = Math.Min(_ranks[_order[k]], _ranks[_order[k + 1 < n ? k + 1 : k - 1]]);
        }

        (int[] leastUpTo, _) = Cumulative(least);
        double[] slopes = SlopesUpTo();
        double denominator = 2 * _spread / n / n / n;
        double ratio = 1 - Value;
        double[] influence = new double[n];
        for (int k = 0; k < n; k++)
        {
            int row = _order[k];
            double f = (double)_ranks[row] / n;
            double g = (double)_above[row] / n;

            // Share of neighbouring pairs both at or above this row, and of rows at or above it.
            double pairsAbove = 1 - ((double)leastUpTo[n - _above[row]] / n);
            double numerator = 2 * (f + g - ((double)least[k] / n) - pairsAbove);
            double own = 2 * ((g * (1 - g)) + (slopes[_ranks[row]] / n));
            influence[k] = -(numerator - (ratio * own)) / denominator;
        }

        return influence;
    }

    // Σ (1 − 2G) over the rows of rank at most r.
    private double[] SlopesUpTo()
    {
        int n = _order.Length;
        double[] slopes = new double[n + 1];
        for (int row = 0; row < n; row++)
        {
            slopes[_ranks[row]] += 1 - (2.0 * _above[row] / n);
        }

        for (int r = 1; r <= n; r++)
        {
            slopes[r] += slopes[r - 1];
        }

        return slopes;
    }
}
