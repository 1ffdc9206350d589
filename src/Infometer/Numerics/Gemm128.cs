using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 4 × 8, for all other processors; right on those without vectors, too.</summary>
internal readonly struct Gemm128 : IGemmKernel
{
    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Columns => 8;

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
        Vector128<float> left0 = Vector128<float>.Zero;
        Vector128<float> right0 = Vector128<float>.Zero;
        Vector128<float> left1 = Vector128<float>.Zero;
        Vector128<float> right1 = Vector128<float>.Zero;
        Vector128<float> left2 = Vector128<float>.Zero;
        Vector128<float> right2 = Vector128<float>.Zero;
        Vector128<float> left3 = Vector128<float>.Zero;
        Vector128<float> right3 = Vector128<float>.Zero;
        ref float panel = ref Unsafe.AsRef(in b);
        ref float rows0 = ref Unsafe.AsRef(in a);
        nint twoRows = 2 * rowStride;
        nint threeRows = 3 * rowStride;
        for (; steps > 0; steps--)
        {
            Vector128<float> first = Vector128.LoadUnsafe(ref panel);
            Vector128<float> second = Vector128.LoadUnsafe(ref panel, 4);
            Vector128<float> factor = Vector128.Create(rows0);
            left0 = Vector128.MultiplyAddEstimate(factor, first, left0);
            right0 = Vector128.MultiplyAddEstimate(factor, second, right0);
            factor = Vector128.Create(Unsafe.Add(ref rows0, rowStride));
            left1 = Vector128.MultiplyAddEstimate(factor, first, left1);
            right1 = Vector128.MultiplyAddEstimate(factor, second, right1);
            factor = Vector128.Create(Unsafe.Add(ref rows0, twoRows));
            left2 = Vector128.MultiplyAddEstimate(factor, first, left2);
            right2 = Vector128.MultiplyAddEstimate(factor, second, right2);
            factor = Vector128.Create(Unsafe.Add(ref rows0, threeRows));
            left3 = Vector128.MultiplyAddEstimate(factor, first, left3);
            right3 = Vector128.MultiplyAddEstimate(factor, second, right3);
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
    private static void Put(ref float c, Vector128<float> left, Vector128<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector128.LoadUnsafe(ref c);
            right += Vector128.LoadUnsafe(ref c, 4);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 4);
    }
}
