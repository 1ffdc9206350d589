using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Functions over spans of floats, sixteen lanes at a time.</summary>
internal static class FloatMath
{
    /// <summary>target += factor · x, each entry with one rounding where the processor can.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is shorter than the target.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> x)
    {
        ref float to = ref MemoryMarshal.GetReference(target);
        ref float from = ref MemoryMarshal.GetReference(x[..target.Length]);
        Vector512<float> factors = Vector512.Create(factor);
        int i = 0;
        for (; i + Lanes <= target.Length; i += Lanes)
        {
            Vector512.MultiplyAddEstimate(factors, Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] = float.MultiplyAddEstimate(factor, x[i], target[i]);
        }
    }

    private static int Lanes => Vector512<float>.Count;
}
