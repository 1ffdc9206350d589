using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Infometer;

/// <summary>Copies a block of a matrix so that a kernel reads it from one end to the other.</summary>
internal static class GemmPacking
{
    /// <summary>
    /// Copies a matrix of at most <paramref name="width"/> columns row by row, each row filled up with zeros to the width.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(MatrixView matrix, int width, Span<float> panel)
    {
        if (matrix.Columns < width)
        {
            panel.Clear();
        }

        if (matrix.ColumnStride == 1)
        {
            CopyRows(matrix, width, panel);
        }
        else
        {
            CopyColumns(matrix, width, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(MatrixView matrix, int width, Span<float> panel)
    {
        int whole = matrix.Columns - (matrix.Columns % Vector256<float>.Count);
        for (int row = 0; row < matrix.Rows; row++)
        {
            ReadOnlySpan<float> from = matrix.Values.Slice(row * matrix.RowStride, matrix.Columns);
            Span<float> to = panel.Slice(row * width, matrix.Columns);
            ref float source = ref MemoryMarshal.GetReference(from);
            ref float target = ref MemoryMarshal.GetReference(to);
            for (int j = 0; j < whole; j += Vector256<float>.Count)
            {
                Vector256.LoadUnsafe(ref source, (nuint)j).StoreUnsafe(ref target, (nuint)j);
            }

            for (int j = whole; j < from.Length; j++)
            {
                to[j] = from[j];
            }
        }
    }

    // A column lies in one piece here: squares of 4 × 4 are turned in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(MatrixView matrix, int width, Span<float> panel)
    {
        int square = Vector128<float>.Count;
        int column = 0;
        for (; column + square <= matrix.Columns; column += square)
        {
            int row = 0;
            for (; row + square <= matrix.Rows; row += square)
            {
                Turn(
                    matrix.Values.Slice((column * matrix.ColumnStride) + row, (3 * matrix.ColumnStride) + square),
                    matrix.ColumnStride,
                    panel.Slice((row * width) + column, (3 * width) + square),
                    width);
            }

            CopyEntries(matrix, row, column, column + square, width, panel);
        }

        CopyEntries(matrix, 0, column, matrix.Columns, width, panel);
    }

    private static void CopyEntries(MatrixView matrix, int firstRow, int column, int end, int width, Span<float> panel)
    {
        for (; column < end; column++)
        {
            ReadOnlySpan<float> from = matrix.Values.Slice(column * matrix.ColumnStride, matrix.Rows);
            for (int row = firstRow; row < from.Length; row++)
            {
                panel[(row * width) + column] = from[row];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ReadOnlySpan<float> from, int stride, Span<float> to, int width)
    {
        ref float source = ref MemoryMarshal.GetReference(from);
        ref float target = ref MemoryMarshal.GetReference(to);
        Vector128<float> a = Vector128.LoadUnsafe(ref source);
        Vector128<float> b = Vector128.LoadUnsafe(ref source, (nuint)stride);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, (nuint)(2 * stride));
        Vector128<float> d = Vector128.LoadUnsafe(ref source, (nuint)(3 * stride));
        Vector128<float> evenLow = ZipLow(a, c);
        Vector128<float> evenHigh = ZipHigh(a, c);
        Vector128<float> oddLow = ZipLow(b, d);
        Vector128<float> oddHigh = ZipHigh(b, d);
        ZipLow(evenLow, oddLow).StoreUnsafe(ref target);
        ZipHigh(evenLow, oddLow).StoreUnsafe(ref target, (nuint)width);
        ZipLow(evenHigh, oddHigh).StoreUnsafe(ref target, (nuint)(2 * width));
        ZipHigh(evenHigh, oddHigh).StoreUnsafe(ref target, (nuint)(3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
