namespace Infometer;

/// <summary>
/// The null of I(X;Y|Z) = 0: X permuted against Y within each level of Z, both margins as they are. Tables are drawn
/// instead of permutations where that is cheaper.
/// </summary>
internal sealed class FixedMarginTest : INullTest
{
    private readonly (FixedMarginSampler Sampler, double Weight)[] _strata;

    /// <param name="question">The question; its first two variables are X and Y.</param>
    /// <param name="statistic">The plug-in value of I(X;Y|Z).</param>
    /// <param name="mean">Its exact mean under the null.</param>
    /// <param name="variance">Its variance under the null.</param>
    public FixedMarginTest(Question question, double statistic, double mean, double variance)
    {
        JointCounts joint = question.Sample.Joint;
        VariableSet x = VariableSet.Of(0);
        VariableSet y = VariableSet.Of(1);
        VariableSet z = question.Condition;
        _strata =
        [
            .. StratumMargins.Of(joint, x, y, z)
                .Where(s => s.Rows.Length > 1 && s.Columns.Length > 1)
                .Select(s => (new FixedMarginSampler(s.Rows, s.Columns), s.Total / (double)joint.Total)),
        ];
        EntropyCap = question.SharedEntropyCap();
        Statistic = statistic;
        Mean = mean;
        Variance = variance;
        Name = z.IsEmpty ? "X permuted against Y, both margins fixed" : "X permuted within the levels of Z, margins fixed";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler([.. _strata.Select(s => (s.Sampler.Fork(), s.Weight))]);

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
