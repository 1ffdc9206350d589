namespace Infometer;

/// <summary>The memory in which <see cref="Gemm"/> rearranges its factors. It grows and is reused; one per thread.</summary>
internal sealed class GemmScratch
{
    private Memory<float> _panels;
    private Memory<float> _strips;
    private Memory<float> _tile;

    /// <summary>Room for the packed right factor.</summary>
    public Span<float> Panels(int length) => Room(ref _panels, length);

    /// <summary>Room for packed strips of the left factor, or for a row of sums.</summary>
    public Span<float> Strips(int length) => Room(ref _strips, length);

    /// <summary>Room for a tile of the product that sticks out of the matrix.</summary>
    public Span<float> Tile(int length) => Room(ref _tile, length);

    private static Span<float> Room(ref Memory<float> memory, int length)
    {
        if (memory.Length < length)
        {
            memory = AlignedFloats.Allocate(length);
        }

        return memory.Span[..length];
    }
}
