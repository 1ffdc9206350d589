using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The inner loops of counting, each over one short block of rows that stays in the first-level cache: the codes of
/// several variables are folded into one cell index per row (index·levels + code, in vector lanes), and the cells are
/// counted. Zero levels start a new index: it becomes the code alone, whatever it was. Every loop has a scalar remainder,
/// which does all the work where vectors are not accelerated.
/// </summary>
internal static class CountingKernels
{
    /// <summary>Rows of a block: 16-bit indices take 4 KB, 32-bit ones 8 KB.</summary>
    internal const int BlockRows = 2048;

    /// <summary>index ← index·levels + code, in 8-bit lanes.</summary>
    internal static void Append(Span<byte> index, ReadOnlySpan<byte> codes, int levels)
    {
        ref byte target = ref MemoryMarshal.GetReference(index);
        ref byte source = ref MemoryMarshal.GetReference(codes[..index.Length]);
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Vector<byte> factor = new((byte)levels);
            for (; row <= index.Length - Vector<byte>.Count; row += Vector<byte>.Count)
            {
                Vector<byte> sum = (Vector.LoadUnsafe(ref target, (nuint)row) * factor) + Vector.LoadUnsafe(ref source, (nuint)row);
                sum.StoreUnsafe(ref target, (nuint)row);
            }
        }

