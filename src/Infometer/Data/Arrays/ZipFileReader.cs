using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Infometer;

/// <summary>
/// Reads zip files where they lie: members that are stored can then be read at any place in them, which the runtime's own reader does not
/// offer. Nothing that a file claims is believed before it was compared with the file's length.
/// </summary>
/// <param name="source">The bytes of the zip file.</param>
/// <param name="name">What messages call it.</param>
internal sealed class ZipFileReader(ByteSource source, string name)
{
    private const uint LocalMark = 0x04034B50;
    private const uint EntryMark = 0x02014B50;
    private const uint EndMark = 0x06054B50;
    private const uint End64Mark = 0x06064B50;
    private const uint Locator64Mark = 0x07064B50;
    private const int LocalLength = 30;
    private const int EntryLength = 46;
    private const int EndLength = 22;
    private const int End64Length = 56;
    private const int Locator64Length = 20;
    private const int MostDirectoryBytes = 1 << 26;

    // Deflate packs at most 258 bytes into 2 bits, so a claim of more than this is none.
    private const long MostPacking = 1_032;

    private InvalidInputException Damaged(string why) =>
        new($"{name} is a damaged or cut-off zip file ({why}); copy it again, or save the arrays again with np.savez.");

    /// <summary>Reads the directory.</summary>
    public List<ZipMember> ReadDirectory()
    {
        (long offset, long length, long count) = FindDirectory();
        if (offset < 0 || length < 0 || offset > source.Length - length || count < 0 || count > length / EntryLength)
        {
            throw Damaged("its directory lies outside of it");
        }

        if (length > MostDirectoryBytes)
        {
            throw new InvalidInputException($"{name} has a directory of {length} bytes, which is beyond what is read; save fewer arrays into one file.");
        }

        byte[] directory = Bytes(offset, (int)length);
        List<ZipMember> members = [];
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            members.Add(ReadEntry(directory, ref at));
        }

