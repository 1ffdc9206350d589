namespace Infometer;

/// <summary>
/// What a screen looks at in a table of two variables of which at least one is ordered: the plug-in information at each
/// resolution (16, 8 and 4 bins), and the rank scores L_d = n Σ_{a,b≤d} (mean of P_a(u)·P_b(v))² for d = 1, 2, 4 with P the
/// orthonormal polynomials of the mid-ranks (against a variable without order Σ_y n_y Σ_{a≤d} (mean of P_a given y)²). Each is
/// compared with the gamma law of its mean and of the variance of χ², and the least of the tail probabilities decides. All follow from
/// one table, so a drawn table gives the null of the decision, whatever the counts: no approximation enters.
/// </summary>
/// <remarks>Coarse tables and low degrees find smooth dependence with few rows, fine ones oscillation; the price of looking at all
/// is that of a few tests, because they are strongly dependent. Immutable; scratch space comes with <see cref="ScreenScratch"/>.</remarks>
internal sealed class ScreenStatistic
{
    /// <summary>The largest table that is screened this way.</summary>
    public const int MaxCells = 1 << 14;

    private readonly ScreenAxis _rows;
    private readonly ScreenAxis _columns;
    private readonly ScreenValues _values;
    private readonly double[] _shapes;
    private readonly double[] _scales;
    private readonly double[] _leastExpected;

    /// <param name="rows">The ordered variable.</param>
    /// <param name="columns">The other variable.</param>
    public ScreenStatistic(ScreenAxis rows, ScreenAxis columns)
    {
        _rows = rows;
        _columns = columns;
        _values = new ScreenValues(rows, columns);
        Total = _values.Total;
        Count = _values.Count;
        _shapes = new double[Count];
        _scales = new double[Count];
        int resolutions = _values.Resolutions.Count;
        for (int k = 0; k < Count; k++)
        {
            (double freedom, double mean) = k < resolutions ? MomentsOf(_values.Resolutions[k]) : MomentsOf(_values.Degrees[k - resolutions]);
            _shapes[k] = freedom / 2;
            _scales[k] = freedom > 0 ? 2 * mean / freedom : 0;
        }

        StreamKey = KeyOf(rows.Totals, columns.Totals);
        _leastExpected =
        [
            .. _values.Resolutions.Select(r => LeastAboveZero(r.RowTotals) * (double)LeastAboveZero(r.ColumnTotals) / Total),
            .. _values.Degrees.Select(d => Total * rows.LeastShare(d) * columns.LeastShare(d)),
        ];
    }

    /// <summary>Rows of data.</summary>
    public long Total { get; }

    /// <summary>Number of statistics that are looked at.</summary>
    public int Count { get; }

    /// <summary>The least expected count of the statistic that suffers least from rare levels.</summary>
    public double LeastExpected => _leastExpected.Max();

    /// <summary>Names the random streams of the null: equal margins share them.</summary>
    public long StreamKey { get; }

    /// <summary>How often each code of the ordered variable occurs.</summary>
    public long[] RowTotals => _rows.Totals;

    /// <summary>How often each code of the other variable occurs.</summary>
    public long[] ColumnTotals => _columns.Totals;

    /// <summary>Scratch space for one thread.</summary>
    public ScreenScratch NewScratch() => _values.NewScratch();

    /// <summary>
    /// −ln of the least tail probability over all statistics of a table, row by row of the ordered variable. Above 0, or 0 where nothing
    /// is above its mean by much. O(cells).
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="scratch">Scratch space.</param>
    /// <param name="from">Statistics below these are not looked at; see <see cref="ValuesBelow"/>.</param>
    public double Evaluate(ReadOnlySpan<long> table, ScreenScratch scratch, ReadOnlySpan<double> from = default)
    {
        _values.Fill(table, scratch);
        double least = 0;
        for (int k = 0; k < Count; k++)
        {
            if (from.IsEmpty || scratch.Values[k] >= from[k])
            {
                least = Math.Min(least, LogTail(k, scratch.Values[k]));
            }
        }

        return -least;
    }

