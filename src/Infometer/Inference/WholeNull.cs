namespace Infometer;

/// <summary>A null that draws values of a measure as a whole.</summary>
/// <param name="Name">The null in words.</param>
/// <param name="NewSampler">A source of values with scratch space of its own: one per thread.</param>
internal sealed record WholeNull(string Name, Func<INullSampler> NewSampler)
{
    /// <summary>Whether a draw costs next to nothing beside the estimate. Default false.</summary>
    public bool IsCheap { get; init; }

    /// <summary>The weighted sum of nulls that are drawn apart from each other.</summary>
    public static WholeNull Sum(IReadOnlyList<(double Weight, WholeNull Null)> parts) =>
        new(parts[0].Null.Name, () => new SumSampler([.. parts.Select(p => (p.Weight, p.Null.NewSampler()))]))
        {
            IsCheap = parts.All(p => p.Null.IsCheap),
        };

    private sealed class SumSampler((double Weight, INullSampler Sampler)[] parts) : INullSampler
    {
        public void Reset()
        {
            foreach ((_, INullSampler sampler) in parts)
            {
                sampler.Reset();
            }
        }

        public double Next(ref Rng rng)
        {
            double sum = 0;
            foreach ((double weight, INullSampler sampler) in parts)
            {
                sum += weight * sampler.Next(ref rng);
            }

            return sum;
        }
    }
}
