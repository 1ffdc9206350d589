namespace Infometer;

/// <summary>
/// K ≈ 11ᵀ: to the kernel all rows are one, so that entropies are 0 and effective numbers 1, whatever the data. Raised where −ln Σλ² is below 0.05 nats.
/// </summary>
/// <param name="What">The rows.</param>
/// <param name="Purity">Σλ² of the Gram matrix over its trace.</param>
public sealed record ConstantKernelAlarm(string What, double Purity) : RepresentationAlarm
{
    /// <inheritdoc/>
    public override string Code => "kernel-constant";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"The Gram matrix of {What} has almost one value everywhere (Σλ² = {Purity:G3}): all rows look alike, and the number says little about them; narrow the kernel, or look whether the representation has collapsed.");

    /// <summary>The alarm where it is due.</summary>
    internal static ConstantKernelAlarm? For(string what, double purity, int count) =>
        count > 1 && -Math.Log(purity) < Math.Min(IdentityKernelAlarm.Margin, 0.5 * Math.Log(count)) ? new(what, purity) : null;
}
