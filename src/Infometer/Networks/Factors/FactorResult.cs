namespace Infometer;

/// <summary>What the latents know of one factor.</summary>
/// <param name="Name">The array and the column.</param>
/// <param name="LevelCount">Its levels.</param>
/// <param name="Entropy">H(s), in nats.</param>
public sealed record FactorResult(string Name, int LevelCount, double Entropy)
{
    /// <summary>The share of its entropy that a linear classifier of the active latents takes away, over the rows it was fitted to: its
    /// part in InfoE.</summary>
    public required double Informativeness { get; init; }

    /// <summary>The share of held-out rows that boosted trees tell rightly; NaN where they were not asked for.</summary>
    public required double Accuracy { get; init; }

    /// <summary>(I of the latent that knows most − I of the second)/H(s), by bins: its part in MIG.</summary>
    public required double Gap { get; init; }
}
