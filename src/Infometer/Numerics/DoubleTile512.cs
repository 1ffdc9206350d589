using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Tiles of 8 × 24, for processors with 32 registers of 512 bits: 24 hold sums.</summary>
internal readonly struct DoubleTile512 : IDoubleTile
{
    /// <inheritdoc/>
    public static int Rows => 8;

    /// <inheritdoc/>
    public static int Columns => 24;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // full speed from the first call on
    public static void Add(ref readonly double a, ref readonly double b, int steps, ref double c, nint stride)
    {
        Vector512<double> c00 = Vector512<double>.Zero;
        Vector512<double> c01 = Vector512<double>.Zero;
        Vector512<double> c02 = Vector512<double>.Zero;
        Vector512<double> c10 = Vector512<double>.Zero;
        Vector512<double> c11 = Vector512<double>.Zero;
        Vector512<double> c12 = Vector512<double>.Zero;
        Vector512<double> c20 = Vector512<double>.Zero;
        Vector512<double> c21 = Vector512<double>.Zero;
        Vector512<double> c22 = Vector512<double>.Zero;
        Vector512<double> c30 = Vector512<double>.Zero;
        Vector512<double> c31 = Vector512<double>.Zero;
        Vector512<double> c32 = Vector512<double>.Zero;
        Vector512<double> c40 = Vector512<double>.Zero;
        Vector512<double> c41 = Vector512<double>.Zero;
        Vector512<double> c42 = Vector512<double>.Zero;
        Vector512<double> c50 = Vector512<double>.Zero;
        Vector512<double> c51 = Vector512<double>.Zero;
        Vector512<double> c52 = Vector512<double>.Zero;
        Vector512<double> c60 = Vector512<double>.Zero;
        Vector512<double> c61 = Vector512<double>.Zero;
        Vector512<double> c62 = Vector512<double>.Zero;
        Vector512<double> c70 = Vector512<double>.Zero;
        Vector512<double> c71 = Vector512<double>.Zero;
        Vector512<double> c72 = Vector512<double>.Zero;
        ref double left = ref Unsafe.AsRef(in a);
        ref double right = ref Unsafe.AsRef(in b);
        for (; steps > 0; steps--)
        {
            Vector512<double> b0 = Vector512.LoadUnsafe(ref right);
            Vector512<double> b1 = Vector512.LoadUnsafe(ref right, 8);
            Vector512<double> b2 = Vector512.LoadUnsafe(ref right, 16);
            Vector512<double> factor = Vector512.Create(left);
            c00 = Vector512.FusedMultiplyAdd(factor, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(factor, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(factor, b2, c02);
            factor = Vector512.Create(Unsafe.Add(ref left, 1));
            c10 = Vector512.FusedMultiplyAdd(factor, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(factor, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(factor, b2, c12);
            factor = Vector512.Create(Unsafe.Add(ref left, 2));
            c20 = Vector512.FusedMultiplyAdd(factor, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(factor, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(factor, b2, c22);
            factor = Vector512.Create(Unsafe.Add(ref left, 3));
            c30 = Vector512.FusedMultiplyAdd(factor, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(factor, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(factor, b2, c32);
            factor = Vector512.Create(Unsafe.Add(ref left, 4));
            c40 = Vector512.FusedMultiplyAdd(factor, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(factor, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(factor, b2, c42);
            factor = Vector512.Create(Unsafe.Add(ref left, 5));
            c50 = Vector512.FusedMultiplyAdd(factor, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(factor, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(factor, b2, c52);
            factor = Vector512.Create(Unsafe.Add(ref left, 6));
            c60 = Vector512.FusedMultiplyAdd(factor, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(factor, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(factor, b2, c62);
            factor = Vector512.Create(Unsafe.Add(ref left, 7));
            c70 = Vector512.FusedMultiplyAdd(factor, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(factor, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(factor, b2, c72);
            left = ref Unsafe.Add(ref left, 8);
            right = ref Unsafe.Add(ref right, 24);
        }

        Put(ref c, c00, c01, c02);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c10, c11, c12);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c20, c21, c22);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c30, c31, c32);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c40, c41, c42);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c50, c51, c52);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c60, c61, c62);
        c = ref Unsafe.Add(ref c, stride);
        Put(ref c, c70, c71, c72);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref double c, Vector512<double> first, Vector512<double> second, Vector512<double> third)
    {
        (first + Vector512.LoadUnsafe(ref c)).StoreUnsafe(ref c);
        (second + Vector512.LoadUnsafe(ref c, 8)).StoreUnsafe(ref c, 8);
        (third + Vector512.LoadUnsafe(ref c, 16)).StoreUnsafe(ref c, 16);
    }
}
