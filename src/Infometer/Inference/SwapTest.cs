using System.Numerics;

namespace Infometer;

/// <summary>
/// The null that X and Y have the same distribution: the two values of a row are swapped or not, by the flip of a coin. Its moments
/// are those of the quadratic form κ Σ (pᵢ − qᵢ)²/mᵢ under these flips: with C the covariance of p − q, κ Σ Cᵢᵢ/mᵢ and
/// 2κ² Σ Cᵢⱼ²/mᵢmⱼ.
/// </summary>
internal sealed class SwapTest : INullTest
{
    private readonly JointCounts _joint;
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int _levels;
    private readonly DivergenceMeasure _measure;

    /// <param name="joint">The joint counts.</param>
    /// <param name="x">The common level of X in each cell.</param>
    /// <param name="y">The common level of Y in each cell.</param>
    /// <param name="levels">Number of common levels.</param>
    /// <param name="value">The divergence of the data.</param>
    /// <param name="measure">Which divergence.</param>
    public SwapTest(JointCounts joint, int[] x, int[] y, int levels, double value, DivergenceMeasure measure)
    {
        (_joint, _x, _y, _levels, _measure) = (joint, x, y, levels, measure);
        Statistic = value;
        EntropyCap = measure.CapFor(levels);
        (Mean, Variance) = Moments();
    }

    /// <inheritdoc/>
    public string Name => "X and Y swapped at random within rows";

    /// <inheritdoc/>
    public long StreamKey => 1;

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <summary>0: the moments are those of the second order, so no tail is fitted.</summary>
    public double LeastExpected => 0;

    /// <inheritdoc/>
    public FittedTail? Tail => FittedTail.Gamma(Statistic, Mean, Variance, LeastExpected);

    /// <inheritdoc/>
    public double? LogExactP => null;

    /// <inheritdoc/>
    public int MostDraws => 1_999;

    /// <inheritdoc/>
    public double LogBound => double.PositiveInfinity;

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler(this);

    private (double Mean, double Variance) Moments()
    {
        double n = _joint.Total;
        double[] middle = new double[_levels];
        Dictionary<(int, int), double> covariance = [];
        void Add(int i, int j, double value) => covariance[(i, j)] = covariance.GetValueOrDefault((i, j)) + value;
        for (int cell = 0; cell < _x.Length; cell++)
        {
            (int i, int j) = (_x[cell], _y[cell]);
            double share = _joint.Counts[cell] / n;
            middle[i] += share / 2;
            middle[j] += share / 2;
            if (i != j)
            {
                Add(i, i, share / n);
                Add(j, j, share / n);
                Add(i, j, -share / n);
                Add(j, i, -share / n);
            }
        }

        double mean = 0;
        double variance = 0;
        foreach (((int i, int j), double value) in covariance)
        {
            mean += i == j ? value / middle[i] : 0;
            variance += value * value / (middle[i] * middle[j]);
        }

        double scale = _measure.Curvature;
        return (scale * mean, 2 * scale * scale * variance);
    }

    private double Draw(ref Rng rng)
    {
        double[] p = new double[_levels];
        double[] q = new double[_levels];
        double n = _joint.Total;
        for (int cell = 0; cell < _x.Length; cell++)
        {
            long count = _joint.Counts[cell];
            long swapped = _x[cell] == _y[cell] ? 0 : CoinFlips(count, ref rng);
            p[_x[cell]] += (count - swapped) / n;
            q[_y[cell]] += (count - swapped) / n;
            p[_y[cell]] += swapped / n;
            q[_x[cell]] += swapped / n;
        }

        return _measure.Value(p, q);
    }

    // Binomial(count, ½): the bits set among `count` random bits.
    private static long CoinFlips(long count, ref Rng rng)
    {
        long heads = 0;
        for (; count >= 64; count -= 64)
        {
            heads += BitOperations.PopCount(rng.NextULong());
        }

        return count == 0 ? heads : heads + BitOperations.PopCount(rng.NextULong() >> (int)(64 - count));
    }

    private sealed class Sampler(SwapTest test) : INullSampler
    {
        public void Reset()
        {
        }

        public double Next(ref Rng rng) => test.Draw(ref rng);
    }
}
