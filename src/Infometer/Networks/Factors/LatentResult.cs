namespace Infometer;

/// <summary>What one latent knows.</summary>
/// <param name="Name">The array and the column.</param>
/// <param name="Kind">Discrete or continuous.</param>
/// <param name="IsActive">Whether it moves at all: latents that do not are in no score of InfoMEC.</param>
public sealed record LatentResult(string Name, VariableKind Kind, bool IsActive)
{
    /// <summary>The share of the factor that it knows most of in all that it knows, max NMI/Σ NMI: its part in InfoM. NaN where it knows
    /// nothing.</summary>
    public required double Modularity { get; init; }

    /// <summary>1 − H of its importances over factors, in units of ln n_s: its part in DCI's D. NaN where no tree uses it.</summary>
    public required double Disentanglement { get; init; }
}
