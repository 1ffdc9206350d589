namespace Infometer;

/// <summary>The average of H(X) and H(Y) by which mutual information is divided.</summary>
public enum EntropyAverage
{
    /// <summary>(H(X) + H(Y)) / 2; the default.</summary>
    Arithmetic,

    /// <summary>√(H(X) · H(Y)).</summary>
    Geometric,

    /// <summary>The smaller of the two.</summary>
    Min,

    /// <summary>The larger of the two.</summary>
    Max,
}
