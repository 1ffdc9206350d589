namespace Infometer;

/// <summary>From which size on eigenvalues are approximated, and how finely.</summary>
public sealed record SpectrumOptions
{
    /// <summary>5,000 rows exactly, 2,048 features beyond.</summary>
    public static SpectrumOptions Default { get; } = new();

    // The square of more does not fit an array.
    private const int Most = 46_000;

    /// <summary>The most rows whose Gram matrix is held and solved, up to 46,000: 8 n² bytes and O(n³) time. Default 5,000.</summary>
    public int ExactRows { get; init => field = RequireFrom(value, 1); } = 5_000;

    /// <summary>Random Fourier features of larger Gram matrices of distances: O(n D²) time. Even. Default 2,048.</summary>
    public int Features { get; init => field = RequireFrom(value, 2) % 2 == 0 ? value : value + 1; } = 2_048;

    private static int RequireFrom(int value, int least)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        return value;
    }
}
