namespace Infometer;

/// <summary>A test whose null permutes whole groups of rows and whose draws have been made; see <see cref="GroupedMoments"/>.</summary>
/// <param name="rows">The test of the same table that takes rows one by one.</param>
/// <param name="moments">What the draws gave.</param>
internal sealed class GroupedTest(INullTest rows, GroupedMoments moments) : INullTest
{
    /// <inheritdoc/>
    public string Name => moments.P.Method;

    /// <inheritdoc/>
    public long StreamKey => rows.StreamKey;

    /// <inheritdoc/>
    public double Statistic => rows.Statistic;

    /// <inheritdoc/>
    public double Mean => moments.Mean;

    /// <inheritdoc/>
    public double Variance => moments.Variance;

    /// <inheritdoc/>
    public double EntropyCap => rows.EntropyCap;

    /// <inheritdoc/>
    /// <remarks>As many rows stand for one independent row as the chance level is larger than that of independent rows.</remarks>
    public double LeastExpected => rows.LeastExpected / Math.Max(1, moments.Mean / rows.Mean);

    /// <inheritdoc/>
    public FittedTail? Tail => null;

    /// <inheritdoc/>
    public double? LogExactP => null;

    /// <inheritdoc/>
    public double LogBound => double.PositiveInfinity;

    /// <inheritdoc/>
    public int MostDraws => 0;

    /// <inheritdoc/>
    public INullSampler NewSampler() => throw new InvalidOperationException("The draws of groups are made for all columns at once.");
}
