namespace Infometer;

/// <summary>
/// Row i takes the value of row i + s, the end joined to the beginning: what was serially dependent in itself stays so, and only the alignment with the
/// rest is lost. All shifts s from <paramref name="least"/> rows to as many less than all, equally likely.
/// </summary>
/// <param name="rows">Number of rows n.</param>
/// <param name="least">The least shift either way, 1 to n/2: rows nearer than that are still alike. n − 2·least + 1 shifts remain.</param>
internal sealed class CircularShift(int rows, int least) : IFiniteRowShuffler
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"rows shifted in a circle by {least:N0} or more");

    /// <summary>The least shift either way.</summary>
    public int Least => least;

    /// <inheritdoc/>
    public int Count { get; } = least >= 1 && 2 * (long)least <= rows
        ? rows - (2 * least) + 1
        : throw new ArgumentOutOfRangeException(nameof(least), least, $"The least shift of {rows} rows must lie in 1…{rows / 2}.");

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order) => Take(rng.NextInt(Count), order);

    /// <inheritdoc/>
    public void Take(int index, Span<int> order)
    {
        int from = least + index;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = from;
            from = from + 1 == order.Length ? 0 : from + 1;
        }
    }
}
