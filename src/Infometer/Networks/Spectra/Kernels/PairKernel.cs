namespace Infometer;

/// <summary>A kernel of the rows of one variable with everything resolved: entries of its Gram matrix are made when they are asked for. Immutable.</summary>
internal abstract class PairKernel
{
    /// <summary>Number of rows, n.</summary>
    public abstract int Count { get; }

    /// <summary>Writes K[row, first], K[row, first + 1], …</summary>
    public abstract void Fill(int row, int first, Span<double> values);

    /// <summary>The kernel of some of the rows.</summary>
    public abstract PairKernel Select(int[] rows);
}
