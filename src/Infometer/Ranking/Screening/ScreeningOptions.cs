namespace Infometer;

/// <summary>How many columns are screened.</summary>
public sealed record ScreeningOptions
{
    /// <summary>The defaults.</summary>
    public static ScreeningOptions Default { get; } = new();

    /// <summary>How q-values are found. Default Benjamini and Hochberg.</summary>
    public FalseDiscoveryMethod FalseDiscovery { get; init; }

    /// <summary>The false-discovery rate at which a column survives. Default 0.05.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Throws where a value is out of range.</summary>
    internal void Check()
    {
        if (!(Level is > 0 and < 1))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The false-discovery rate must lie between 0 and 1, not {Level}."));
        }
    }
}
