using System.Buffers.Binary;
using System.Numerics;

namespace Infometer;

/// <summary>
/// Numbers the distinct texts of a column in order of appearance. Texts lie as bytes behind one another, so that a million of
/// them are three arrays and no objects. Open addressing with linear probing, at most half full.
/// </summary>
internal sealed class Utf8Dictionary
{
    private int[] _slots = new int[16];
    private uint[] _hashes = new uint[8];
    private int[] _ends = new int[8];
    private byte[] _bytes = new byte[64];

    /// <summary>How many distinct texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text with a number.</summary>
    public ReadOnlySpan<byte> this[int code]
    {
        get
        {
            int start = code == 0 ? 0 : _ends[code - 1];
            return _bytes.AsSpan(start, _ends[code] - start);
        }
    }

    /// <summary>The number of a text, or −1 where it is new.</summary>
    public int Find(ReadOnlySpan<byte> text) => Find(text, Hash(text), out _);

    /// <summary>The number of a text, which is given the next one where it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        int code = Find(text, hash, out int slot);
        return code >= 0 ? code : Add(text, hash, slot);
    }

    private int Find(ReadOnlySpan<byte> text, uint hash, out int slot)
    {
        int mask = _slots.Length - 1;
        slot = (int)hash & mask;
        while (true)
        {
            int code = _slots[slot] - 1;
            if (code < 0 || (_hashes[code] == hash && this[code].SequenceEqual(text)))
            {
                return code;
            }

            slot = (slot + 1) & mask;
        }
    }

    private int Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (text.Length > Array.MaxLength - start)
        {
            throw new InvalidInputException(
                "A text column has more than 2 GB of distinct texts; leave the column out (TableOptions.Columns), it identifies rows rather than describes them.");
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        if (_bytes.Length - start < text.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Clamp(_bytes.Length * 2L, start + (long)text.Length, Array.MaxLength));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = start + text.Length;
        _hashes[Count] = hash;
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
            int slot = (int)_hashes[code] & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = code + 1;
        }

        _slots = slots;
    }

    // Multiply and fold, eight bytes at a time; the last read overlaps the one before it instead of looping over single bytes.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)text.Length * Odd;
        ReadOnlySpan<byte> rest = text;
        while (rest.Length > 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[8..];
        }

        ulong last = text.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]),
            >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << 32),
            >= 1 => text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16),
            _ => 0,
        };
        return (uint)(Mix(hash ^ last) >> 32);

        static ulong Mix(ulong x)
        {
            x *= Odd;
            return BitOperations.RotateLeft(x ^ (x >> 32), 29) * Odd;
        }
    }
}
