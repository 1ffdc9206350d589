namespace Infometer;

/// <summary>
/// The eigenvalues are those of random features instead of the kernel's: there are at most as many as features, so that entropies above the logarithm of a
/// quarter of that number come out too low.
/// </summary>
/// <param name="Count">Rows.</param>
/// <param name="Features">Features.</param>
/// <param name="Nats">The Shannon entropy of the approximate spectrum.</param>
public sealed record ApproximateSpectrumAlarm(int Count, int Features, double Nats) : RepresentationAlarm
{
    /// <inheritdoc/>
    public override string Code => "approximate-spectrum";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"The eigenvalues of the {Count:N0} rows come from {Features:N0} random features{(Nats > Math.Log(Features / 4.0) ? ", which are too few for so rich a spectrum: the entropy is too low" : "")}; --rows takes a subset instead, --exact-rows {Count} the whole matrix.");
}
