namespace Infometer;

/// <summary>The distance within one variable; between variables it is always the largest that counts.</summary>
public enum NeighborNorm
{
    /// <summary>max |Δ|, the largest difference of a coordinate. The default of the field.</summary>
    Chebyshev,

    /// <summary>√(Σ Δ²).</summary>
    Euclidean,
}
