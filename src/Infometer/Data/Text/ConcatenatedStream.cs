namespace Infometer;

/// <summary>One stream read to its end, and then another.</summary>
internal sealed class ConcatenatedStream(Stream first, Stream second) : ForwardStream
{
    private bool _inSecond;

    public override int Read(Span<byte> buffer)
    {
        int count = _inSecond ? 0 : first.Read(buffer);
        _inSecond |= count == 0;
        return _inSecond ? second.Read(buffer) : count;
    }
}
