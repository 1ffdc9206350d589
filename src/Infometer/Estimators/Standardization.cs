namespace Infometer;

/// <summary>What is done to each numeric column before distances are taken.</summary>
public enum Standardization
{
    /// <summary>Nothing: distances are in the units of the data.</summary>
    None,

    /// <summary>Less the mean, divided by the standard deviation (of n − 1).</summary>
    ZScore,

    /// <summary>Normal scores of the ranks, Φ⁻¹((rank − ½)/n); equal values share their mean rank.</summary>
    RankGaussian,
}
