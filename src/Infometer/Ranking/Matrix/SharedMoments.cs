using System.Collections.Concurrent;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Mean and variance of the mutual information of every pair of columns under independence with fixed margins
/// (<see cref="FixedMarginMoments"/>), with what pairs have in common worked out once: the mean is a sum over cells of a
/// function of two totals, and the totals of many columns are few; the variance depends on the two margins alone, and many
/// columns have equal ones.
/// </summary>
internal sealed class SharedMoments
{
    // A table for so many distinct totals takes 16 MB.
    private const int MostTotals = 2_048;

    // Expansions are kept for every two of so many distinct totals; they take 2 µs each.
    private const int MostExpansionTotals = 1_000;

    // Exact variances take 0.2 µs for each two distinct totals whose expansion is kept, else ten times that: two seconds of
    // processor time are enough.
    private const double MostVarianceWork = 1e7;
    private const double CostOfExpansion = 10;

    private readonly MatrixMargin[] _margins;
    private readonly int[][] _totalsOf; // for each margin, where its distinct totals stand among all
    private readonly double[] _cellMeans; // upper triangle with diagonal over the distinct totals; empty where it would not pay
    private readonly double[] _totals;
    private readonly double[]?[] _expansions; // as the cell means, made on demand
    private readonly int[] _kinds; // margins of one kind are equal
    private readonly ConcurrentDictionary<(int, int), double> _variances = new();
    private readonly ConcurrentBag<HypergeometricExpansion> _scratch = [];
    private readonly double _limitLawFrom;
    private readonly double _n;

    /// <param name="margins">The margins of the columns.</param>
    /// <param name="limitLawFrom">
    /// Least expected count from which the variance is that of the limit law: exact to 0.1 % from 20 on, to 0.6 % from 8 on.
    /// </param>
    /// <param name="context">Threads, cancellation.</param>
    public SharedMoments(MatrixMargin[] margins, double limitLawFrom, RunContext context)
    {
        _limitLawFrom = limitLawFrom;
        _margins = margins;
        _n = margins[0].Groups.Sum;
        _totals = [.. margins.SelectMany(m => m.Groups.Totals).Distinct().Order()];
        _totalsOf = Array.ConvertAll(margins, m => Array.ConvertAll(m.Groups.Totals, total => Array.BinarySearch(_totals, total)));
        _cellMeans = IsWorthTable(_totals.Length) ? Tabulate(_totals, context) : [];
        _expansions = _totals.Length <= MostExpansionTotals ? new double[]?[_totals.Length * (_totals.Length + 1) / 2] : [];
        _kinds = KindsOf(margins);
        IsVarianceExact = VarianceWork() <= MostVarianceWork;
    }

    /// <summary>
    /// Whether variances are exact where expected counts are small; else all follow the limit law because the exact ones
    /// would take too long.
    /// </summary>
    public bool IsVarianceExact { get; }

    /// <summary>E₀ of a pair, in nats.</summary>
    public double Mean(int first, int second)
    {
        FixedMarginGroups rows = _margins[first].Groups;
        FixedMarginGroups columns = _margins[second].Groups;
        if (rows.LevelCount <= 1 || columns.LevelCount <= 1)
        {
            return 0;
        }

        if (_cellMeans.Length == 0)
        {
            return FixedMarginMoments.Mean(rows, columns);
        }

        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double rowSum = 0;
            for (int j = 0; j < columns.Count; j++)
            {
                rowSum += columns.Multiplicities[j] * _cellMeans[CellIndex(_totalsOf[first][i], _totalsOf[second][j])];
            }

            sum += rows.Multiplicities[i] * rowSum;
        }

        return sum / _n;
    }

    /// <summary>S₀² of a pair with the mean <paramref name="mean"/>, in nats².</summary>
    public double Variance(int first, int second, double mean)
    {
        MatrixMargin rows = _margins[first];
        MatrixMargin columns = _margins[second];
        if (rows.Levels <= 1 || columns.Levels <= 1)
        {
            return 0;
        }

        if (!IsVarianceExact || rows.Least * columns.Least / _n >= _limitLawFrom)
        {
            return mean * mean * 2 / ((rows.Levels - 1.0) * (columns.Levels - 1.0));
        }

        // One order of the two kinds, so that the result does not depend on which pair comes first.
        bool swap = _kinds[first] > _kinds[second];
        (MatrixMargin a, MatrixMargin b) = swap ? (columns, rows) : (rows, columns);
        (int, int) key = swap ? (_kinds[second], _kinds[first]) : (_kinds[first], _kinds[second]);
        return _variances.GetOrAdd(
            key, _ => new FixedMarginVariance(a.Groups, b.Groups, _expansions.Length > 0 ? ExpansionOf : null).Compute());
    }

    // Two threads may make the same one; either will do.
    private double[] ExpansionOf(double a, double b)
    {
        ref double[]? expansion = ref _expansions[CellIndex(Array.BinarySearch(_totals, a), Array.BinarySearch(_totals, b))];
        if (expansion is null)
        {
            HypergeometricExpansion scratch = _scratch.TryTake(out HypergeometricExpansion? idle) ? idle : new();
            expansion = scratch.Of(Math.Min(a, b), Math.Max(a, b), _n);
            _scratch.Add(scratch);
        }

        return expansion;
    }

    private static int CellIndex(int a, int b) => a <= b ? (b * (b + 1) / 2) + a : (a * (a + 1) / 2) + b;

    private bool IsWorthTable(int totals)
    {
        double sum = _margins.Sum(m => (double)m.Groups.Count);
        double squares = _margins.Sum(m => (double)m.Groups.Count * m.Groups.Count);
        return totals <= MostTotals && totals * (totals + 1.0) < sum * sum - squares;
    }

    private double[] Tabulate(double[] totals, RunContext context)
    {
        double[] means = new double[totals.Length * (totals.Length + 1) / 2];
        context.ForEach(totals.Length, b =>
        {
            for (int a = 0; a <= b; a++)
            {
                means[CellIndex(a, b)] = FixedMarginMoments.CellMean(totals[a], totals[b], _n);
            }
        });
        return means;
    }

    private static int[] KindsOf(MatrixMargin[] margins)
    {
        Dictionary<string, int> kinds = new(StringComparer.Ordinal);
        return Array.ConvertAll(margins, margin =>
        {
            FixedMarginGroups groups = margin.Groups;
            string key = string.Join(
                ';', groups.Totals.Zip(groups.Multiplicities, (t, m) => string.Create(CultureInfo.InvariantCulture, $"{t},{m}")));
            if (!kinds.TryGetValue(key, out int kind))
            {
                kind = kinds.Count;
                kinds.Add(key, kind);
            }

            return kind;
        });
    }

    // Pairs of distinct totals over the pairs of kinds that the limit law does not serve.
    private double VarianceWork()
    {
        MatrixMargin[] kinds = [.. _margins.Zip(_kinds).DistinctBy(m => m.Second).Select(m => m.First)];
        double cost = _expansions.Length > 0 ? 1 : CostOfExpansion;
        double work = 0;
        for (int i = 0; i < kinds.Length && work <= MostVarianceWork; i++)
        {
            for (int j = i; j < kinds.Length; j++)
            {
                work += cost * (kinds[i].Least * kinds[j].Least / _n < _limitLawFrom
                    ? (double)kinds[i].Groups.Count * kinds[j].Groups.Count
                    : 0);
            }
        }

        return work;
    }
}