    /// <summary>
    /// For each statistic a value below which its tail probability alone stays above e^(−decisive): most draws then need no
    /// tail at all to be known to lie below the data.
    /// </summary>
    public double[] ValuesBelow(double decisive)
    {
        double[] values = new double[Count];
        for (int k = 0; k < Count; k++)
        {
            double low = 0;
            double high = Math.Max(1, _scales[k]);
            while (_scales[k] > 0 && -LogTail(k, high) < decisive)
            {
                (low, high) = (high, 2 * high);
            }

            while (high - low > 1e-6 * high)
            {
                double middle = (low + high) / 2;
                (low, high) = -LogTail(k, middle) < decisive ? (middle, high) : (low, middle);
            }

            values[k] = low * (1 - 1e-9);
        }

        return values;
    }

    /// <summary>The same over the statistics whose gamma law holds far into the tail: none has an expected count below a limit.</summary>
    public double EvaluateFittedTails(ReadOnlySpan<long> table, ScreenScratch scratch, double leastExpected)
    {
        _values.Fill(table, scratch);
        double least = 0;
        for (int k = 0; k < Count; k++)
        {
            if (_leastExpected[k] >= leastExpected)
            {
                least = Math.Min(least, LogTail(k, scratch.Values[k]));
            }
        }

        return -least;
    }

    /// <summary>
    /// ln of an upper limit of P(any information at any resolution is at least that of this table), by the method of types at each
    /// resolution; above 0 where it says nothing.
    /// </summary>
    public double LogBound(ReadOnlySpan<long> table, ScreenScratch scratch)
    {
        _values.Fill(table, scratch);
        double least = double.PositiveInfinity;
        for (int k = 0; k < _values.Resolutions.Count; k++)
        {
            StratumMargins margins = new(
                [.. _values.Resolutions[k].RowTotals.Where(t => t > 0)], [.. _values.Resolutions[k].ColumnTotals.Where(t => t > 0)], Total);
            least = Math.Min(least, TypeBound.Of([margins]) - (scratch.Values[k] / 2));
        }

        return least + Math.Log(Count);
    }

    /// <summary>The statistics one by one: 2n times the information at each resolution, then the rank scores; for tests.</summary>
    internal double[] ValuesOf(ReadOnlySpan<long> table)
    {
        ScreenScratch scratch = NewScratch();
        _values.Fill(table, scratch);
        return [.. scratch.Values];
    }

    /// <summary>The means under independence of the statistics that <see cref="ValuesOf"/> gives; for tests.</summary>
    internal double[] Means() => [.. _shapes.Zip(_scales, (shape, scale) => shape * scale)];

    /// <summary>
    /// Of the table last evaluated: the plug-in information at the resolution of so many bins, or the next that there is, less its mean under
    /// independence. Nats.
    /// </summary>
    public double CorrectedInformation(ScreenScratch scratch, int bins)
    {
        int k = Math.Min(bins >= ScreenAxis.FineBins ? 0 : bins >= ScreenAxis.FineBins / 2 ? 1 : 2, _values.Resolutions.Count - 1);
        return (scratch.Values[k] - (_shapes[k] * _scales[k])) / (2 * Total);
    }

    private static long KeyOf(params long[][] margins)
    {
        MarginHash hash = MarginHash.Start;
        foreach (long[] margin in margins)
        {
            hash = hash.With(-margin.Length);
            foreach (long total in margin)
            {
                hash = hash.With(total);
            }
        }

        return hash.Value;
    }

    private double LogTail(int k, double value) =>
        _scales[k] > 0 ? SpecialFunctions.LogGammaSurvival(Math.Max(0, value), _shapes[k], _scales[k]) : 0;

    // Degrees of freedom and mean of 2n·Î.
    private (double Freedom, double Mean) MomentsOf(ScreenResolution resolution)
    {
        int rows = resolution.RowTotals.Count(t => t > 0);
        int columns = resolution.ColumnTotals.Count(t => t > 0);
        return ((rows - 1.0) * (columns - 1), 2 * Total * FixedMarginMoments.Mean(resolution.RowTotals, resolution.ColumnTotals));
    }

    // Under permutation the mean of each of the squares is n/(n−1), exactly.
    private (double Freedom, double Mean) MomentsOf(int degree)
    {
        double freedom = Math.Min(degree, _rows.Degree)
            * (_columns.IsOrdered ? Math.Min(degree, _columns.Degree) : _columns.OccurringLevels - 1.0);
        return (freedom, freedom * Total / Math.Max(1, Total - 1));
    }

    private static long LeastAboveZero(long[] totals) => totals.Where(t => t > 0).DefaultIfEmpty(0).Min();
}
