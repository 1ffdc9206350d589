namespace Infometer;

/// <summary>1 for rows of the same level, 0 else.</summary>
internal sealed class LevelKernel(int[] codes) : PairKernel
{
    /// <inheritdoc/>
    public override int Count => codes.Length;

    /// <summary>The level of each row.</summary>
    public int[] Codes => codes;

    /// <inheritdoc/>
    public override void Fill(int row, int first, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = codes[first + i] == codes[row] ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public override PairKernel Select(int[] rows) => new LevelKernel(Array.ConvertAll(rows, row => codes[row]));
}
