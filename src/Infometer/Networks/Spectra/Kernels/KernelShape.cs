namespace Infometer;

/// <summary>Kernels of a distance.</summary>
internal enum KernelShape
{
    /// <summary>exp(−|a − b|²/2σ²).</summary>
    Gaussian,

    /// <summary>exp(−|a − b|/σ).</summary>
    Exponential,

    /// <summary>exp(−Σ|a − b|/σ).</summary>
    Laplacian,
}
