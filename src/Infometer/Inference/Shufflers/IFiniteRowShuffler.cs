namespace Infometer;

/// <summary>
/// A law of row orders with so few orders that all can be gone through. Drawing them with replacement would let the p-value fall below what they
/// can show: of B different orders none gives less than 1/(B + 1).
/// </summary>
internal interface IFiniteRowShuffler : IRowShuffler
{
    /// <summary>How many orders there are, the rows as they are not among them.</summary>
    int Count { get; }

    /// <summary>Writes order number <paramref name="index"/>, 0 to <see cref="Count"/> − 1.</summary>
    void Take(int index, Span<int> order);
}
