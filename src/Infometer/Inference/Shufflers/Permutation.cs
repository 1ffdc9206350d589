namespace Infometer;

/// <summary>All orders of the rows, equally likely: the rows are exchangeable.</summary>
internal sealed class Permutation : IRowShuffler
{
    /// <inheritdoc/>
    public string Name => "rows permuted";

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        rng.Shuffle(order);
    }
}
