using System.Buffers;
using System.Collections.Concurrent;

namespace Infometer;

/// <summary>
/// The mutual information of all pairs of columns with, where asked for, standard errors and p-values: a number per pair and no
/// object. Nats. Pairs stand as <see cref="PairTriangle"/> says. Immutable once made.
/// </summary>
internal sealed class PairwiseInformation
{
    // Distances that differ by less are ties.
    private const double TieDigits = 1e12;

    // The chance, over all pairs, that luck makes a near pair.
    private const double Luck = 0.05;

    private readonly Lazy<SharedMoments> _pooledMoments;
    private readonly SharedMoments _moments;
    private readonly double _n;
    private readonly double _groupDistance;
    private readonly double _logLuck;
    private readonly ConcurrentDictionary<int, bool> _lucky = new();
    private int _rarePairs;

    private PairwiseInformation(
        IReadOnlyList<Codes> columns, double groupDistance, bool withInference, long family, RunContext context)
    {
        _groupDistance = groupDistance;
        _logLuck = Math.Log(Luck / family);
        _n = columns[0].Count;
        Margins = new MatrixMargin[columns.Count];
        context.ForEach(columns.Count, i => Margins[i] = MatrixMargin.Of(columns[i]));
        _moments = new SharedMoments(Margins, FixedMarginMoments.LimitLawThreshold, context);
        RunContext alone = new() { MaxDegreeOfParallelism = 1, Cancellation = context.Cancellation };
        _pooledMoments = new(() => new SharedMoments(
            Array.ConvertAll(Margins, m => m.Pooled ?? m), FittedTail.HoldsFrom, alone));
        int pairs = PairTriangle.Length(columns.Count);
        Raw = new double[pairs];
        Value = new double[pairs];
        StandardError = new double[withInference ? pairs : 0];
        P = new double[withInference ? pairs : 0];
    }

    /// <summary>What is known of each column.</summary>
    public MatrixMargin[] Margins { get; }

    /// <summary>Plug-in values.</summary>
    public double[] Raw { get; }

    /// <summary>Plug-in values less their exact mean over tables with the same margins.</summary>
    public double[] Value { get; }

    /// <summary>√(v/n + S₀²), v the variance of the local values and S₀² that of the null; empty where not asked for.</summary>
    public double[] StandardError { get; }

    /// <summary>p-values against independence with fixed margins; empty where not asked for.</summary>
    public double[] P { get; }

    /// <summary>Pairs whose p-value is that of tables with rare levels pooled, or a bound.</summary>
    public int RarePairs => _rarePairs;

    /// <summary>Whether the variance under the null is exact where it has to be.</summary>
    public bool IsVarianceExact => _moments.IsVarianceExact;

    /// <summary>Counts all pairs of columns over the same rows. O(rows × pairs) at worst, less where columns have few levels.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="groupDistance">Pairs that are nearer are tested in any case, for <see cref="GroupDistances"/>.</param>
    /// <param name="withInference">Whether standard errors and p-values are wanted for all.</param>
    /// <param name="context">Threads, cancellation, progress.</param>
    /// <param name="family">Among how many pairs near ones are sought; null for those of the columns.</param>
    public static PairwiseInformation Of(
        IReadOnlyList<Codes> columns, double groupDistance, bool withInference, RunContext context, long? family = null)
    {
        PairwiseInformation result = new(columns, groupDistance, withInference, family ?? PairTriangle.Length(columns.Count), context);
        CountingPairs.CountAllPairs(columns, result.Take, context);
        return result;
    }

    /// <summary>I over the reference, both less the chance level; NaN where chance alone fills the reference.</summary>
    public static double Ratio(double raw, double value, double reference)
    {
        // reference − chance, written so that columns that determine each other have a ratio of exactly 1.
        double rest = reference - raw;
        double room = value + rest;
        return room > 1e-12 * reference ? value / room : double.NaN;
    }

    /// <summary>Rajski's distance with the chance level taken away; NaN where chance alone fills the joint entropy.</summary>
    public static double Distance(double raw, double value, double firstEntropy, double secondEntropy)
    {
        double joint = firstEntropy + secondEntropy - raw;
        double rest = joint - raw;
        double room = value + rest;
        return room > 1e-12 * joint ? rest / room : double.NaN;
    }

    /// <summary>The distances of all pairs for a clustering, in a new array; 1 where undefined.</summary>
    public double[] Distances()
    {
        double[] distances = new double[Raw.Length];
        int at = 0;
        for (int i = 0; i < Margins.Length; i++)
        {
            for (int j = i + 1; j < Margins.Length; j++, at++)
            {
                double distance = Distance(Raw[at], Value[at], Margins[i].Entropy, Margins[j].Entropy);
                distances[at] = double.IsNaN(distance) ? 1 : Math.Round(distance * TieDigits) / TieDigits;
            }
        }

        return distances;
    }

    /// <summary>
    /// The same for groups: 1 for pairs that may be near by luck, as columns with a single odd row each are. Luck is ruled out at
    /// p ≤ 0.05 divided by the number of pairs. Columns that determine each other are one whatever made them so, and always grouped.
    /// </summary>
    public double[] GroupDistances()
    {
        double[] distances = Distances();
        foreach (int at in _lucky.Keys)
        {
            distances[at] = 1;
        }

        return distances;
    }

