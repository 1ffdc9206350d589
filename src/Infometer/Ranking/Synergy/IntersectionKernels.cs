using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Infometer;

/// <summary>
/// Counts how many bits two sets share: AND, then a count of ones. .NET 10 has no vector population count for x86, so the
/// two halves of a byte are looked up in a table of sixteen by a shuffle, and the bytes are summed (Muła, Kurz and Lemire
/// 2018). The scalar twin does the work where there are no such units.
/// </summary>
internal static class IntersectionKernels
{
    /// <summary>Words that a set's length is a multiple of: one vector of 512 bits.</summary>
    internal const int WordsPerVector = 8;

    // A byte of a sum of byte counts holds 31 vectors of up to 8 ones; so do 16 bits the ones of all bytes.
    private const int MaxWords = 31 * WordsPerVector;

    /// <summary>
    /// cells[l·stride + m] += number of common bits of set l of <paramref name="a"/> and set m of <paramref name="b"/>, sets of
    /// <paramref name="words"/> words that lie one behind the other.
    /// </summary>
    internal static void Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words, Span<int> cells, int stride)
    {
        if (words > MaxWords || words % WordsPerVector != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(words), words, $"Sets must be whole vectors of {WordsPerVector} words, {MaxWords} words at most.");
        }

        if (!(Vector512.IsHardwareAccelerated && Avx512BW.IsSupported))
        {
            AddOneByOne(a, b, words, cells, stride);
            return;
        }

        // Two sets of either column at a time: each vector is loaded for two intersections, and four sums are taken together.
        int l = 0;
        for (; l + words < a.Length; l += 2 * words)
        {
            Span<int> first = cells[(l / words * stride)..];
            Span<int> second = first[stride..];
            int m = 0;
            int to = 0;
            for (; m + words < b.Length; m += 2 * words, to += 2)
            {
                ulong sums = CountFour(a.Slice(l, 2 * words), b.Slice(m, 2 * words), words);
                first[to] += (ushort)sums;
                first[to + 1] += (ushort)(sums >> 16);
                second[to] += (ushort)(sums >> 32);
                second[to + 1] += (int)(sums >> 48);
            }

            if (m < b.Length)
            {
                ulong sums = CountTwo(b[m..], a.Slice(l, 2 * words), words);
                first[to] += (ushort)sums;
                second[to] += (ushort)(sums >> 16);
            }
        }

        if (l < a.Length)
        {
            AddRow(a[l..], b, words, cells[(l / words * stride)..]);
        }
    }

    /// <summary>The scalar twin of <see cref="Add"/>.</summary>
    internal static void AddScalar(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words, Span<int> cells, int stride)
    {
        for (int l = 0; l * words < a.Length; l++)
        {
            for (int m = 0; m * words < b.Length; m++)
            {
                cells[(l * stride) + m] += CountScalar(a.Slice(l * words, words), b.Slice(m * words, words));
            }
        }
    }

    // Where vectors are of 256 bits or none.
    private static void AddOneByOne(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words, Span<int> cells, int stride)
    {
        if (!Avx2.IsSupported)
        {
            AddScalar(a, b, words, cells, stride);
            return;
        }

        for (int l = 0; l * words < a.Length; l++)
        {
            for (int m = 0; m * words < b.Length; m++)
            {
                cells[(l * stride) + m] += Count256(a.Slice(l * words, words), b.Slice(m * words, words));
            }
        }
    }

    // The sets of b with the one set a.
    private static void AddRow(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words, Span<int> cells)
    {
        int m = 0;
        int to = 0;
        for (; m + words < b.Length; m += 2 * words, to += 2)
        {
            ulong sums = CountTwo(a, b.Slice(m, 2 * words), words);
            cells[to] += (ushort)sums;
            cells[to + 1] += (ushort)(sums >> 16);
        }

        if (m < b.Length)
        {
            cells[to] += Count512(a[..words], b.Slice(m, words));
        }
    }

    private static int CountScalar(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int count = 0;
        for (int word = 0; word < a.Length; word++)
        {
            count += BitOperations.PopCount(a[word] & b[word]);
        }

        return count;
    }

    private static int Count512(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        ref ulong left = ref MemoryMarshal.GetReference(a);
        ref ulong right = ref MemoryMarshal.GetReference(b);
        Vector512<byte> sum = Vector512<byte>.Zero;
        for (nuint word = 0; word < (nuint)a.Length; word += WordsPerVector)
        {
            sum += Ones(Vector512.LoadUnsafe(ref left, word) & Vector512.LoadUnsafe(ref right, word));
        }

        return (int)Vector512.Sum(SumOfBytes(sum));
    }

    // a with each of two sets b; the sums in 16 bits each, which hold up to 31 · 512.
    private static ulong CountTwo(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words)
    {
        ref ulong left = ref MemoryMarshal.GetReference(a[..words]);
        ref ulong right = ref MemoryMarshal.GetReference(b[..(2 * words)]);
        Vector512<byte> first = Vector512<byte>.Zero;
        Vector512<byte> second = Vector512<byte>.Zero;
        for (nuint word = 0; word < (nuint)words; word += WordsPerVector)
        {
            Vector512<ulong> common = Vector512.LoadUnsafe(ref left, word);
            first += Ones(common & Vector512.LoadUnsafe(ref right, word));
            second += Ones(common & Vector512.LoadUnsafe(ref right, word + (nuint)words));
        }

        return Vector512.Sum(SumOfBytes(first) + (SumOfBytes(second) << 16));
    }

    // Two sets a with two sets b: a₀b₀, a₀b₁, a₁b₀, a₁b₁ in 16 bits each.
    private static ulong CountFour(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int words)
    {
        ref ulong left = ref MemoryMarshal.GetReference(a[..(2 * words)]);
        ref ulong right = ref MemoryMarshal.GetReference(b[..(2 * words)]);
        nuint other = (nuint)words;
        Vector512<byte> s00 = Vector512<byte>.Zero;
        Vector512<byte> s01 = Vector512<byte>.Zero;
        Vector512<byte> s10 = Vector512<byte>.Zero;
        Vector512<byte> s11 = Vector512<byte>.Zero;
        for (nuint word = 0; word < other; word += WordsPerVector)
        {
            Vector512<ulong> a0 = Vector512.LoadUnsafe(ref left, word);
            Vector512<ulong> a1 = Vector512.LoadUnsafe(ref left, word + other);
            Vector512<ulong> b0 = Vector512.LoadUnsafe(ref right, word);
            Vector512<ulong> b1 = Vector512.LoadUnsafe(ref right, word + other);
            s00 += Ones(a0 & b0);
            s01 += Ones(a0 & b1);
            s10 += Ones(a1 & b0);
            s11 += Ones(a1 & b1);
        }

        return Vector512.Sum(
            SumOfBytes(s00) + (SumOfBytes(s01) << 16) + (SumOfBytes(s10) << 32) + (SumOfBytes(s11) << 48));
    }

    // How many ones each byte has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Ones(Vector512<ulong> bits)
    {
        Vector512<byte> nibble = Vector512.Create((byte)0x0F);
        Vector512<byte> ones = Vector512.Create(
            (byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,
            0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        Vector512<byte> high = (bits.AsUInt16() >> 4).AsByte() & nibble;
        return Avx512BW.Shuffle(ones, bits.AsByte() & nibble) + Avx512BW.Shuffle(ones, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> SumOfBytes(Vector512<byte> bytes) =>
        Avx512BW.SumAbsoluteDifferences(bytes, Vector512<byte>.Zero).AsUInt64();

    private static int Count256(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        ref ulong left = ref MemoryMarshal.GetReference(a);
        ref ulong right = ref MemoryMarshal.GetReference(b);
        Vector256<byte> ones = Vector256.Create(OnesOfNibble(), OnesOfNibble());
        Vector256<byte> nibble = Vector256.Create((byte)0x0F);
        Vector256<ulong> sum = Vector256<ulong>.Zero;
        for (nuint word = 0; word < (nuint)a.Length; word += WordsPerVector)
        {
            // Two halves of 256 bits make one step, so that the bytes are summed as often as with 512.
            Vector256<byte> bytes = Ones(ref left, ref right, word) + Ones(ref left, ref right, word + 4);
            sum += Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsUInt64();
        }

        return (int)Vector256.Sum(sum);

        Vector256<byte> Ones(ref ulong left, ref ulong right, nuint word)
        {
            Vector256<byte> both = (Vector256.LoadUnsafe(ref left, word) & Vector256.LoadUnsafe(ref right, word)).AsByte();
            Vector256<byte> high = (both.AsUInt16() >> 4).AsByte() & nibble;
            return Avx2.Shuffle(ones, both & nibble) + Avx2.Shuffle(ones, high);
        }
    }

    // How many ones the numbers 0 … 15 have.
    private static Vector128<byte> OnesOfNibble() => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
}
