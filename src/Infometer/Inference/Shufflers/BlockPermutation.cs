namespace Infometer;

/// <summary>
/// Blocks of consecutive rows in random order, the rows of a block in theirs: dependence within a block stays, dependence across its ends is lost.
/// </summary>
/// <param name="rows">Number of rows n.</param>
/// <param name="length">Rows of a block, 1 to n/2; the last block may be shorter.</param>
internal sealed class BlockPermutation(int rows, int length) : IRowShuffler
{
    private readonly int _blocks = length >= 1 && 2 * (long)length <= rows
        ? (rows + length - 1) / length
        : throw new ArgumentOutOfRangeException(nameof(length), length, $"A block of {rows} rows must have 1…{rows / 2} of them.");

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"rows permuted in blocks of {length:N0}");

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order)
    {
        int[] blocks = new int[_blocks];
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = block;
        }

        rng.Shuffle(blocks.AsSpan());
        int at = 0;
        foreach (int block in blocks)
        {
            int end = Math.Min(rows, (block + 1) * length);
            for (int row = block * length; row < end; row++)
            {
                order[at++] = row;
            }
        }
    }
}