    private void Take(CountingPair pair)
    {
        MatrixMargin rows = Margins[pair.First];
        MatrixMargin columns = Margins[pair.Second];
        PairCells cells = PairCells.Of(pair);
        int at = PairTriangle.Index(pair.First, pair.Second, Margins.Length);
        double raw = cells.Information(rows, columns, _n);
        double mean = _moments.Mean(pair.First, pair.Second);
        Raw[at] = raw;
        Value[at] = raw - mean;
        bool isNear = Distance(raw, raw - mean, rows.Entropy, columns.Entropy) <= _groupDistance && !cells.IsOneToOne(rows, columns);
        if (P.Length == 0 && !isNear)
        {
            return;
        }

        double variance = _moments.Variance(pair.First, pair.Second, mean);
        double logP = LogP(pair, cells, raw, mean, variance);
        if (isNear && logP > _logLuck)
        {
            _lucky[at] = true;
        }

        if (P.Length > 0)
        {
            StandardError[at] = Math.Sqrt((cells.LocalVariance(rows, columns, raw, _n) / _n) + variance);
            P[at] = Math.Clamp(Math.Exp(logP), double.Epsilon, 1);
        }
    }

    private double LogP(CountingPair pair, PairCells cells, double raw, double mean, double variance)
    {
        MatrixMargin rows = Margins[pair.First];
        MatrixMargin columns = Margins[pair.Second];
        if (rows.Levels <= 1 || columns.Levels <= 1)
        {
            return 0;
        }

        if (HasTail(rows, columns))
        {
            return LogTail(rows, columns, raw, mean, variance);
        }

        // Rare levels make the tail heavier than any fitted one. Two p-values that hold all the same: a bound for the table as it
        // is, and the test of a table with levels pooled. The smaller of two counts twice.
        Interlocked.Increment(ref _rarePairs);
        double logPooled = LogPooled(pair, cells);
        return Math.Log(2) + Math.Min(logPooled, LogBound(rows, columns, cells, raw, mean, variance, logPooled));
    }

    private bool HasTail(MatrixMargin rows, MatrixMargin columns) =>
        rows.Levels == 2 && columns.Levels == 2 || rows.Least * columns.Least / _n >= FittedTail.HoldsFrom;

    private double LogTail(MatrixMargin rows, MatrixMargin columns, double raw, double mean, double variance)
    {
        if (rows.Levels == 2 && columns.Levels == 2)
        {
            return new FixedMarginTwoByTwo((long)_n, rows.Occurring[0], columns.Occurring[0])
                .LogPValue(raw - NullPValue.Slack(raw, _n));
        }

        return mean > 0 && variance > 0
            ? SpecialFunctions.LogGammaSurvival(Math.Max(0, raw), mean * mean / variance, variance / mean)
            : 0;
    }

    // With rare levels pooled; where that leaves a single level of one of the columns, the exact test of two halves each.
    private double LogPooled(CountingPair pair, PairCells cells)
    {
        MatrixMargin rows = Margins[pair.First];
        MatrixMargin columns = Margins[pair.Second];
        if (rows.Pooled is { } pooledRows && columns.Pooled is { } pooledColumns)
        {
            int width = pooledColumns.LogTotals.Length;
            uint[] scratch = ArrayPool<uint>.Shared.Rent(pooledRows.LogTotals.Length * width);
            Span<uint> counts = scratch.AsSpan(0, pooledRows.LogTotals.Length * width);
            cells.PoolInto(counts, rows.PoolOf, columns.PoolOf, width);
            double raw = new PairCells(counts, width, null).Information(pooledRows, pooledColumns, _n);
            ArrayPool<uint>.Shared.Return(scratch);
            double mean = _pooledMoments.Value.Mean(pair.First, pair.Second);
            return LogTail(pooledRows, pooledColumns, raw, mean, _pooledMoments.Value.Variance(pair.First, pair.Second, mean));
        }

        Span<uint> halves = stackalloc uint[4];
        cells.PoolInto(halves, rows.HalfOf, columns.HalfOf, 2);
        double information = ContingencyTable.PluginInformation(halves, 2);
        return new FixedMarginTwoByTwo((long)_n, halves[0] + halves[1], halves[0] + halves[2])
            .LogPValue(information - NullPValue.Slack(information, _n));
    }

    // Bounds that hold for any counts. Columns that determine each other: the chance of that, exactly. Else the method of types,
    // where it can say anything, and Cantelli's inequality.
    private double LogBound(
        MatrixMargin rows, MatrixMargin columns, PairCells cells, double raw, double mean, double variance, double logPooled)
    {
        if (cells.IsOneToOne(rows, columns))
        {
            return rows.LogChanceOfCopy;
        }

        double excess = raw - mean;
        double bound = excess > 0 && IsVarianceExact ? Math.Log(variance / (variance + (excess * excess))) : 0;
        double atLeast = rows.LogStirling + columns.LogStirling - (0.5 * Math.Log(2 * Math.PI * _n)) - (_n * raw);
        return atLeast >= Math.Min(bound, logPooled)
            ? bound
            : Math.Min(bound, TypeBound.Of([new StratumMargins(rows.Occurring, columns.Occurring, (long)_n)]) - (_n * raw));
    }
}
