namespace Infometer;

/// <summary>
/// The null of I(X;Y|Z) = 0: X permuted against Y within each level of Z, both margins as they are. Tables are drawn
/// instead of permutations where that is cheaper.
/// </summary>
internal sealed class FixedMarginTest : INullTest
{
    // Nanoseconds that all draws together may take.
    private const double DrawBudget = 3e9;

    private readonly StratumMargins[] _strata;
    private readonly double _total;
    private readonly Lazy<(FixedMarginSampler Tables, double Weight)[]> _samplers;

    /// <param name="question">The question; its first two variables are X and Y.</param>
    /// <param name="statistic">The plug-in value of I(X;Y|Z).</param>
    /// <param name="mean">Its exact mean under the null.</param>
    /// <param name="variance">Its variance under the null.</param>
    public FixedMarginTest(Question question, double statistic, double mean, double variance)
    {
        JointCounts joint = question.Sample.Joint;
        VariableSet z = question.Condition;
        _total = joint.Total;
        _strata = [.. StratumMargins.Of(joint, VariableSet.Of(0), VariableSet.Of(1), z).Where(s => s.Rows.Length > 1 && s.Columns.Length > 1)];
        _samplers = new(() => [.. _strata.Select(s => (new FixedMarginSampler(s.Rows, s.Columns), s.Total / _total))]);
        EntropyCap = question.SharedEntropyCap();
        Statistic = statistic;
        Mean = mean;
        Variance = variance;
        Name = z.IsEmpty ? "X permuted against Y, both margins fixed" : "X permuted within the levels of Z, margins fixed";
        LeastExpected = _strata.Length == 0 ? 0 : _strata.Min(s => s.Rows.Min() * (double)s.Columns.Min() / s.Total);
        StreamKey = KeyOf(_strata);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long StreamKey { get; }

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <inheritdoc/>
    public double LeastExpected { get; }

    /// <inheritdoc/>
    public FittedTail? Tail => FittedTail.Gamma(Statistic, Mean, Variance, LeastExpected);

    /// <inheritdoc/>
    public double? LogExactP => _strata is [{ Rows.Length: 2, Columns.Length: 2 } only] && only.Total == _total
        ? new FixedMarginTwoByTwo(only.Total, only.Rows[0], only.Columns[0]).LogPValue(Statistic - NullPValue.Slack(Statistic, _total))
        : null;

    /// <inheritdoc/>
    public int MostDraws => (int)Math.Clamp(DrawBudget / _samplers.Value.Sum(s => s.Tables.DrawCost), 999, 9_999);

    /// <inheritdoc/>
    public double LogBound => TypeBound.Of(_strata) - (_total * Statistic);

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler([.. _samplers.Value.Select(s => (s.Tables.Fork(), s.Weight))]);

    // The sorted margins: what the law of the statistic depends on, and nothing else.
    private static long KeyOf(StratumMargins[] strata)
    {
        MarginHash hash = MarginHash.Start;
        foreach (StratumMargins stratum in strata)
        {
            foreach (long[] margin in new[] { stratum.Rows, stratum.Columns })
            {
                hash = hash.With(-margin.Length);
                foreach (long total in margin.Order())
                {
                    hash = hash.With(total);
                }
            }
        }

        return hash.Value;
    }

    // Strata are independent under the null, so their informations add up, each with its share of the rows.
    private sealed class Sampler((FixedMarginSampler Tables, double Weight)[] strata) : INullSampler
    {
        public void Reset()
        {
            foreach ((FixedMarginSampler tables, _) in strata)
            {
                tables.Reset();
            }
        }

        public double Next(ref Rng rng)
        {
            double sum = 0;
            foreach ((FixedMarginSampler tables, double weight) in strata)
            {
                sum += weight * tables.NextInformation(ref rng);
            }

            return sum;
        }
    }
}
