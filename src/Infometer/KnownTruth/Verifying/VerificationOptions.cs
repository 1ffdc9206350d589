namespace Infometer;

/// <summary>How estimators are verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>The defaults.</summary>
    public static VerificationOptions Default { get; } = new();

    /// <summary>How each estimate is made: bins, permutations.</summary>
    public EstimateOptions Estimate { get; init; } = EstimateOptions.Default;

    /// <summary>What is done to each numeric column; null for the <see cref="KnownDistribution.Scale"/> of the distribution.</summary>
    public Standardization? Scale { get; init; }
}
