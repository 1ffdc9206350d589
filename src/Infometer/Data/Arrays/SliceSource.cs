namespace Infometer;

/// <summary>A part of another source, which it does not own.</summary>
internal sealed class SliceSource(ByteSource whole, long start, long length) : ByteSource
{
    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        if (offset + destination.Length > length)
        {
            throw new EndOfStreamException();
        }

        whole.Read(start + offset, destination);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
