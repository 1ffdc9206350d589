namespace Infometer;

/// <summary>How <see cref="FactorInformation"/> measures.</summary>
public sealed record FactorOptions
{
    /// <summary>The defaults, which are those of InfoMEC.</summary>
    public static FactorOptions Default { get; } = new();

    /// <summary>
    /// The kind of all latents; null to look at each: of at most 64 distinct values, each in ten rows on average, it is discrete. Default
    /// null.
    /// </summary>
    public VariableKind? LatentKind { get; init; }

    /// <summary>Neighbours k of the estimator of Ross (2014) for continuous latents. Default 10.</summary>
    public int Neighbors { get; init; } = 10;

    /// <summary>Bins of equal width of a continuous latent, for MIG. Default 20.</summary>
    public int Bins { get; init; } = 20;

    /// <summary>A continuous latent is active if its range exceeds the largest one divided by this. Default 20.</summary>
    public double ActiveRatio { get; init; } = 20;

    /// <summary>Whether the levels of a factor weigh alike in InfoE, however many rows they have. Default true.</summary>
    public bool IsBalanced { get; init; } = true;

    /// <summary>Whether DCI is measured, by boosted trees: most of the work. Default true.</summary>
    public bool HasTrees { get; init; } = true;

    internal void Check()
    {
        if (Neighbors < 1 || Bins < 2 || !(ActiveRatio >= 1) || LatentKind == VariableKind.Mixed)
        {
            throw new InvalidInputException("Factors need at least 1 neighbour and 2 bins, an active ratio from 1 on, and latents that are discrete or continuous.");
        }
    }
}
