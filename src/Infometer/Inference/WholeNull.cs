namespace Infometer;

/// <summary>A null that draws values of a measure as a whole.</summary>
/// <param name="Name">The null in words.</param>
/// <param name="NewSampler">A source of values with scratch space of its own: one per thread.</param>
internal sealed record WholeNull(string Name, Func<INullSampler> NewSampler)
{
    /// <summary>Whether a draw costs next to nothing beside the estimate. Default false.</summary>
    public bool IsCheap { get; init; }
}