        return members;
    }

    /// <summary>The bytes of a member that is stored.</summary>
    public ByteSource OpenStored(ZipMember member)
    {
        if (member.PackedSize != member.Size)
        {
            throw Damaged($"'{member.Name}' is stored, and yet its two sizes differ");
        }

        return new SliceSource(source, DataOffset(member), member.Size);
    }

    /// <summary>The first bytes of a member, as many as asked for or as there are.</summary>
    public byte[] Peek(ZipMember member, int length)
    {
        byte[] head = new byte[Math.Min(length, member.Size)];
        if (member.Method == ZipMember.Stored)
        {
            OpenStored(member).Read(0, head);
            return head;
        }

        using DeflateStream stream = OpenDeflated(member);
        try
        {
            int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return count == head.Length ? head : throw Damaged($"'{member.Name}' ends early");
        }
        catch (InvalidDataException e)
        {
            throw Broken(member, e);
        }
    }

    /// <summary>Unpacks a deflated member into memory: as many bytes as the directory says, with the checksum that it says.</summary>
    public MemorySource Unpack(ZipMember member)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (member.Size > available)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{member.Name}' in {name} unpacks to {member.Size:N0} bytes, more than the memory here; save it unpacked, with np.savez or np.save."));
        }

        using DeflateStream stream = OpenDeflated(member);
        using CheckedStream bounded = new(stream, member.Size);
        try
        {
            MemorySource unpacked = MemorySource.ReadAll(bounded, default);
            return unpacked.Length != member.Size ? throw Damaged($"'{member.Name}' does not have the length that it should have")
                : bounded.Crc != member.Crc ? throw Damaged($"the checksum of '{member.Name}' is wrong")
                : unpacked;
        }
        catch (InvalidDataException e)
        {
            throw Broken(member, e);
        }
    }

    private InvalidInputException Broken(ZipMember member, Exception inner) => new(Damaged($"'{member.Name}' cannot be unpacked").Message, inner);

    private DeflateStream OpenDeflated(ZipMember member)
    {
        if (member.Size / MostPacking > member.PackedSize)
        {
            throw Damaged($"'{member.Name}' claims {member.Size} bytes, which cannot be packed into {member.PackedSize}");
        }

        return new DeflateStream(new SliceSource(source, DataOffset(member), member.PackedSize).AsStream(), CompressionMode.Decompress);
    }

    private long DataOffset(ZipMember member)
    {
        if (member.HeaderOffset < 0 || member.HeaderOffset > source.Length - LocalLength)
        {
            throw Damaged($"'{member.Name}' lies outside of it");
        }

        byte[] header = Bytes(member.HeaderOffset, LocalLength);
        long offset = member.HeaderOffset + LocalLength + Short(header, 26) + Short(header, 28);
        return Int(header, 0) == LocalMark && member.PackedSize >= 0 && member.PackedSize <= source.Length - offset
            ? offset
            : throw Damaged($"'{member.Name}' is not where the directory says");
    }

    // The end record is the last thing in the file, behind it at most a comment.
    private (long Offset, long Length, long Count) FindDirectory()
    {
        int tailLength = (int)Math.Min(source.Length, EndLength + ushort.MaxValue);
        byte[] tail = Bytes(source.Length - tailLength, tailLength);
        for (int at = tailLength - EndLength; at >= 0; at--)
        {
            if (Int(tail, at) == EndMark && Short(tail, at + 20) == tailLength - at - EndLength)
            {
                long end = source.Length - tailLength + at;
                (long count, long length, long offset) = (Short(tail, at + 10), Int(tail, at + 12), Int(tail, at + 16));
                return count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue
                    ? FindDirectory64(end) ?? (offset, length, count)
                    : (offset, length, count);
            }
        }

        throw Damaged("its directory is missing");
    }

    private (long Offset, long Length, long Count)? FindDirectory64(long end)
    {
        if (end < Locator64Length)
        {
            return null;
        }

        byte[] locator = Bytes(end - Locator64Length, Locator64Length);
        if (Int(locator, 0) != Locator64Mark)
        {
            return null;
        }

        long at = Long(locator, 8);
        if (at < 0 || at > end - End64Length)
        {
            throw Damaged("its directory lies outside of it");
        }

        byte[] record = Bytes(at, End64Length);
        return Int(record, 0) == End64Mark ? (Long(record, 48), Long(record, 40), Long(record, 32)) : throw Damaged("its directory is missing");
    }

    private ZipMember ReadEntry(ReadOnlySpan<byte> directory, ref int at)
    {
        ReadOnlySpan<byte> entry = directory[at..];
        if (entry.Length < EntryLength || Int(entry, 0) != EntryMark)
        {
            throw Damaged("its directory ends early");
        }

        int nameLength = Short(entry, 28);
        int extraLength = Short(entry, 30);
        int length = EntryLength + nameLength + extraLength + Short(entry, 32);
        if (entry.Length < length)
        {
            throw Damaged("its directory ends early");
        }

        at += length;
        int flags = Short(entry, 8);
        (long packed, long size, long offset) = (Int(entry, 20), Int(entry, 24), Int(entry, 42));
        ReadSizes64(entry.Slice(EntryLength + nameLength, extraLength), ref size, ref packed, ref offset);
        if (size < 0 || packed < 0 || offset < 0)
        {
            throw Damaged("a size in its directory is negative");
        }

        return new ZipMember(NameOf(entry.Slice(EntryLength, nameLength)), Short(entry, 10), (flags & 1) != 0, Int(entry, 16), packed, size, offset);
    }

    // Numbers that do not fit into 32 bits stand in an extra field, in this order, each only where it is needed.
    private static void ReadSizes64(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min(Short(extra, 2), extra.Length - 4);
            if (Short(extra, 0) == 1)
            {
                ReadOnlySpan<byte> field = extra.Slice(4, length);
                Take(ref field, ref size);
                Take(ref field, ref packed);
                Take(ref field, ref offset);
                return;
            }

            extra = extra[(4 + length)..];
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value == uint.MaxValue && field.Length >= 8)
            {
                value = Long(field, 0);
                field = field[8..];
            }
        }
    }

    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private byte[] Bytes(long offset, int length)
    {
        byte[] bytes = new byte[length];
        source.Read(offset, bytes);
        return bytes;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    // Hands on at most one byte more than there should be, and keeps the checksum.
    private sealed class CheckedStream(Stream inner, long size) : ForwardStream
    {
        private long _left = size + 1;

        public uint Crc { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            Crc = Crc32.Append(Crc, buffer[..count]);
            _left -= count;
            return count;
        }
    }
}
