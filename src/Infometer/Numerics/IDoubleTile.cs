namespace Infometer;

/// <summary>
/// Adds one tile of a product of doubles to a matrix, all of it in registers. Every kernel adds the terms of an entry in the same order,
/// each with one rounding where the processor can, so that there all kernels give the same bits.
/// </summary>
internal interface IDoubleTile
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile.</summary>
    static abstract int Columns { get; }

    /// <summary>C += Σ_s a_s b_sᵀ. Nothing is checked.</summary>
    /// <param name="a">The first of steps × Rows numbers: a strip of the left factor, step by step.</param>
    /// <param name="b">The first of steps × Columns numbers: a panel of the right factor, step by step.</param>
    /// <param name="steps">Terms of each sum.</param>
    /// <param name="c">The first of Rows × Columns results.</param>
    /// <param name="stride">How far apart the rows of C are.</param>
    static abstract void Add(ref readonly double a, ref readonly double b, int steps, ref double c, nint stride);
}
