namespace Infometer;

/// <summary>The bytes of one text, readable at any offset and from several threads at once.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="EndOfStreamException">The source ends before the destination is full (a file that shrank while it was
    /// read).</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The bytes as a forward stream, for decoders.</summary>
    public Stream AsStream() => new SourceStream(this);

    private sealed class SourceStream(ByteSource source) : ForwardStream
    {
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, source.Length - _position);
            source.Read(_position, buffer[..count]);
            _position += count;
            return count;
        }
    }
}
