using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Products of matrices in single precision, on one thread: blocks that fit into the caches, tiles that fit into the registers
/// (Goto and van de Geijn 2008). AB, AᵀB and ABᵀ differ only in how the factors are read. An entry is the sum of its terms in their
/// order, in blocks of at most 256 that are then added, each term with one rounding where the processor can: its bits do not depend
/// on the other rows and columns of the product, nor on the width of vectors. Only columns alone, A·b with A as it lies in memory,
/// are summed in 64 lanes instead.
/// </summary>
internal static class Gemm
{
    // Steps × columns of one panel stay in the first cache, rows × steps of a block of A in the second.
    private const int StepBlock = 256;
    private const int RowBlock = 240;
    private const int ColumnBlock = 1024;

    // With no more strips of A than this, B is read where it lies: packing costs about as much as one of them.
    private const int StripsWorthPacking = 3;

    // With as many columns of B, A is packed, too. Below, a strip is read too few times to make up for the copy; far above, its rows
    // tend to lie where they push each other out of the cache.
    private const int ColumnsWorthPacking = 512;

    /// <summary>C = A B, or C += A B.</summary>
    /// <param name="a">A, m × k; see <see cref="MatrixView.Transposed"/> for Aᵀ.</param>
    /// <param name="b">B, k × n.</param>
    /// <param name="c">C, m × n, row by row; must not overlap A or B. Places between its rows are left alone.</param>
    /// <param name="stride">How many places a row of C starts after the one before.</param>
    /// <param name="accumulate">Whether the product is added to what C holds.</param>
    /// <param name="scratch">Memory of the calling thread.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or C is too short.</exception>
    public static void Multiply(MatrixView a, MatrixView b, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Gemm512, Gemm512Four>(a, b, c, stride, accumulate, scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Gemm256, Gemm256>(a, b, c, stride, accumulate, scratch);
        }
        else
        {
            Multiply<Gemm128, Gemm128>(a, b, c, stride, accumulate, scratch);
        }
    }

