namespace Infometer;

/// <summary>
/// Row i takes the value of row i + s, the end joined to the beginning: what was serially dependent in itself stays so, and only the alignment with the
/// rest is lost. All shifts s from <paramref name="least"/> rows to as many less than all, equally likely.
/// </summary>
/// <param name="rows">Number of rows n.</param>
/// <param name="least">The least shift either way, 1 to n/2: rows nearer than that are still alike. n − 2·least + 1 shifts remain.</param>
/// <param name="step">All shifts are multiples of it, so that every step-th row goes to such a row; n must be one too. Default 1.</param>
internal sealed class CircularShift(int rows, int least, int step = 1) : IFiniteRowShuffler
{
    private readonly int _first = StepsOf(least, step);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"rows shifted in a circle by {least:N0} or more");

    /// <summary>Number of rows n.</summary>
    public int Rows => rows;

    /// <summary>The least shift either way.</summary>
    public int Least => least;

    /// <inheritdoc/>
    public int Count { get; } = least >= 1 && rows % step == 0 && 2L * StepsOf(least, step) <= rows / step
        ? (rows / step) - (2 * StepsOf(least, step)) + 1
        : throw new ArgumentOutOfRangeException(nameof(least), least, $"The least shift of {rows} rows must lie in 1…{rows / 2}.");

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order) => Take(rng.NextInt(Count), order);

    /// <inheritdoc/>
    public void Take(int index, Span<int> order)
    {
        int from = (_first + index) * step;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = from;
            from = from + 1 == order.Length ? 0 : from + 1;
        }
    }

    private static int StepsOf(int least, int step) => (int)(((long)least + step - 1) / step);
}
