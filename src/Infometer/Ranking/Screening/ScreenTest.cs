namespace Infometer;

/// <summary>
/// The null that two variables are independent, judged by the decisive statistic of a <see cref="ScreenStatistic"/>: tables are
/// drawn with both margins fixed.
/// </summary>
internal sealed class ScreenTest : INullTest
{
    private readonly ScreenStatistic _statistic;
    private readonly Lazy<FixedMarginSampler> _sampler;
    private readonly Lazy<double[]> _from;

    private ScreenTest(ScreenStatistic statistic, ReadOnlySpan<long> table, ScreenScratch scratch)
    {
        _statistic = statistic;
        _sampler = new(() => new FixedMarginSampler(statistic.RowTotals, statistic.ColumnTotals));
        Statistic = statistic.Evaluate(table, scratch);
        _from = new(() => statistic.ValuesBelow(Statistic - NullPValue.Slack(Statistic, statistic.Total)));
        Tail = FitTail(statistic, table, scratch);
        LogBound = statistic.LogBound(table, scratch);
    }

    /// <inheritdoc/>
    public string Name => "X permuted against Y, both margins fixed, least p over bins and rank scores";

    /// <summary>What the null's law depends on: tests that share it share the law.</summary>
    public ScreenStatistic Law => _statistic;

    /// <inheritdoc/>
    public long StreamKey => _statistic.StreamKey;

    /// <summary>Rows of data.</summary>
    public int Count => (int)_statistic.Total;

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean => double.NaN;

    /// <inheritdoc/>
    public double Variance => double.NaN;

    /// <inheritdoc/>
    public double EntropyCap => double.NaN;

    /// <inheritdoc/>
    public double LeastExpected => _statistic.LeastExpected;

    /// <inheritdoc/>
    public double? LogExactP => null;

    /// <inheritdoc/>
    public FittedTail? Tail { get; }

    /// <inheritdoc/>
    public double LogBound { get; }

    /// <inheritdoc/>
    public int MostDraws => 9_999;

    /// <summary>The test of an ordered variable and another one.</summary>
    public static ScreenTest Of(ScreenStatistic statistic, ReadOnlySpan<long> table) => new(statistic, table, statistic.NewScratch());

    /// <inheritdoc/>
    /// <remarks>A draw that lies below the data may come out smaller than it is.</remarks>
    public INullSampler NewSampler() => new ScreenSampler(_statistic, _sampler.Value.Fork(), _from.Value);

    /// <summary>A sampler whose every value is exact.</summary>
    public INullSampler NewExactSampler() => new ScreenSampler(_statistic, _sampler.Value.Fork(), []);

    private static FittedTail? FitTail(ScreenStatistic statistic, ReadOnlySpan<long> table, ScreenScratch scratch) =>
        statistic.LeastExpected >= FittedTail.HoldsFrom
            ? new FittedTail(
                Math.Min(0, Math.Log(statistic.Count) - statistic.EvaluateFittedTails(table, scratch, FittedTail.HoldsFrom)),
                $"the least of the gamma tails of {statistic.Count} statistics, times their number")
            : null;
}
