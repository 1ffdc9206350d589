namespace Infometer;

/// <summary>The same row of several Gram matrices. Whoever gets it may write into it.</summary>
internal readonly ref struct GramRows(double[][] blocks, int start, int length)
{
    /// <summary>What is done with a row.</summary>
    public delegate void Use(int row, GramRows values);

    /// <summary>The row of one matrix.</summary>
    public Span<double> this[int matrix] => blocks[matrix].AsSpan(start, length);
}
