using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 6 × 16, for processors with 16 registers of 256 bits: 12 hold sums.</summary>
internal readonly struct Gemm256 : IGemmKernel
{
    /// <inheritdoc/>
    public static int Rows => 6;

    /// <inheritdoc/>
    public static int Columns => 16;

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
        Vector256<float> left0 = Vector256<float>.Zero;
        Vector256<float> right0 = Vector256<float>.Zero;
        Vector256<float> left1 = Vector256<float>.Zero;
        Vector256<float> right1 = Vector256<float>.Zero;
        Vector256<float> left2 = Vector256<float>.Zero;
        Vector256<float> right2 = Vector256<float>.Zero;
        Vector256<float> left3 = Vector256<float>.Zero;
        Vector256<float> right3 = Vector256<float>.Zero;
        Vector256<float> left4 = Vector256<float>.Zero;
        Vector256<float> right4 = Vector256<float>.Zero;
        Vector256<float> left5 = Vector256<float>.Zero;
        Vector256<float> right5 = Vector256<float>.Zero;
        ref float panel = ref Unsafe.AsRef(in b);
        ref float rows0 = ref Unsafe.AsRef(in a);
        ref float rows3 = ref Unsafe.Add(ref rows0, 3 * rowStride);
        nint twoRows = 2 * rowStride;
        for (; steps > 0; steps--)
        {
            Vector256<float> first = Vector256.LoadUnsafe(ref panel);
            Vector256<float> second = Vector256.LoadUnsafe(ref panel, 8);
            Vector256<float> factor = Vector256.Create(rows0);
            left0 = Vector256.FusedMultiplyAdd(factor, first, left0);
            right0 = Vector256.FusedMultiplyAdd(factor, second, right0);
            factor = Vector256.Create(Unsafe.Add(ref rows0, rowStride));
            left1 = Vector256.FusedMultiplyAdd(factor, first, left1);
            right1 = Vector256.FusedMultiplyAdd(factor, second, right1);
            factor = Vector256.Create(Unsafe.Add(ref rows0, twoRows));
            left2 = Vector256.FusedMultiplyAdd(factor, first, left2);
            right2 = Vector256.FusedMultiplyAdd(factor, second, right2);
            factor = Vector256.Create(rows3);
            left3 = Vector256.FusedMultiplyAdd(factor, first, left3);
            right3 = Vector256.FusedMultiplyAdd(factor, second, right3);
            factor = Vector256.Create(Unsafe.Add(ref rows3, rowStride));
            left4 = Vector256.FusedMultiplyAdd(factor, first, left4);
            right4 = Vector256.FusedMultiplyAdd(factor, second, right4);
            factor = Vector256.Create(Unsafe.Add(ref rows3, twoRows));
            left5 = Vector256.FusedMultiplyAdd(factor, first, left5);
            right5 = Vector256.FusedMultiplyAdd(factor, second, right5);
            panel = ref Unsafe.Add(ref panel, panelStride);
            rows0 = ref Unsafe.Add(ref rows0, stepStride);
            rows3 = ref Unsafe.Add(ref rows3, stepStride);
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float c, Vector256<float> left, Vector256<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector256.LoadUnsafe(ref c);
            right += Vector256.LoadUnsafe(ref c, 8);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 8);
    }
}
