using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Infometer;

/// <summary>The step of every search by largest difference: the larger of a distance so far and of a difference's size.</summary>
internal static class VectorDistance
{
    // What VRANGE is told: the larger size, without sign.
    private const byte LargerSize = 0b1011;

    /// <summary>
    /// max(largest, |difference|) per lane, for a largest ≥ 0 and numbers that are not NaN; one instruction where there is one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> largest, Vector512<float> difference) => Avx512DQ.IsSupported
        ? Avx512DQ.Range(largest, difference, LargerSize)
        : Vector512.MaxNative(largest, Vector512.Abs(difference));

    /// <summary>
    /// max(largest, |difference|) per lane, for a largest ≥ 0 and numbers that are not NaN; one instruction where there is one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Larger(Vector512<double> largest, Vector512<double> difference) => Avx512DQ.IsSupported
        ? Avx512DQ.Range(largest, difference, LargerSize)
        : Vector512.MaxNative(largest, Vector512.Abs(difference));
}
