namespace Infometer;

/// <summary>A null hypothesis as a law of row orders: what may be exchanged with what if there is nothing to find.</summary>
internal interface IRowShuffler
{
    /// <summary>What is reordered and what is held fixed, in words.</summary>
    string Name { get; }

    /// <summary>Draws an order: row i is to take the value of row <paramref name="order"/>[i].</summary>
    void Draw(ref Rng rng, Span<int> order);
}
