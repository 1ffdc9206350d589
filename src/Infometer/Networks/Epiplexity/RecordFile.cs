using System.Buffers.Binary;

namespace Infometer;

/// <summary>
/// The records of a TFRecord file: length (8 bytes, little endian), masked CRC-32C of these bytes, the bytes, their masked CRC-32C. No
/// length is believed that the file does not bear out, and memory holds the largest record.
/// </summary>
internal static class RecordFile
{
    private const int HeaderBytes = 12;
    private const int FooterBytes = 4;

    // Images and graphs are in such files, too; nothing larger is written by any of the usual programs.
    private const int LargestRecord = 1 << 28;

    /// <summary>Takes a record.</summary>
    public delegate void TakeRecord(ReadOnlySpan<byte> record, long position);

    /// <summary>Hands over every record.</summary>
    /// <exception cref="InvalidInputException">A record is cut off or damaged.</exception>
    public static void ForEach(string path, TakeRecord take, CancellationToken cancellation)
    {
        using FileStream file = Open(path);
        byte[] buffer = new byte[1 << 12];
        Span<byte> header = stackalloc byte[HeaderBytes];
        while (file.Position < file.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            long position = file.Position;
            Require(file.Length - position >= HeaderBytes, path, position, "is cut off");
            file.ReadExactly(header);
            Require(
                Crc32C.Masked(header[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), path, position, "has a length with a wrong checksum");
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            Require(length <= LargestRecord, path, position, $"claims {length} bytes, more than {LargestRecord}");
            Require((long)length + FooterBytes <= file.Length - file.Position, path, position, "is cut off");
            int bytes = (int)length + FooterBytes;
            buffer = buffer.Length < bytes ? new byte[bytes] : buffer;
            file.ReadExactly(buffer, 0, bytes);
            ReadOnlySpan<byte> record = buffer.AsSpan(0, (int)length);
            Require(
                Crc32C.Masked(record) == BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan((int)length)), path, position, "has a wrong checksum");
            take(record, position);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"'{path}' cannot be read ({e.Message}); check the name.", e);
        }
    }

    private static void Require(bool condition, string path, long position, string fault)
    {
        if (!condition)
        {
            throw new InvalidInputException(
                $"{path}: the record at byte {position} {fault}; copy the file again when nothing writes it any more, or export the curve as CSV.");
        }
    }
}
