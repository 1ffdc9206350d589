using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 12 × 32, for processors with 32 registers of 512 bits: 24 hold sums.</summary>
internal readonly struct Gemm512 : IGemmKernel
{
    /// <inheritdoc/>
    public static int Rows => 12;

    /// <inheritdoc/>
    public static int Columns => 32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // full speed from the first call on
    public static void Tile(
        ref readonly float a,
        nint rowStride,
        nint stepStride,
        ref readonly float b,
        nint panelStride,
        int steps,
        ref float c,
        nint stride,
        bool accumulate)
    {
        Vector512<float> left0 = Vector512<float>.Zero;
        Vector512<float> right0 = Vector512<float>.Zero;
        Vector512<float> left1 = Vector512<float>.Zero;
        Vector512<float> right1 = Vector512<float>.Zero;
        Vector512<float> left2 = Vector512<float>.Zero;
        Vector512<float> right2 = Vector512<float>.Zero;
        Vector512<float> left3 = Vector512<float>.Zero;
        Vector512<float> right3 = Vector512<float>.Zero;
        Vector512<float> left4 = Vector512<float>.Zero;
        Vector512<float> right4 = Vector512<float>.Zero;
        Vector512<float> left5 = Vector512<float>.Zero;
        Vector512<float> right5 = Vector512<float>.Zero;
        Vector512<float> left6 = Vector512<float>.Zero;
        Vector512<float> right6 = Vector512<float>.Zero;
        Vector512<float> left7 = Vector512<float>.Zero;
        Vector512<float> right7 = Vector512<float>.Zero;
        Vector512<float> left8 = Vector512<float>.Zero;
        Vector512<float> right8 = Vector512<float>.Zero;
        Vector512<float> left9 = Vector512<float>.Zero;
        Vector512<float> right9 = Vector512<float>.Zero;
        Vector512<float> left10 = Vector512<float>.Zero;
        Vector512<float> right10 = Vector512<float>.Zero;
        Vector512<float> left11 = Vector512<float>.Zero;
        Vector512<float> right11 = Vector512<float>.Zero;
        ref float panel = ref Unsafe.AsRef(in b);
        ref float rows0 = ref Unsafe.AsRef(in a);
        ref float rows3 = ref Unsafe.Add(ref rows0, 3 * rowStride);
        ref float rows6 = ref Unsafe.Add(ref rows3, 3 * rowStride);
        ref float rows9 = ref Unsafe.Add(ref rows6, 3 * rowStride);
        nint twoRows = 2 * rowStride;
        for (; steps > 0; steps--)
        {
            Vector512<float> first = Vector512.LoadUnsafe(ref panel);
            Vector512<float> second = Vector512.LoadUnsafe(ref panel, 16);
            Vector512<float> factor = Vector512.Create(rows0);
            left0 = Vector512.FusedMultiplyAdd(factor, first, left0);
            right0 = Vector512.FusedMultiplyAdd(factor, second, right0);
            factor = Vector512.Create(Unsafe.Add(ref rows0, rowStride));
            left1 = Vector512.FusedMultiplyAdd(factor, first, left1);
            right1 = Vector512.FusedMultiplyAdd(factor, second, right1);
            factor = Vector512.Create(Unsafe.Add(ref rows0, twoRows));
            left2 = Vector512.FusedMultiplyAdd(factor, first, left2);
            right2 = Vector512.FusedMultiplyAdd(factor, second, right2);
            factor = Vector512.Create(rows3);
            left3 = Vector512.FusedMultiplyAdd(factor, first, left3);
            right3 = Vector512.FusedMultiplyAdd(factor, second, right3);
            factor = Vector512.Create(Unsafe.Add(ref rows3, rowStride));
            left4 = Vector512.FusedMultiplyAdd(factor, first, left4);
            right4 = Vector512.FusedMultiplyAdd(factor, second, right4);
            factor = Vector512.Create(Unsafe.Add(ref rows3, twoRows));
            left5 = Vector512.FusedMultiplyAdd(factor, first, left5);
            right5 = Vector512.FusedMultiplyAdd(factor, second, right5);
            factor = Vector512.Create(rows6);
            left6 = Vector512.FusedMultiplyAdd(factor, first, left6);
            right6 = Vector512.FusedMultiplyAdd(factor, second, right6);
            factor = Vector512.Create(Unsafe.Add(ref rows6, rowStride));
            left7 = Vector512.FusedMultiplyAdd(factor, first, left7);
            right7 = Vector512.FusedMultiplyAdd(factor, second, right7);
            factor = Vector512.Create(Unsafe.Add(ref rows6, twoRows));
            left8 = Vector512.FusedMultiplyAdd(factor, first, left8);
            right8 = Vector512.FusedMultiplyAdd(factor, second, right8);
            factor = Vector512.Create(rows9);
            left9 = Vector512.FusedMultiplyAdd(factor, first, left9);
            right9 = Vector512.FusedMultiplyAdd(factor, second, right9);
            factor = Vector512.Create(Unsafe.Add(ref rows9, rowStride));
            left10 = Vector512.FusedMultiplyAdd(factor, first, left10);
            right10 = Vector512.FusedMultiplyAdd(factor, second, right10);
            factor = Vector512.Create(Unsafe.Add(ref rows9, twoRows));
            left11 = Vector512.FusedMultiplyAdd(factor, first, left11);
            right11 = Vector512.FusedMultiplyAdd(factor, second, right11);
            panel = ref Unsafe.Add(ref panel, panelStride);
            rows0 = ref Unsafe.Add(ref rows0, stepStride);
            rows3 = ref Unsafe.Add(ref rows3, stepStride);
            rows6 = ref Unsafe.Add(ref rows6, stepStride);
            rows9 = ref Unsafe.Add(ref rows9, stepStride);
        }

        Put(ref c, left0, right0, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left1, right1, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left2, right2, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left3, right3, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left4, right4, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left5, right5, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left6, right6, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left7, right7, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left8, right8, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left9, right9, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left10, right10, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left11, right11, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float c, Vector512<float> left, Vector512<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector512.LoadUnsafe(ref c);
            right += Vector512.LoadUnsafe(ref c, 16);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 16);
    }
}
