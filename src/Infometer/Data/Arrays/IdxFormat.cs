using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Infometer;

/// <summary>
/// The IDX format of MNIST and its kin: two zero bytes, a type, the number of axes, their extents, then the elements, all big-endian (LeCun, Cortes and
/// Burges). Packed with gzip, as the files are passed around, it is unpacked into memory.
/// </summary>
internal static class IdxFormat
{
    private const int MostAxes = 64;

    /// <summary>Endings of file names by which the format is known; its first bytes say too little.</summary>
    public static ImmutableArray<string> Endings { get; } = [".idx", ".idx.gz", "-ubyte", "-ubyte.gz"];

    /// <summary>Whether a file's name has one of the endings.</summary>
    public static bool IsNamed(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The array of a file.</summary>
    /// <param name="source">The file, packed or not.</param>
    /// <param name="path">Its name.</param>
    /// <exception cref="InvalidInputException">The file is damaged, cut off or of another format.</exception>
    public static ArrayMember Open(ByteSource source, string path)
    {
        byte[] head = new byte[Math.Min(2, source.Length)];
        source.Read(0, head);
        ByteSource plain = head is [0x1F, 0x8B] ? Unpack(source, path) : source;
        using Stream stream = plain.AsStream();
        NpyHeader header = ReadHeader(stream, path);
        return ArrayMember.Of(Path.GetFileName(path), path, null, header, plain.Length, () => plain);
    }

    // What the header promises and one byte more, so that neither a cut nor a tail goes unseen and no bomb goes off.
    private static MemorySource Unpack(ByteSource source, string path)
    {
        try
        {
            long promised = PromisedLength(source, path);
            ArrayColumns.RequireMemory(promised, path);
            using GZipStream gzip = new(source.AsStream(), CompressionMode.Decompress);
            using Limited limited = new(gzip, promised == long.MaxValue ? promised : promised + 1);
            return MemorySource.ReadAll(limited, CancellationToken.None);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{path} is a damaged gzip file; fetch or pack it again (gzip -t tests a file).", e);
        }
    }

    private static long PromisedLength(ByteSource source, string path)
    {
        using GZipStream gzip = new(source.AsStream(), CompressionMode.Decompress);
        NpyHeader header = ReadHeader(gzip, path);
        UInt128 length = (UInt128)(header.DataType[^1] - '0');
        foreach (long extent in header.Shape)
        {
            length = length > long.MaxValue ? length : length * (UInt128)extent;
        }

        return length + (UInt128)header.Length is var whole && whole > long.MaxValue ? long.MaxValue : (long)whole;
    }

    // An IDX header says no more than one of NumPy's.
    private static NpyHeader ReadHeader(Stream stream, string path)
    {
        byte[] start = new byte[4];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
        {
            throw CutOff(path);
        }

        string type = start[2] switch
        {
            0x08 => "|u1",
            0x09 => "|i1",
            0x0B => ">i2",
            0x0C => ">i4",
            0x0D => ">f4",
            0x0E => ">f8",
            _ => "",
        };
        if (start[0] != 0 || start[1] != 0 || type.Length == 0 || start[3] > MostAxes)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{path} is no IDX file: it begins with {start[0]:X2} {start[1]:X2} {start[2]:X2} {start[3]:X2}, and 00 00, a type from 08 to 0E and a number of axes were expected; fetch it again, or save the array as .npy."));
        }

        byte[] extents = new byte[4 * start[3]];
        if (stream.ReadAtLeast(extents, extents.Length, throwOnEndOfStream: false) < extents.Length)
        {
            throw CutOff(path);
        }

        ImmutableArray<long> shape = [.. Enumerable.Range(0, start[3]).Select(axis => (long)BinaryPrimitives.ReadUInt32BigEndian(extents.AsSpan(4 * axis)))];
        return new NpyHeader(type, shape, ArrayOrder.RowMajor, start.Length + extents.Length);
    }

    private static InvalidInputException CutOff(string path) =>
        new($"{path} is cut off within its header; fetch it again.");

    private sealed class Limited(Stream stream, long left) : ForwardStream
    {
        private long _left = left;

        public override int Read(Span<byte> buffer)
        {
            int count = stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= count;
            return count;
        }
    }
}
