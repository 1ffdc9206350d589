using Microsoft.Win32.SafeHandles;

namespace Infometer;

/// <summary>A plain file, read where it lies: nothing of it is kept in memory.</summary>
internal sealed class FileSource(SafeFileHandle handle) : ByteSource
{
    /// <inheritdoc/>
    public override long Length { get; } = RandomAccess.GetLength(handle);

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            int count = RandomAccess.Read(handle, destination, offset);
            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            offset += count;
            destination = destination[count..];
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => handle.Dispose();
}
