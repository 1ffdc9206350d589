namespace Infometer;

/// <summary>How much work <see cref="EncoderInformation"/> may be.</summary>
public sealed record EncoderOptions
{
    /// <summary>The defaults.</summary>
    public static EncoderOptions Default { get; } = new();

    /// <summary>Rows used, at most; of more a part drawn by the seed is. Default 4,000.</summary>
    public int MaxRows { get; init; } = 4_000;

    /// <summary>Draws of Z per row. Default 1.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>A class of fewer rows is said to be tiny: what it can say of X is at most ln of them. Default 30.</summary>
    public int TinyClass { get; init; } = 30;

    internal void Check()
    {
        if (MaxRows < 2 || Draws < 1 || TinyClass < 0)
        {
            throw new InvalidInputException($"Information of an encoder needs at least 2 rows and 1 draw, not {MaxRows} and {Draws}.");
        }
    }
}
