using System.Numerics;

namespace Infometer;

/// <summary>The null that X and Y have the same distribution: the two values of a row are swapped or not, by the flip of a coin.</summary>
internal sealed class SwapTest : INullTest
{
    private const int MomentDraws = 400;
    private readonly JointCounts _joint;
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int _levels;
    private readonly Func<double[], double[], double> _statistic;

    public SwapTest(
        JointCounts joint, int[] x, int[] y, int levels, double value, Func<double[], double[], double> statistic, RunContext context)
    {
        (_joint, _x, _y, _levels, _statistic) = (joint, x, y, levels, statistic);
        Statistic = value;
        double[] draws = new double[MomentDraws];
        Rng rng = Rng.For(context.Seed, "swap moments", 0);
        for (int i = 0; i < draws.Length; i++)
        {
            draws[i] = Draw(ref rng);
        }

        double[] finite = [.. draws.Where(double.IsFinite)];
        Mean = finite.Length == 0 ? 0 : finite.Average();
        Variance = finite.Length == 0 ? 0 : finite.Sum(d => (d - Mean) * (d - Mean)) / finite.Length;
        EntropyCap = Math.Log(Math.Max(2, levels));
    }

    /// <inheritdoc/>
    public string Name => "X and Y swapped at random within rows";

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler(this);

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

        return _statistic(p, q);
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
