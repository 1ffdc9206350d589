using System.Buffers.Binary;
using System.Text;

namespace Infometer;

/// <summary>
/// The distinct texts of a column in ordinal order (by code point, which is the order of their UTF-8 bytes), missing ones left
/// out. Bytes behind one another, no object per text.
/// </summary>
internal sealed class DistinctTexts
{
    // Below this a string per level costs nothing and saves decoding it again and again.
    private const int FewLevels = 4096;

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private DistinctTexts(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    /// <summary>How many there are.</summary>
    public int Count => _ends.Length;

    /// <summary>A text by its code.</summary>
    public ReadOnlySpan<byte> this[int code]
    {
        get
        {
            int start = code == 0 ? 0 : _ends[code - 1];
            return _bytes.AsSpan(start, _ends[code] - start);
        }
    }

    /// <summary>
    /// Merges dictionaries. <paramref name="maps"/> holds, per dictionary, the code of each of its texts; a missing one gets the
    /// code behind the last.
    /// </summary>
    public static DistinctTexts Merge(IReadOnlyList<Utf8Dictionary?> dictionaries, MissingTokens? missing, out int[][] maps)
    {
        Utf8Dictionary all = dictionaries.OfType<Utf8Dictionary>().FirstOrDefault() ?? new Utf8Dictionary();
        maps = new int[dictionaries.Count][];
        for (int d = 0; d < maps.Length; d++)
        {
            maps[d] = new int[dictionaries[d]?.Count ?? 0];
            for (int i = 0; i < maps[d].Length; i++)
            {
                maps[d][i] = ReferenceEquals(dictionaries[d], all) ? i : all.GetOrAdd(dictionaries[d]![i]);
            }
        }

        int[] order = Sort(all, missing);
        int[] rank = new int[all.Count];
        Array.Fill(rank, order.Length);
        for (int code = 0; code < order.Length; code++)
        {
            rank[order[code]] = code;
        }

        foreach (int[] map in maps)
        {
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = rank[map[i]];
            }
        }

        return Gather(all, order);
    }

    /// <summary>The texts as level names, with the missing level last where asked for; decoded on demand where they are many.</summary>
    public IReadOnlyList<string> ToLevels(bool withMissing)
    {
        int count = Count + (withMissing ? 1 : 0);
        LazyList<string> levels = new(count, code => code < Count ? Encoding.UTF8.GetString(this[code]) : Column.MissingLevel);
        return count <= FewLevels ? [.. levels] : levels;
    }

    private static int[] Sort(Utf8Dictionary all, MissingTokens? missing)
    {
        int count = 0;
        int[] order = new int[all.Count];
        ulong[] keys = new ulong[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            if (missing is null || !missing.Contains(all[i]))
            {
                keys[count] = Prefix(all[i]);
                order[count++] = i;
            }
        }

        Array.Resize(ref order, count);
        Array.Sort(keys, order, 0, count);
        SortTies(all, keys, order);
        return order;
    }

    // Texts that agree in their first eight bytes.
    private static void SortTies(Utf8Dictionary all, ulong[] keys, int[] order)
    {
        int start = 0;
        for (int i = 1; i <= order.Length; i++)
        {
            if (i < order.Length && keys[i] == keys[start])
            {
                continue;
            }

            if (i - start > 1)
            {
                order.AsSpan(start, i - start).Sort((a, b) => all[a].SequenceCompareTo(all[b]));
            }

            start = i;
        }
    }

    private static ulong Prefix(ReadOnlySpan<byte> text)
    {
        Span<byte> head = stackalloc byte[8];
        head.Clear();
        text[..Math.Min(8, text.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }

    private static DistinctTexts Gather(Utf8Dictionary all, int[] order)
    {
        int[] ends = new int[order.Length];
        int length = 0;
        for (int code = 0; code < order.Length; code++)
        {
            length += all[order[code]].Length;
            ends[code] = length;
        }

        byte[] bytes = new byte[length];
        for (int code = 0; code < order.Length; code++)
        {
            ReadOnlySpan<byte> text = all[order[code]];
            text.CopyTo(bytes.AsSpan(ends[code] - text.Length));
        }

        return new DistinctTexts(bytes, ends);
    }
}
