namespace Infometer;

/// <summary>A test whose null keeps what series are in themselves and whose draws have been made.</summary>
internal sealed class SeriesTest : INullTest
{
    private readonly INullTest _rows;

    /// <param name="rows">The test of the same table that takes rows one by one.</param>
    /// <param name="name">The null in words.</param>
    /// <param name="draws">The values under the null, at least one.</param>
    public SeriesTest(INullTest rows, string name, double[] draws)
    {
        (_rows, Name, MostDraws) = (rows, name, draws.Length);
        Mean = draws.Average();
        Variance = draws.Sum(d => (d - Mean) * (d - Mean)) / Math.Max(1, draws.Length - 1);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long StreamKey => 0;

    /// <inheritdoc/>
    public double Statistic => _rows.Statistic;

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap => _rows.EntropyCap;

    /// <inheritdoc/>
    /// <remarks>As many rows stand for one independent row as the chance level is larger than that of independent rows.</remarks>
    public double LeastExpected => _rows.Mean > 0 ? _rows.LeastExpected / Math.Max(1, Mean / _rows.Mean) : _rows.LeastExpected;

    /// <inheritdoc/>
    public FittedTail? Tail => null;

    /// <inheritdoc/>
    public double? LogExactP => null;

    /// <inheritdoc/>
    public double LogBound => double.PositiveInfinity;

    /// <summary>The draws that were made.</summary>
    public int MostDraws { get; }

    /// <inheritdoc/>
    public INullSampler NewSampler() => throw new InvalidOperationException("The draws of a series have been made.");
}
