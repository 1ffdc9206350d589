using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Distances in single precision from four points to a block of sixteen, in vector lanes, and their comparison with limits: what preselects
/// pairs that are then settled in double precision. A block holds its numbers dimension by dimension, sixteen at a time. All paths give the
/// same bits.
/// </summary>
internal static class SingleKernels
{
    /// <summary>Points of a block.</summary>
    public const int Lanes = 16;

    /// <summary>Points asked about at once.</summary>
    public const int Queries = 4;

    /// <summary>The largest difference of a coordinate, of each query to each point of a block.</summary>
    /// <param name="blocks">The numbers of all blocks.</param>
    /// <param name="offset">Where the first dimension asked for starts.</param>
    /// <param name="queries">Four numbers per dimension asked for.</param>
    /// <param name="distances">Receives sixteen distances per query.</param>
    public static void Chebyshev(float[] blocks, int offset, ReadOnlySpan<float> queries, Span<float> distances)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ref float block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(blocks), offset);
            ref float query = ref MemoryMarshal.GetReference(queries);
            Vector512<float> first = Vector512<float>.Zero;
            Vector512<float> second = Vector512<float>.Zero;
            Vector512<float> third = Vector512<float>.Zero;
            Vector512<float> fourth = Vector512<float>.Zero;
            for (int j = 0; j < queries.Length; j += Queries)
            {
                Vector512<float> points = Vector512.LoadUnsafe(ref block, (nuint)(j * (Lanes / Queries)));
                first = Vector512.MaxNative(first, Vector512.Abs(points - Vector512.Create(Unsafe.Add(ref query, j))));
                second = Vector512.MaxNative(second, Vector512.Abs(points - Vector512.Create(Unsafe.Add(ref query, j + 1))));
                third = Vector512.MaxNative(third, Vector512.Abs(points - Vector512.Create(Unsafe.Add(ref query, j + 2))));
                fourth = Vector512.MaxNative(fourth, Vector512.Abs(points - Vector512.Create(Unsafe.Add(ref query, j + 3))));
            }

            ref float target = ref MemoryMarshal.GetReference(distances);
            first.StoreUnsafe(ref target);
            second.StoreUnsafe(ref target, Lanes);
            third.StoreUnsafe(ref target, 2 * Lanes);
            fourth.StoreUnsafe(ref target, 3 * Lanes);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            HalfChebyshev(blocks, offset, queries, distances);
            HalfChebyshev(blocks, offset + (Lanes / 2), queries, distances[(Lanes / 2)..]);
        }
        else
        {
            ScalarChebyshev(blocks, offset, queries, distances);
        }
    }

    /// <summary>One bit per point of a block whose distance is at most <paramref name="limit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtMost(ReadOnlySpan<float> distances, float limit)
    {
        ref float source = ref MemoryMarshal.GetReference(distances[..Lanes]);
        if (Vector512.IsHardwareAccelerated)
        {
            return (uint)Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref source), Vector512.Create(limit)).ExtractMostSignificantBits();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> bound = Vector256.Create(limit);
            uint low = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref source), bound).ExtractMostSignificantBits();
            uint high = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref source, Lanes / 2), bound).ExtractMostSignificantBits();
            return low | (high << (Lanes / 2));
        }

        return ScalarAtMost(distances, limit);
    }

    /// <summary><see cref="Chebyshev"/> one pair at a time.</summary>
    internal static void ScalarChebyshev(float[] blocks, int offset, ReadOnlySpan<float> queries, Span<float> distances)
    {
        for (int q = 0; q < Queries; q++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                float largest = 0;
                for (int j = 0; j < queries.Length / Queries; j++)
                {
                    largest = Math.Max(largest, Math.Abs(blocks[offset + (j * Lanes) + lane] - queries[(j * Queries) + q]));
                }

                distances[(q * Lanes) + lane] = largest;
            }
        }
    }

    /// <summary><see cref="AtMost"/> one point at a time.</summary>
    internal static uint ScalarAtMost(ReadOnlySpan<float> distances, float limit)
    {
        uint mask = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            mask |= distances[lane] <= limit ? 1u << lane : 0;
        }

        return mask;
    }

    private static void HalfChebyshev(float[] blocks, int offset, ReadOnlySpan<float> queries, Span<float> distances)
    {
        ref float block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(blocks), offset);
        ref float query = ref MemoryMarshal.GetReference(queries);
        Vector256<float> first = Vector256<float>.Zero;
        Vector256<float> second = Vector256<float>.Zero;
        Vector256<float> third = Vector256<float>.Zero;
        Vector256<float> fourth = Vector256<float>.Zero;
        for (int j = 0; j < queries.Length; j += Queries)
        {
            Vector256<float> points = Vector256.LoadUnsafe(ref block, (nuint)(j * (Lanes / Queries)));
            first = Vector256.MaxNative(first, Vector256.Abs(points - Vector256.Create(Unsafe.Add(ref query, j))));
            second = Vector256.MaxNative(second, Vector256.Abs(points - Vector256.Create(Unsafe.Add(ref query, j + 1))));
            third = Vector256.MaxNative(third, Vector256.Abs(points - Vector256.Create(Unsafe.Add(ref query, j + 2))));
            fourth = Vector256.MaxNative(fourth, Vector256.Abs(points - Vector256.Create(Unsafe.Add(ref query, j + 3))));
        }

        ref float target = ref MemoryMarshal.GetReference(distances);
        first.StoreUnsafe(ref target);
        second.StoreUnsafe(ref target, Lanes);
        third.StoreUnsafe(ref target, 2 * Lanes);
        fourth.StoreUnsafe(ref target, 3 * Lanes);
    }
}