        for (; row < index.Length; row++)
        {
            index[row] = (byte)((index[row] * levels) + codes[row]);
        }
    }

    /// <summary>index ← index·levels + code, in 16-bit lanes.</summary>
    internal static void Append(Span<ushort> index, ReadOnlySpan<byte> codes, int levels)
    {
        ref ushort target = ref MemoryMarshal.GetReference(index);
        ref byte source = ref MemoryMarshal.GetReference(codes[..index.Length]);
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            int half = Vector<ushort>.Count;
            Vector<ushort> factor = new((ushort)levels);
            for (; row <= index.Length - (2 * half); row += 2 * half)
            {
                Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)row), out Vector<ushort> low, out Vector<ushort> high);
                low += Vector.LoadUnsafe(ref target, (nuint)row) * factor;
                high += Vector.LoadUnsafe(ref target, (nuint)(row + half)) * factor;
                low.StoreUnsafe(ref target, (nuint)row);
                high.StoreUnsafe(ref target, (nuint)(row + half));
            }
        }

        for (; row < index.Length; row++)
        {
            index[row] = (ushort)((index[row] * levels) + codes[row]);
        }
    }

    /// <summary>index ← index·levels + code for the rows of any variable from <paramref name="start"/> on; at most one block.</summary>
    internal static void Append(Span<uint> index, Codes codes, int start, int levels)
    {
        switch (codes.Width)
        {
            case 1:
                Append(index, codes.Bytes.Slice(start, index.Length), levels);
                break;
            case 2:
                Append(index, codes.Shorts.Slice(start, index.Length), levels);
                break;
            default:
                Append(index, codes.Ints.Slice(start, index.Length), levels);
                break;
        }
    }

    /// <summary>index ← index·levels + code, in 32-bit lanes; at most one block.</summary>
    internal static void Append(Span<uint> index, ReadOnlySpan<byte> codes, int levels)
    {
        Span<ushort> wide = stackalloc ushort[BlockRows];
        wide = wide[..index.Length];
        Append(wide, codes, levels: 0);
        Append(index, wide, levels);
    }

    /// <inheritdoc cref="Append(Span{uint}, ReadOnlySpan{byte}, int)"/>
    internal static void Append(Span<uint> index, ReadOnlySpan<ushort> codes, int levels)
    {
        ref uint target = ref MemoryMarshal.GetReference(index);
        ref ushort source = ref MemoryMarshal.GetReference(codes[..index.Length]);
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            int half = Vector<uint>.Count;
            Vector<uint> factor = new((uint)levels);
            for (; row <= index.Length - (2 * half); row += 2 * half)
            {
                Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)row), out Vector<uint> low, out Vector<uint> high);
                low += Vector.LoadUnsafe(ref target, (nuint)row) * factor;
                high += Vector.LoadUnsafe(ref target, (nuint)(row + half)) * factor;
                low.StoreUnsafe(ref target, (nuint)row);
                high.StoreUnsafe(ref target, (nuint)(row + half));
            }
        }

        for (; row < index.Length; row++)
        {
            index[row] = (index[row] * (uint)levels) + codes[row];
        }
    }

    /// <inheritdoc cref="Append(Span{uint}, ReadOnlySpan{byte}, int)"/>
    internal static void Append(Span<uint> index, ReadOnlySpan<int> codes, int levels)
    {
        ref uint target = ref MemoryMarshal.GetReference(index);
        ref uint source = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(codes[..index.Length]));
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Vector<uint> factor = new((uint)levels);
            for (; row <= index.Length - Vector<uint>.Count; row += Vector<uint>.Count)
            {
                Vector<uint> sum = (Vector.LoadUnsafe(ref target, (nuint)row) * factor) + Vector.LoadUnsafe(ref source, (nuint)row);
                sum.StoreUnsafe(ref target, (nuint)row);
            }
        }

        for (; row < index.Length; row++)
        {
            index[row] = (index[row] * (uint)levels) + (uint)codes[row];
        }
    }

    /// <summary>
    /// index ← index·copies + row mod copies: gives every cell several neighbouring counters that rows use in turn. With
    /// one counter, rows that repeat a cell would each wait for the store of the row before.
    /// </summary>
    /// <param name="index">The cell of each row.</param>
    /// <param name="copies">1, 2, 4 or 8.</param>
    internal static void Spread(Span<ushort> index, int copies)
    {
        ref ushort target = ref MemoryMarshal.GetReference(index);
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Vector<ushort> factor = new((ushort)copies);
            Vector<ushort> turn = Vector<ushort>.Indices & new Vector<ushort>((ushort)(copies - 1));
            for (; row <= index.Length - Vector<ushort>.Count; row += Vector<ushort>.Count)
            {
                ((Vector.LoadUnsafe(ref target, (nuint)row) * factor) + turn).StoreUnsafe(ref target, (nuint)row);
            }
        }

        for (; row < index.Length; row++)
        {
            index[row] = (ushort)((index[row] * copies) + (row & (copies - 1)));
        }
    }

    /// <inheritdoc cref="Spread(Span{ushort}, int)"/>
    internal static void Spread(Span<uint> index, int copies)
    {
        for (int row = 0; row < index.Length; row++)
        {
            index[row] = (index[row] * (uint)copies) + (uint)(row & (copies - 1));
        }
    }

    /// <summary>Adds one to the counter that each index names.</summary>
    internal static void Increment(ReadOnlySpan<ushort> index, Span<uint> counters)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<ushort, ulong>(index);
        foreach (ulong word in words)
        {
            counters[(int)(word & 0xFFFF)]++;
            counters[(int)((word >> 16) & 0xFFFF)]++;
            counters[(int)((word >> 32) & 0xFFFF)]++;
            counters[(int)(word >> 48)]++;
        }

        foreach (ushort counter in index[(4 * words.Length)..])
        {
            counters[counter]++;
        }
    }

    /// <inheritdoc cref="Increment(ReadOnlySpan{ushort}, Span{uint})"/>
    internal static void Increment(ReadOnlySpan<uint> index, Span<uint> counters)
    {
        foreach (uint counter in index)
        {
            counters[(int)counter]++;
        }
    }

    /// <summary>target ← target + source, element by element.</summary>
    internal static void Add(Span<uint> target, ReadOnlySpan<uint> source)
    {
        ref uint to = ref MemoryMarshal.GetReference(target);
        ref uint from = ref MemoryMarshal.GetReference(source[..target.Length]);
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= target.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                (Vector.LoadUnsafe(ref to, (nuint)i) + Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < target.Length; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>Copies the low byte of each code; returns the largest code read as unsigned, by which the caller finds a bad one.</summary>
    internal static uint Narrow(ReadOnlySpan<int> codes, Span<byte> target)
    {
        ref uint source = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(codes));
        ref byte to = ref MemoryMarshal.GetReference(target[..codes.Length]);
        uint largest = 0;
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            int lanes = Vector<uint>.Count;
            Vector<uint> most = Vector<uint>.Zero;
            for (; row <= codes.Length - (4 * lanes); row += 4 * lanes)
            {
                Vector<uint> a = Vector.LoadUnsafe(ref source, (nuint)row);
                Vector<uint> b = Vector.LoadUnsafe(ref source, (nuint)(row + lanes));
                Vector<uint> c = Vector.LoadUnsafe(ref source, (nuint)(row + (2 * lanes)));
                Vector<uint> d = Vector.LoadUnsafe(ref source, (nuint)(row + (3 * lanes)));
                most = Vector.Max(most, Vector.Max(Vector.Max(a, b), Vector.Max(c, d)));
                Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d)).StoreUnsafe(ref to, (nuint)row);
            }

            largest = LargestLane(most);
        }

        for (; row < codes.Length; row++)
        {
            largest = Math.Max(largest, (uint)codes[row]);
            target[row] = (byte)codes[row];
        }

        return largest;
    }

    /// <summary>Copies the low 16 bits of each code; returns the largest code read as unsigned.</summary>
    internal static uint Narrow(ReadOnlySpan<int> codes, Span<ushort> target)
    {
        ref uint source = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(codes));
        ref ushort to = ref MemoryMarshal.GetReference(target[..codes.Length]);
        uint largest = 0;
        int row = 0;
        if (Vector.IsHardwareAccelerated)
        {
            int lanes = Vector<uint>.Count;
            Vector<uint> most = Vector<uint>.Zero;
            for (; row <= codes.Length - (2 * lanes); row += 2 * lanes)
            {
                Vector<uint> a = Vector.LoadUnsafe(ref source, (nuint)row);
                Vector<uint> b = Vector.LoadUnsafe(ref source, (nuint)(row + lanes));
                most = Vector.Max(most, Vector.Max(a, b));
                Vector.Narrow(a, b).StoreUnsafe(ref to, (nuint)row);
            }

            largest = LargestLane(most);
        }

        for (; row < codes.Length; row++)
        {
            largest = Math.Max(largest, (uint)codes[row]);
            target[row] = (ushort)codes[row];
        }

        return largest;
    }

    /// <summary>Copies each code; returns the largest code read as unsigned.</summary>
    internal static uint Copy(ReadOnlySpan<int> codes, Span<int> target)
    {
        codes.CopyTo(target);
        uint largest = 0;
        foreach (int code in codes)
        {
            largest = Math.Max(largest, (uint)code);
        }

        return largest;
    }

    private static uint LargestLane(Vector<uint> lanes)
    {
        uint largest = 0;
        for (int lane = 0; lane < Vector<uint>.Count; lane++)
        {
            largest = Math.Max(largest, lanes[lane]);
        }

        return largest;
    }
}
