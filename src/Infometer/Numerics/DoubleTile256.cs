using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 4 × 12, for processors with 16 registers of 256 bits: 12 hold sums.</summary>
internal readonly struct DoubleTile256 : IDoubleTile
{
    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Columns => 12;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // full speed from the first call on
    public static void Add(ref readonly double a, ref readonly double b, int steps, ref double c, nint stride)
    {
        Vector256<double> c00 = Vector256<double>.Zero;
        Vector256<double> c01 = Vector256<double>.Zero;
        Vector256<double> c02 = Vector256<double>.Zero;
        Vector256<double> c10 = Vector256<double>.Zero;
        Vector256<double> c11 = Vector256<double>.Zero;
        Vector256<double> c12 = Vector256<double>.Zero;
        Vector256<double> c20 = Vector256<double>.Zero;
        Vector256<double> c21 = Vector256<double>.Zero;
        Vector256<double> c22 = Vector256<double>.Zero;
        Vector256<double> c30 = Vector256<double>.Zero;
        Vector256<double> c31 = Vector256<double>.Zero;
        Vector256<double> c32 = Vector256<double>.Zero;
        ref double left = ref Unsafe.AsRef(in a);
        ref double right = ref Unsafe.AsRef(in b);
        for (; steps > 0; steps--)
        {
            Vector256<double> b0 = Vector256.LoadUnsafe(ref right);
            Vector256<double> b1 = Vector256.LoadUnsafe(ref right, 4);
            Vector256<double> b2 = Vector256.LoadUnsafe(ref right, 8);
            Vector256<double> factor = Vector256.Create(left);
            c00 = Vector256.FusedMultiplyAdd(factor, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(factor, b1, c01);
            c02 = Vector256.FusedMultiplyAdd(factor, b2, c02);
            factor = Vector256.Create(Unsafe.Add(ref left, 1));
            c10 = Vector256.FusedMultiplyAdd(factor, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(factor, b1, c11);
            c12 = Vector256.FusedMultiplyAdd(factor, b2, c12);
            factor = Vector256.Create(Unsafe.Add(ref left, 2));
            c20 = Vector256.FusedMultiplyAdd(factor, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(factor, b1, c21);
            c22 = Vector256.FusedMultiplyAdd(factor, b2, c22);
            factor = Vector256.Create(Unsafe.Add(ref left, 3));
            c30 = Vector256.FusedMultiplyAdd(factor, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(factor, b1, c31);
            c32 = Vector256.FusedMultiplyAdd(factor, b2, c32);
            left = ref Unsafe.Add(ref left, 4);
            right = ref Unsafe.Add(ref right, 12);
        }

        Put(ref c, c00, c01, c02);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c10, c11, c12);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c20, c21, c22);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c30, c31, c32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref double c, Vector256<double> first, Vector256<double> second, Vector256<double> third)
    {
        (first + Vector256.LoadUnsafe(ref c)).StoreUnsafe(ref c);
        (second + Vector256.LoadUnsafe(ref c, 4)).StoreUnsafe(ref c, 4);
        (third + Vector256.LoadUnsafe(ref c, 8)).StoreUnsafe(ref c, 8);
    }
}
