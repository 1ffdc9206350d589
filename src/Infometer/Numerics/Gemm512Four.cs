using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 4 × 32, for the rows that tiles of 12 leave.</summary>
internal readonly struct Gemm512Four : IGemmKernel
{
    /// <inheritdoc/>
    public static int Rows => 4;

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
        ref float panel = ref Unsafe.AsRef(in b);
        ref float rows0 = ref Unsafe.AsRef(in a);
        nint twoRows = 2 * rowStride;
        nint threeRows = 3 * rowStride;
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
            factor = Vector512.Create(Unsafe.Add(ref rows0, threeRows));
            left3 = Vector512.FusedMultiplyAdd(factor, first, left3);
            right3 = Vector512.FusedMultiplyAdd(factor, second, right3);
            panel = ref Unsafe.Add(ref panel, panelStride);
            rows0 = ref Unsafe.Add(ref rows0, stepStride);
        }

        Put(ref c, left0, right0, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left1, right1, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left2, right2, accumulate);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, left3, right3, accumulate);
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
