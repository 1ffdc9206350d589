namespace Infometer;

/// <summary>Bytes held in memory, in segments so that they may exceed one array: what came from a stream, a pipe or a decoder.</summary>
internal sealed class MemorySource : ByteSource
{
    private const int SegmentSize = 1 << 22;

    private readonly List<byte[]> _segments = [];
    private long _length;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    public static MemorySource ReadAll(Stream stream, CancellationToken cancellation)
    {
        MemorySource source = new();
        byte[] segment = new byte[FirstSize(stream)];
        int filled = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = stream.Read(segment, filled, segment.Length - filled);
            filled += count;
            if (count == 0)
            {
                break;
            }

            if (filled < segment.Length)
            {
                continue;
            }

            if (segment.Length < SegmentSize)
            {
                // Only the first segment is smaller than the rest: it grows, so that small inputs stay small.
                Array.Resize(ref segment, Math.Min(segment.Length * 4, SegmentSize));
                continue;
            }

            source.Add(segment, filled);
            segment = new byte[SegmentSize];
            filled = 0;
        }

        source.Add(segment, filled);
        return source;
    }

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        if (offset + destination.Length > _length)
        {
            throw new EndOfStreamException();
        }

        while (destination.Length > 0)
        {
            byte[] segment = _segments[(int)(offset / SegmentSize)];
            int start = (int)(offset % SegmentSize);
            int count = Math.Min(destination.Length, segment.Length - start);
            segment.AsSpan(start, count).CopyTo(destination);
            offset += count;
            destination = destination[count..];
        }
    }

    /// <summary>Drops <paramref name="end"/> from the end of the bytes; false where they do not end so.</summary>
    public bool TryRemoveEnd(ReadOnlySpan<byte> end)
    {
        byte[] last = new byte[end.Length];
        if (_length < end.Length)
        {
            return false;
        }

        Read(_length - end.Length, last);
        if (!end.SequenceEqual(last))
        {
            return false;
        }

        _length -= end.Length;
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose() => _segments.Clear();

    private static int FirstSize(Stream stream)
    {
        const int Unknown = 1 << 14;
        return stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position + 1, 256, SegmentSize) : Unknown;
    }

    private void Add(byte[] segment, int filled)
    {
        if (filled > 0)
        {
            _segments.Add(segment);
            _length += filled;
        }
    }
}