    /// <summary>The same by the tiles of one kernel, and of another of the same width for the rows that are left.</summary>
    internal static void Multiply<TKernel, TRest>(
        MatrixView a, MatrixView b, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
        where TKernel : struct, IGemmKernel
        where TRest : struct, IGemmKernel
    {
        if (a.Columns != b.Rows)
        {
            throw new ArgumentException($"A matrix of {a.Columns} columns has no product with one of {b.Rows} rows.", nameof(b));
        }

        MatrixView.CheckExtent(c.Length, a.Rows, b.Columns, stride);
        if (a.Rows == 0 || b.Columns == 0)
        {
            return;
        }

        if (a.Columns == 0)
        {
            Clear(a.Rows, b.Columns, c, stride, accumulate);
            return;
        }

        // Blocks of equal length, so that none is a sliver.
        int blocks = (a.Columns + StepBlock - 1) / StepBlock;
        int longest = (a.Columns + blocks - 1) / blocks;
        for (int step = 0; step < a.Columns; step += longest)
        {
            int steps = Math.Min(longest, a.Columns - step);
            bool adds = accumulate || step > 0;
            MatrixView left = a.Block(0, step, a.Rows, steps);
            if (b.Columns == 1 || (a.Rows == 1 && b.ColumnStride == 1))
            {
                MultiplyVector(left, b.Block(step, 0, steps, b.Columns), c, stride, adds, scratch);
                continue;
            }

            for (int column = 0; column < b.Columns; column += ColumnBlock)
            {
                MatrixView right = b.Block(step, column, steps, Math.Min(ColumnBlock, b.Columns - column));
                MultiplyBlock<TKernel, TRest>(left, right, c[column..], stride, adds, scratch);
            }
        }
    }

    private static void MultiplyBlock<TKernel, TRest>(
        MatrixView a, MatrixView b, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
        where TKernel : struct, IGemmKernel
        where TRest : struct, IGemmKernel
    {
        GemmPanels panels = GemmPanels.Of(b, TKernel.Columns, b.ColumnStride != 1 || a.Rows > StripsWorthPacking * TKernel.Rows, scratch);
        int whole = a.Rows - (a.Rows % TKernel.Rows);
        for (int row = 0; row < whole; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, whole - row);
            MultiplyRows<TKernel>(a.Block(row, 0, rows, a.Columns), panels, c[(row * stride)..], stride, accumulate, scratch);
        }

        if (whole < a.Rows)
        {
            MatrixView rest = a.Block(whole, 0, a.Rows - whole, a.Columns);
            MultiplyRows<TRest>(rest, panels, c[(whole * stride)..], stride, accumulate, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows<TKernel>(
        MatrixView a, GemmPanels panels, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
        where TKernel : struct, IGemmKernel
    {
        int firstPacked = panels.Columns >= ColumnsWorthPacking ? 0 : a.Rows - (a.Rows % TKernel.Rows);
        ReadOnlySpan<float> strips = PackStrips(a, firstPacked, TKernel.Rows, scratch);
        Span<float> tile = scratch.Tile(TKernel.Rows * panels.Width);
        for (int column = 0; column < panels.Columns; column += panels.Width)
        {
            ref readonly float panel = ref panels.Start(column, out int panelStride);
            int columns = Math.Min(panels.Width, panels.Columns - column);
            for (int row = 0; row < a.Rows; row += TKernel.Rows)
            {
                bool isDirect = row < firstPacked;
                ReadOnlySpan<float> left = isDirect ? a.Values[(row * a.RowStride)..] : strips[((row - firstPacked) * a.Columns)..];
                Span<float> target = c[((row * stride) + column)..];
                int rows = Math.Min(TKernel.Rows, a.Rows - row);
                bool isWhole = rows == TKernel.Rows && columns == panels.Width;
                TKernel.Tile(
                    in MemoryMarshal.GetReference(left),
                    isDirect ? a.RowStride : 1,
                    isDirect ? a.ColumnStride : TKernel.Rows,
                    in panel,
                    panelStride,
                    a.Columns,
                    ref MemoryMarshal.GetReference(isWhole ? target : tile),
                    isWhole ? stride : panels.Width,
                    isWhole && accumulate);
                if (!isWhole)
                {
                    Put(tile, panels.Width, rows, columns, target, stride, accumulate);
                }
            }
        }
    }

    // Copies the rows from one on, so many at a time; the last strip is filled up with zeros.
    private static Span<float> PackStrips(MatrixView a, int firstPacked, int height, GemmScratch scratch)
    {
        int length = height * a.Columns;
        Span<float> strips = scratch.Strips((a.Rows - firstPacked + height - 1) / height * length);
        for (int row = firstPacked; row < a.Rows; row += height)
        {
            MatrixView part = a.Block(row, 0, Math.Min(height, a.Rows - row), a.Columns);
            GemmPacking.Panel(part.Transposed, height, strips.Slice((row - firstPacked) * a.Columns, length));
        }

        return strips;
    }

    // The part of a tile that lies inside of C.
    private static void Put(ReadOnlySpan<float> tile, int width, int rows, int columns, Span<float> c, int stride, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = tile.Slice(row * width, columns);
            Span<float> to = c.Slice(row * stride, columns);
            if (accumulate)
            {
                FloatMath.AddScaled(to, 1, from);
            }
            else
            {
                from.CopyTo(to);
            }
        }
    }

    private static void Clear(int rows, int columns, Span<float> c, int stride, bool accumulate)
    {
        for (int row = 0; row < rows && !accumulate; row++)
        {
            c.Slice(row * stride, columns).Clear();
        }
    }

    // One column as the right factor or one row as the left: tiles would compute mostly what nobody asked for.
    private static void MultiplyVector(MatrixView a, MatrixView b, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
    {
        if (b.Columns > 1)
        {
            AddRows(b, a.Values, a.ColumnStride, c, 1, accumulate, scratch);
            return;
        }

        if (a.ColumnStride != 1)
        {
            AddRows(a.Transposed, b.Values, b.RowStride, c, stride, accumulate, scratch);
            return;
        }

        Span<float> column = scratch.Strips(b.Rows);
        GemmPacking.Panel(b, 1, column);
        for (int row = 0; row < a.Rows; row++)
        {
            float sum = Dot(a.Values.Slice(row * a.RowStride, a.Columns), column);
            c[row * stride] = accumulate ? c[row * stride] + sum : sum;
        }
    }

    // The sum of all rows, each times its factor.
    private static void AddRows(
        MatrixView rows, ReadOnlySpan<float> factors, int factorStride, Span<float> c, int stride, bool accumulate, GemmScratch scratch)
    {
        Span<float> sums = scratch.Strips(rows.Columns);
        sums.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            FloatMath.AddScaled(sums, factors[row * factorStride], rows.Values.Slice(row * rows.RowStride, rows.Columns));
        }

        for (int j = 0; j < sums.Length; j++)
        {
            c[j * stride] = accumulate ? c[j * stride] + sums[j] : sums[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float a = ref MemoryMarshal.GetReference(x);
        ref float b = ref MemoryMarshal.GetReference(y[..x.Length]);
        Vector512<float> sum0 = Vector512<float>.Zero;
        Vector512<float> sum1 = Vector512<float>.Zero;
        Vector512<float> sum2 = Vector512<float>.Zero;
        Vector512<float> sum3 = Vector512<float>.Zero;
        int lanes = Vector512<float>.Count;
        int i = 0;
        for (; i + (4 * lanes) <= x.Length; i += 4 * lanes)
        {
            sum0 = Term(ref a, ref b, i, sum0);
            sum1 = Term(ref a, ref b, i + lanes, sum1);
            sum2 = Term(ref a, ref b, i + (2 * lanes), sum2);
            sum3 = Term(ref a, ref b, i + (3 * lanes), sum3);
        }

        for (; i + lanes <= x.Length; i += lanes)
        {
            sum0 = Term(ref a, ref b, i, sum0);
        }

        float rest = 0;
        for (; i < x.Length; i++)
        {
            rest = float.MultiplyAddEstimate(x[i], y[i], rest);
        }

        return Vector512.Sum(sum0 + sum1 + (sum2 + sum3)) + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Term(ref float a, ref float b, int i, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), sum);
}
