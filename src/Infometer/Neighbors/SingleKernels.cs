using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Compares distances from four points to a block of sixteen with limits, in single precision and vector lanes: what preselects pairs
/// that are then settled in double precision. A block holds its numbers dimension by dimension, sixteen at a time; places without a point
/// hold ∞. An answer has a bit per pair, sixteen in a row for each query. All paths give the same.
/// </summary>
internal static class SingleKernels
{
    /// <summary>Points of a block.</summary>
    public const int Lanes = 16;

    /// <summary>Points asked about at once.</summary>
    public const int Queries = 4;

    /// <summary>Which pairs differ by no more than the query's limit in every coordinate.</summary>
    /// <param name="blocks">The numbers of all blocks.</param>
    /// <param name="offset">Where the first dimension asked for starts.</param>
    /// <param name="queries">Four numbers per dimension asked for.</param>
    /// <param name="limits">Four limits.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // leaves clean registers behind, without which scalar code crawls
    public static ulong Within(float[] blocks, int offset, ReadOnlySpan<float> queries, ReadOnlySpan<float> limits)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return ScalarWithin(blocks, offset, queries, limits);
        }

        Distances(blocks, offset, queries, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
        return AtMost(a, b, c, d, limits);
    }

    /// <summary>The same for two sets of limits: those of <paramref name="stricter"/> are answered in <paramref name="sure"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Within(
        float[] blocks, int offset, ReadOnlySpan<float> queries, ReadOnlySpan<float> limits, ReadOnlySpan<float> stricter, out ulong sure)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            sure = ScalarWithin(blocks, offset, queries, stricter);
            return ScalarWithin(blocks, offset, queries, limits);
        }

        Distances(blocks, offset, queries, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
        sure = AtMost(a, b, c, d, stricter);
        return AtMost(a, b, c, d, limits);
    }

    /// <summary><see cref="Within(float[], int, ReadOnlySpan{float}, ReadOnlySpan{float})"/> one pair at a time.</summary>
    internal static ulong ScalarWithin(float[] blocks, int offset, ReadOnlySpan<float> queries, ReadOnlySpan<float> limits)
    {
        ulong within = 0;
        for (int q = 0; q < Queries; q++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                float largest = 0;
                for (int j = 0; j < queries.Length / Queries; j++)
                {
                    largest = Math.Max(largest, Math.Abs(blocks[offset + (j * Lanes) + lane] - queries[(j * Queries) + q]));
                }

                within |= largest <= limits[q] ? 1UL << ((q * Lanes) + lane) : 0;
            }
        }

        return within;
    }

    // Where 512 bits are not accelerated, these become pairs of 256.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Distances(
        float[] blocks,
        int offset,
        ReadOnlySpan<float> queries,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third,
        out Vector512<float> fourth)
    {
        ref float block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(blocks), offset);
        ref float query = ref MemoryMarshal.GetReference(queries);
        Vector512<float> a = Vector512<float>.Zero;
        Vector512<float> b = Vector512<float>.Zero;
        Vector512<float> c = Vector512<float>.Zero;
        Vector512<float> d = Vector512<float>.Zero;
        for (int left = queries.Length; left > 0; left -= Queries)
        {
            Vector512<float> points = Vector512.LoadUnsafe(ref block);
            a = VectorDistance.Larger(a, points - Vector512.Create(query));
            b = VectorDistance.Larger(b, points - Vector512.Create(Unsafe.Add(ref query, 1)));
            c = VectorDistance.Larger(c, points - Vector512.Create(Unsafe.Add(ref query, 2)));
            d = VectorDistance.Larger(d, points - Vector512.Create(Unsafe.Add(ref query, 3)));
            block = ref Unsafe.Add(ref block, Lanes);
            query = ref Unsafe.Add(ref query, Queries);
        }

        first = a;
        second = b;
        third = c;
        fourth = d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtMost(
        Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth, ReadOnlySpan<float> limits) =>
        Vector512.LessThanOrEqual(first, Vector512.Create(limits[0])).ExtractMostSignificantBits()
        | (Vector512.LessThanOrEqual(second, Vector512.Create(limits[1])).ExtractMostSignificantBits() << Lanes)
        | (Vector512.LessThanOrEqual(third, Vector512.Create(limits[2])).ExtractMostSignificantBits() << (2 * Lanes))
        | (Vector512.LessThanOrEqual(fourth, Vector512.Create(limits[3])).ExtractMostSignificantBits() << (3 * Lanes));
}
