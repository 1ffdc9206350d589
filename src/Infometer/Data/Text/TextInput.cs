using System.IO.Compression;
using System.Text;

namespace Infometer;

/// <summary>
/// Opens what a user names as data and hands on plain UTF-8 bytes: unpacks gzip, recodes UTF-16, skips a byte order mark, and
/// refuses what is no text with a sentence that says what it is.
/// </summary>
internal sealed class TextInput : IDisposable
{
    private const int PeekLength = 512;

    private static ReadOnlySpan<byte> Mark => "\0end of the packed text\0"u8;

    private TextInput(ByteSource source, long start, string name)
    {
        Source = source;
        Start = start;
        Name = name;
    }

    /// <summary>The bytes.</summary>
    public ByteSource Source { get; }

    /// <summary>Offset of the first byte behind the byte order mark.</summary>
    public long Start { get; }

    /// <summary>What messages call the data.</summary>
    public string Name { get; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    public static TextInput Open(string path, CancellationToken cancellation)
    {
        if (path == "-")
        {
            using Stream input = Console.OpenStandardInput();
            return Open(input, "standard input", cancellation);
        }

        if (path.Length == 0)
        {
            throw new InvalidInputException("The data file's name is empty; give a path, or - for standard input.");
        }

        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"'{path}' is a directory; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new InvalidInputException($"There is no file '{path}'; check the name, or the directory it is relative to.");
        }

        try
        {
            return OpenExisting(path, cancellation);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InvalidInputException($"'{path}' may not be read by this user; change its permissions or copy it.", e);
        }
        catch (IOException e)
        {
            throw new InvalidInputException($"'{path}' cannot be read ({e.Message}); check the disk or copy the file.", e);
        }
    }

    /// <summary>Reads a stream to its end; it stays open.</summary>
    public static TextInput Open(Stream stream, string name, CancellationToken cancellation)
    {
        try
        {
            return Decode(MemorySource.ReadAll(stream, cancellation), name, cancellation);
        }
        catch (IOException e)
        {
            throw new InvalidInputException($"{name} cannot be read ({e.Message}); check where it comes from.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    private static TextInput OpenExisting(string path, CancellationToken cancellation)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.CanSeek && file.Length > 0)
        {
            // The source closes the handle, which the stream merely wraps.
            return Decode(new FileSource(file.SafeFileHandle), path, cancellation);
        }

        // Pipes, and files such as those under /proc that state no length.
        using (file)
        {
            return Open(file, path, cancellation);
        }
    }

    private static TextInput Decode(ByteSource raw, string name, CancellationToken cancellation)
    {
        ByteSource source = raw;
        try
        {
            byte[] head = Peek(source);
            if (head is [0x1F, 0x8B, ..])
            {
                source = Unpack(source, name, cancellation);
                head = Peek(source);
            }

            if (head is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
            {
                throw new InvalidInputException($"{name} is UTF-32 text; save it as UTF-8.");
            }

            if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                source = Recode(source, name, bigEndian: head[0] == 0xFE, cancellation);
                head = Peek(source);
            }

            int start = head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            RefuseBinary(head.AsSpan(start), name);
            if (source.Length == start)
            {
                throw new InvalidInputException($"{name} is empty; a table needs a header and at least one row.");
            }

            return new TextInput(source, start, name);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static byte[] Peek(ByteSource source)
    {
        byte[] head = new byte[Math.Min(PeekLength, source.Length)];
        source.Read(0, head);
        return head;
    }

    // The runtime's decoder takes a gzip file that breaks off for one that ends. A second member with known bytes is therefore
    // put behind the file: it comes out whole, and last, only if all members before it were complete.
    private static MemorySource Unpack(ByteSource packed, string name, CancellationToken cancellation)
    {
        using (packed)
        {
            try
            {
                using Stream file = packed.AsStream();
                using Stream marked = new ConcatenatedStream(file, new MemoryStream(PackedMark()));
                using GZipStream gzip = new(marked, CompressionMode.Decompress);
                MemorySource text = MemorySource.ReadAll(gzip, cancellation);
                if (text.TryRemoveEnd(Mark))
                {
                    return text;
                }
            }
            catch (InvalidDataException)
            {
                // Said below, together with files that break off.
            }

            throw new InvalidInputException($"{name} is a damaged or truncated gzip file; fetch or pack it again (gzip -t tests a file).");
        }
    }

    private static byte[] PackedMark()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(Mark);
        }

        return packed.ToArray();
    }

    private static MemorySource Recode(ByteSource source, string name, bool bigEndian, CancellationToken cancellation)
    {
        using (source)
        {
            try
            {
                UnicodeEncoding utf16 = new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
                using Stream stream = Encoding.CreateTranscodingStream(source.AsStream(), utf16, new UTF8Encoding(false));
                return MemorySource.ReadAll(stream, cancellation);
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidInputException($"{name} starts as UTF-16 text but holds bytes that are not; save it as UTF-8.", e);
            }
        }
    }

    private static void RefuseBinary(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith(NpyHeader.Magic))
        {
            throw new InvalidInputException($"{name} is a NumPy array, not a text table; keep it in a plain file (not gzip) that ends in .npy.");
        }

        if (ForeignFormat.OfCode(name, head) is { } code)
        {
            throw new InvalidInputException($"{name} {code}.");
        }

        string? format = head switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive or an Excel workbook",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Excel workbook",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file",
            [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', (byte)' ', ..] => "an SQLite database",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "a PDF document",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "packed with zstd",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "packed with xz",
            [(byte)'B', (byte)'Z', (byte)'h', _, 0x31, 0x41, 0x59, 0x26, ..] => "packed with bzip2",
            _ when head.Contains((byte)0) => "binary data (it holds NUL bytes)",
            _ => null,
        };
        if (format is not null)
        {
            throw new InvalidInputException($"{name} is {format}, not a text table; save it as UTF-8 CSV (plain or .gz).");
        }
    }
}
