namespace Infometer;

/// <summary>
/// Computes one tile of a product, all of it in registers. Every kernel adds the terms of an entry in the same order, each with one
/// rounding where the processor can, so there all kernels give the same bits.
/// </summary>
internal interface IGemmKernel
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile; a multiple of 8.</summary>
    static abstract int Columns { get; }

    /// <summary>C = A B or C += A B, for one tile. Nothing is checked.</summary>
    /// <param name="a">The first of Rows × steps numbers.</param>
    /// <param name="rowStride">How far apart the rows of A are.</param>
    /// <param name="stepStride">How far apart the columns of A are.</param>
    /// <param name="b">The first of steps × Columns numbers.</param>
    /// <param name="panelStride">How far apart the rows of B are.</param>
    /// <param name="steps">Columns of A and rows of B.</param>
    /// <param name="c">The first of Rows × Columns results.</param>
    /// <param name="stride">How far apart the rows of C are.</param>
    /// <param name="accumulate">Whether C is added to.</param>
    static abstract void Tile(
        ref readonly float a,
        nint rowStride,
        nint stepStride,
        ref readonly float b,
        nint panelStride,
        int steps,
        ref float c,
        nint stride,
        bool accumulate);
}
