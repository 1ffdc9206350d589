using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Infometer;

/// <summary>
/// Reads numbers of at most 16 characters, an optional minus, digits and at most one point, without a branch per digit: all
/// characters are checked at once, the point is closed up, and pairs of neighbours are combined four times (digits, pairs, fours,
/// eights). Whatever else stands in a cell is left to <see cref="NumberParser"/>, the scalar twin.
/// </summary>
internal static class ShortNumber
{
    private const int Window = Utf8Dictionary.Window;
    private const ulong LargestExact = 1UL << 53;

    private static ReadOnlySpan<double> Powers =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16];

    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => Sse41.IsSupported;

    /// <summary>Reads the number in the bytes from <paramref name="start"/> to <paramref name="end"/>; false where another parser has
    /// to.</summary>
    /// <param name="buffer">Bytes of which at least <see cref="Utf8Dictionary.Window"/> lie before <paramref name="end"/>.</param>
    /// <param name="start">Where the cell begins.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <param name="value">The number, correctly rounded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> buffer, int start, int end, out double value)
    {
        value = 0;
        int length = end - start;
        if ((uint)(length - 1) >= Window)
        {
            return false;
        }

        Vector128<byte> text = Vector128.Create(buffer.Slice(end - Window, Window));
        ulong negative = buffer[start] == (byte)'-' ? 1UL : 0;
        length -= (int)negative;

        // The cell fills the last lanes; what stands in the others becomes leading zeros.
        Vector128<byte> inside = LaneMasks.Last(length);
        Vector128<byte> digits = (text - Vector128.Create((byte)'0')) & inside;
        Vector128<byte> points = Vector128.Equals(text, Vector128.Create((byte)'.')) & inside;
        Vector128<byte> valid = Vector128.Equals(Vector128.Min(digits, Vector128.Create((byte)9)), digits) | points;
        uint point = points.ExtractMostSignificantBits();
        bool hasPoint = point != 0;
        if (valid != Vector128<byte>.AllBitsSet || (point & (point - 1)) != 0 || length - (hasPoint ? 1 : 0) < 1)
        {
            return false;
        }

        // Lanes up to the point take their left neighbour, which closes the gap.
        int lane = BitOperations.TrailingZeroCount(point);
        Vector128<byte> upToPoint = LaneMasks.First(hasPoint ? lane + 1 : 0);
        digits = Vector128.ConditionalSelect(upToPoint, Sse2.ShiftLeftLogical128BitLane(digits, 1), digits);

        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)0x010A).AsSByte());
        Vector128<int> fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064).AsInt16());
        Vector128<ushort> packed = Sse41.PackUnsignedSaturate(fours, fours);
        Vector128<int> eights = Sse2.MultiplyAddAdjacent(packed.AsInt16(), Vector128.Create(0x0001_2710).AsInt16());
        ulong all = eights.AsUInt64().ToScalar();
        ulong w = ((uint)all * 100_000_000UL) + (all >> 32);
        if (w > LargestExact)
        {
            return false;
        }

        // Both are exact, so this rounds once.
        double quotient = w / Powers[hasPoint ? Window - 1 - lane : 0];
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(quotient) | (negative << 63));
        return true;
    }
}
