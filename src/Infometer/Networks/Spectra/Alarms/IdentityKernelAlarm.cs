namespace Infometer;

/// <summary>
/// K ≈ I: to the kernel no row resembles another, so that entropies are ln n and shared amounts those of one side, whatever the data. Raised where −ln Σλ² is
/// within 0.05 nats of ln n.
/// </summary>
/// <param name="What">The rows.</param>
/// <param name="Purity">Σλ² of the Gram matrix over its trace.</param>
public sealed record IdentityKernelAlarm(string What, double Purity) : RepresentationAlarm
{
    /// <summary>How near to the ceiling is too near, in nats.</summary>
    internal const double Margin = 0.05;

    /// <inheritdoc/>
    public override string Code => "kernel-identity";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"The Gram matrix of {What} is almost the identity (Σλ² = {Purity:G3}): no row resembles another, and the number is a property of n and the kernel; widen the kernel, or take more rows.");

    /// <summary>The alarm where it is due.</summary>
    internal static IdentityKernelAlarm? For(string what, double purity, int count) =>
        count > 1 && Math.Log(count) + Math.Log(purity) < Math.Min(Margin, 0.5 * Math.Log(count)) ? new(what, purity) : null;
}
