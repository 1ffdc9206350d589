namespace Infometer;

/// <summary>How eigenvalues of a Gram matrix were found.</summary>
public enum SpectrumMethod
{
    /// <summary>All n of the n × n matrix.</summary>
    Exact,

    /// <summary>All that are not 0, from the d × d matrix XᵀX of a kernel that is an inner product; exact, too.</summary>
    Dual,

    /// <summary>Of the kernel that random Fourier features have, instead of the kernel itself: an approximation with at most as many values as features.</summary>
    RandomFeatures,
}
