namespace Infometer;

/// <summary>A hash of counts (FNV-1a), the same in every process: it keys the random streams of nulls that depend on margins alone.</summary>
/// <param name="Value">The hash so far.</param>
internal readonly record struct MarginHash(long Value)
{
    /// <summary>The hash of nothing.</summary>
    public static MarginHash Start => new(unchecked((long)14695981039346656037));

    /// <summary>The hash with one more number.</summary>
    public MarginHash With(long number) => new((Value ^ number) * 1099511628211);
}
