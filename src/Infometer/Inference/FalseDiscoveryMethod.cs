namespace Infometer;

/// <summary>How the false-discovery rate over many tests is controlled.</summary>
public enum FalseDiscoveryMethod
{
    /// <summary>
    /// Benjamini and Hochberg (1995): holds for independent tests and for positively dependent ones (PRDS). Columns that say similar things
    /// about one target are of that kind.
    /// </summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (2001): holds under any dependence, at the price of a factor Σ 1/i ≈ ln m.</summary>
    BenjaminiYekutieli,
}
