using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Numbers the distinct texts of a column in order of appearance. Texts lie as bytes behind one another, so that a million of
/// them are three arrays and no objects. Open addressing with linear probing, at most half full. A text of up to 16 bytes is
/// told apart by two integers and its length; a longer one by a hash first and its bytes then.
/// </summary>
internal sealed class Utf8Dictionary
{
    /// <summary>Bytes that must be readable before the end of a text that is passed as part of a buffer.</summary>
    public const int Window = 16;

    private int[] _slots = new int[16];
    private Entry[] _entries = new Entry[8];
    private byte[] _bytes = new byte[64];

    /// <summary>How many distinct texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text with a number.</summary>
    public ReadOnlySpan<byte> this[int code]
    {
        get
        {
            ref Entry entry = ref _entries[code];
            return _bytes.AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>The number of a text, which is given the next one where it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        Span<byte> window = stackalloc byte[Window];
        if (text.Length > Window)
        {
            return GetOrAdd(text, 0, text.Length);
        }

        window.Clear();
        text.CopyTo(window[^text.Length..]);
        return GetOrAdd(window, Window - text.Length, Window);
    }

    /// <summary>
    /// The number of the text from <paramref name="start"/> to <paramref name="end"/> of a buffer, in which
    /// <see cref="Window"/> bytes lie before the end.
    /// </summary>
    public int GetOrAdd(ReadOnlySpan<byte> buffer, int start, int end)
    {
        int length = end - start;
        ulong low;
        ulong high;
        if (length <= Window)
        {
            // The text fills the last lanes; zeros stand before it.
            Vector128<ulong> lanes = (Vector128.Create(buffer.Slice(end - Window, Window)) & LaneMasks.Last(length)).AsUInt64();
            low = lanes[0];
            high = lanes[1];
        }
        else
        {
            low = HashLong(buffer[start..end]);
            high = 0;
        }

        uint hash = (uint)(Mix(Mix(low + (ulong)length) ^ high) >> 32);
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        while (true)
        {
            int code = _slots[slot] - 1;
            if (code < 0)
            {
                return Add(buffer[start..end], new Entry(low, high, 0, length, hash), slot);
            }

            ref Entry entry = ref _entries[code];
            if (entry.High == high && entry.Low == low && entry.Length == length
                && (length <= Window || this[code].SequenceEqual(buffer[start..end])))
            {
                return code;
            }

            slot = (slot + 1) & mask;
        }
    }

    private static ulong Mix(ulong x)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        x *= Odd;
        return (x ^ (x >> 32)) * Odd;
    }

    private static ulong HashLong(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        ReadOnlySpan<byte> rest = text;
        while (rest.Length > 8)
        {
            hash = BitOperations.RotateLeft(Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)), 29);
            rest = rest[8..];
        }

        // The last eight bytes overlap the ones before instead of being read one by one.
        return Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]));
    }

    private int Add(ReadOnlySpan<byte> text, Entry entry, int slot)
    {
        int start = Count == 0 ? 0 : _entries[Count - 1].Start + _entries[Count - 1].Length;
        if (text.Length > Array.MaxLength - start)
        {
            throw new InvalidInputException(
                "A text column has more than 2 GB of distinct texts; leave the column out: it identifies rows rather than describes them.");
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        if (_bytes.Length - start < text.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(_bytes.Length * 2L, start + (long)text.Length), Array.MaxLength));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _entries[Count] = entry with { Start = start };
        _slots[slot] = ++Count;
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return Count - 1;
    }

    private void Rehash()
    {
        int[] slots = new int[_slots.Length * 2];
        int mask = slots.Length - 1;
        for (int code = 0; code < Count; code++)
        {
            int slot = (int)_entries[code].Hash & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = code + 1;
        }

        _slots = slots;
    }

    private readonly record struct Entry(ulong Low, ulong High, int Start, int Length, uint Hash);
}
