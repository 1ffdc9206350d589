using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Distances from one point to a group of eight, in vector lanes. A group holds its numbers dimension by dimension, eight at a time; places
/// without a point hold NaN, which no comparison lets through. All paths give the same bits.
/// </summary>
internal static class PointKernels
{
    /// <summary>Points of a group.</summary>
    public const int Lanes = 8;

    /// <summary>The largest difference of a coordinate, to each point of a group.</summary>
    /// <param name="groups">The numbers of all groups.</param>
    /// <param name="offset">Where the first dimension asked for starts.</param>
    /// <param name="query">The numbers of the point, one per dimension asked for.</param>
    /// <param name="limit">The largest distance that matters.</param>
    /// <param name="distances">Receives eight distances.</param>
    /// <returns>One bit per point whose distance is at most <paramref name="limit"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Chebyshev(double[] groups, int offset, ReadOnlySpan<double> query, double limit, Span<double> distances)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ref double group = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(groups), offset);
            Vector512<double> largest = Vector512.Abs(Vector512.LoadUnsafe(ref group) - Vector512.Create(query[0]));
            for (int j = 1; j < query.Length; j++)
            {
                Vector512<double> next = Vector512.LoadUnsafe(ref group, (nuint)(j * Lanes)) - Vector512.Create(query[j]);
                largest = Vector512.MaxNative(largest, Vector512.Abs(next));
            }

            largest.StoreUnsafe(ref MemoryMarshal.GetReference(distances));
            return (uint)Vector512.LessThanOrEqual(largest, Vector512.Create(limit)).ExtractMostSignificantBits();
        }

        return Vector256.IsHardwareAccelerated
            ? HalfChebyshev(groups, offset, query, limit, distances)
                | (HalfChebyshev(groups, offset + (Lanes / 2), query, limit, distances[(Lanes / 2)..]) << (Lanes / 2))
            : ScalarChebyshev(groups, offset, query, limit, distances);
    }

    /// <summary>√(Σ Δ²) within each block (|Δ| where it has one dimension) and the largest of these, to each point of a group.</summary>
    /// <param name="groups">The numbers of all groups.</param>
    /// <param name="offset">Where the first dimension asked for starts.</param>
    /// <param name="query">The numbers of the point, one per dimension asked for.</param>
    /// <param name="blocks">The widths of the blocks.</param>
    /// <param name="limit">The largest distance that matters.</param>
    /// <param name="distances">Receives eight distances.</param>
    /// <returns>One bit per point whose distance is at most <paramref name="limit"/>.</returns>
    public static uint Euclidean(
        double[] groups, int offset, ReadOnlySpan<double> query, ReadOnlySpan<int> blocks, double limit, Span<double> distances)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return ScalarEuclidean(groups, offset, query, blocks, limit, distances);
        }

        // Where 512 bits are not accelerated, these become pairs of 256.
        ref double group = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(groups), offset);
        Vector512<double> largest = Vector512<double>.Zero;
        int j = 0;
        foreach (int width in blocks)
        {
            if (width == 1)
            {
                Vector512<double> only = Vector512.LoadUnsafe(ref group, (nuint)(j * Lanes)) - Vector512.Create(query[j++]);
                largest = Vector512.MaxNative(largest, Vector512.Abs(only));
                continue;
            }

            Vector512<double> sum = Vector512<double>.Zero;
            for (int end = j + width; j < end; j++)
            {
                Vector512<double> next = Vector512.LoadUnsafe(ref group, (nuint)(j * Lanes)) - Vector512.Create(query[j]);
                sum += next * next;
            }

            largest = Vector512.MaxNative(largest, Vector512.Sqrt(sum));
        }

        largest.StoreUnsafe(ref MemoryMarshal.GetReference(distances));
        return (uint)Vector512.LessThanOrEqual(largest, Vector512.Create(limit)).ExtractMostSignificantBits();
    }

    /// <summary><see cref="Chebyshev"/> one point at a time.</summary>
    internal static uint ScalarChebyshev(double[] groups, int offset, ReadOnlySpan<double> query, double limit, Span<double> distances)
    {
        uint mask = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            double largest = 0;
            for (int j = 0; j < query.Length; j++)
            {
                largest = Math.Max(largest, Math.Abs(groups[offset + (j * Lanes) + lane] - query[j]));
            }

            distances[lane] = largest;
            mask |= largest <= limit ? 1u << lane : 0;
        }

        return mask;
    }

    /// <summary><see cref="Euclidean"/> one point at a time.</summary>
    internal static uint ScalarEuclidean(
        double[] groups, int offset, ReadOnlySpan<double> query, ReadOnlySpan<int> blocks, double limit, Span<double> distances)
    {
        uint mask = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            double largest = 0;
            int j = 0;
            foreach (int width in blocks)
            {
                if (width == 1)
                {
                    largest = Math.Max(largest, Math.Abs(groups[offset + (j * Lanes) + lane] - query[j++]));
                    continue;
                }

                double sum = 0;
                for (int end = j + width; j < end; j++)
                {
                    double next = groups[offset + (j * Lanes) + lane] - query[j];
                    sum += next * next;
                }

                largest = Math.Max(largest, Math.Sqrt(sum));
            }

            distances[lane] = largest;
            mask |= largest <= limit ? 1u << lane : 0;
        }

        return mask;
    }

    private static uint HalfChebyshev(double[] groups, int offset, ReadOnlySpan<double> query, double limit, Span<double> distances)
    {
        ref double group = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(groups), offset);
        Vector256<double> largest = Vector256.Abs(Vector256.LoadUnsafe(ref group) - Vector256.Create(query[0]));
        for (int j = 1; j < query.Length; j++)
        {
            Vector256<double> next = Vector256.LoadUnsafe(ref group, (nuint)(j * Lanes)) - Vector256.Create(query[j]);
            largest = Vector256.MaxNative(largest, Vector256.Abs(next));
        }

        largest.StoreUnsafe(ref MemoryMarshal.GetReference(distances));
        return Vector256.LessThanOrEqual(largest, Vector256.Create(limit)).ExtractMostSignificantBits();
    }
}
