namespace Infometer;

/// <summary>The orders that a null is drawn from, numbered: an order depends on its number and the key alone, and none of a finite law comes twice.</summary>
internal sealed class OrderSequence
{
    private readonly IRowShuffler _shuffler;
    private readonly ulong _seed;
    private readonly long _key;

    // The orders of a finite law in random order; null where there are too many to run out of.
    private readonly int[]? _turns;

    /// <param name="shuffler">The law.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="key">Names the sequence among others of the same seed.</param>
    public OrderSequence(IRowShuffler shuffler, ulong seed, long key = 0)
    {
        (_shuffler, _seed, _key) = (shuffler, seed, key);
        if (shuffler is IFiniteRowShuffler finite)
        {
            _turns = [.. Enumerable.Range(0, finite.Count)];
            Rng rng = Rng.For(seed, "turns of orders", key);
            rng.Shuffle(_turns.AsSpan());
        }
    }

    /// <summary>How many orders there are.</summary>
    public int Count => _turns?.Length ?? int.MaxValue;

    /// <summary>Writes order number <paramref name="number"/>.</summary>
    public void Take(int number, Span<int> order)
    {
        if (_turns is not null)
        {
            ((IFiniteRowShuffler)_shuffler).Take(_turns[number], order);
            return;
        }

        Rng rng = Rng.For(_seed, "orders", _key, number);
        _shuffler.Draw(ref rng, order);
    }
}
