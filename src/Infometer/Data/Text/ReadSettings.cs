namespace Infometer;

/// <summary>How a text is cut up while it is read; results do not depend on it. Tests make blocks and limits small.</summary>
internal sealed record ReadSettings
{
    public static ReadSettings Default { get; } = new();

    /// <summary>Bytes per block: small enough for a core's cache together with the positions of its cells.</summary>
    public int BlockSize { get; init; } = 1 << 18;

    /// <summary>The most rows a table may have: what one array holds.</summary>
    public int MaxRows { get; init; } = Array.MaxLength;
}
