using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>A right factor cut into panels as wide as a tile: copied, or where it lies.</summary>
internal readonly ref struct GemmPanels
{
    private readonly MatrixView _matrix;
    private readonly Span<float> _packed;
    private readonly int _firstPacked;

    private GemmPanels(MatrixView matrix, int width, int firstPacked, Span<float> packed)
    {
        _matrix = matrix;
        _packed = packed;
        _firstPacked = firstPacked;
        Width = width;
    }

    /// <summary>Columns of a panel.</summary>
    public int Width { get; }

    /// <summary>Columns of the factor.</summary>
    public int Columns => _matrix.Columns;

    /// <summary>The panels of a matrix. The last one is copied in any case if it is not full.</summary>
    public static GemmPanels Of(MatrixView matrix, int width, bool isPacked, GemmScratch scratch)
    {
        int firstPacked = isPacked ? 0 : matrix.Columns - (matrix.Columns % width);
        int length = matrix.Rows * width;
        Span<float> packed = scratch.Panels((matrix.Columns - firstPacked + width - 1) / width * length);
        for (int column = firstPacked; column < matrix.Columns; column += width)
        {
            MatrixView part = matrix.Block(0, column, matrix.Rows, Math.Min(width, matrix.Columns - column));
            GemmPacking.Panel(part, width, packed.Slice((column - firstPacked) * matrix.Rows, length));
        }

        return new GemmPanels(matrix, width, firstPacked, packed);
    }

    /// <summary>The first number of the panel that starts at a column.</summary>
    /// <param name="column">A multiple of the width.</param>
    /// <param name="stride">How far apart the panel's rows are.</param>
    public ref readonly float Start(int column, out int stride)
    {
        bool isPacked = column >= _firstPacked;
        stride = isPacked ? Width : _matrix.RowStride;
        return ref MemoryMarshal.GetReference(isPacked ? _packed[((column - _firstPacked) * _matrix.Rows)..] : _matrix.Values[column..]);
    }
}
