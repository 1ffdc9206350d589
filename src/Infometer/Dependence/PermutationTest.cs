namespace Infometer;

/// <summary>
/// The null that Y is exchangeable against X: the rows of Y are put in random order and the statistic is taken anew. The statistic is
/// large where there is something to find.
/// </summary>
/// <param name="statistic">The statistic of the data.</param>
/// <param name="n">Number of rows.</param>
/// <param name="nanosecondsPerDraw">About what a draw costs.</param>
/// <param name="newStatistic">
/// A function from the order of Y (row i of X meets row order[i] of Y) to the statistic, with scratch space of its own: one per thread.
/// </param>
internal sealed class PermutationTest(
    double statistic, int n, double nanosecondsPerDraw, Func<PermutationTest.PermutedStatistic> newStatistic) : INullTest
{
    // Nanoseconds that all draws together may take where their number was not asked for.
    private const double DrawBudget = 1e10;

    /// <summary>The statistic where row i of X meets row order[i] of Y.</summary>
    public delegate double PermutedStatistic(ReadOnlySpan<int> order);

    /// <inheritdoc/>
    public string Name { get; init; } = "Y permuted against X";

    /// <inheritdoc/>
    public long StreamKey => n;

    /// <inheritdoc/>
    public double Statistic => statistic;

    /// <summary>Not known.</summary>
    public double Mean => double.NaN;

    /// <summary>Not known.</summary>
    public double Variance => double.NaN;

    /// <summary>Belongs to counts.</summary>
    public double EntropyCap => double.NaN;

    /// <summary>Belongs to counts.</summary>
    public double LeastExpected => double.NaN;

    /// <summary>None: laws are the measure's own.</summary>
    public FittedTail? Tail => null;

    /// <summary>None.</summary>
    public double? LogExactP => null;

    /// <summary>None.</summary>
    public double LogBound => double.PositiveInfinity;

    /// <inheritdoc/>
    public int MostDraws => (int)Math.Clamp(DrawBudget / nanosecondsPerDraw, 199, 9_999);

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler(n, newStatistic());

    private sealed class Sampler(int n, PermutedStatistic statistic) : INullSampler
    {
        private readonly int[] _order = new int[n];

        public void Reset()
        {
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }
        }

        public double Next(ref Rng rng)
        {
            rng.Shuffle<int>(_order);
            return statistic(_order);
        }
    }
}
