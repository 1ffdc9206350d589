namespace Infometer;

/// <summary>
/// The eigenvalues are those of random features instead of the kernel's: there are at most as many as features, so that entropies come out low, and by much
/// where they are above the logarithm of a quarter of that number.
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
        $"The eigenvalues of the {Count:N0} rows come from {Features:N0} random features{(IsRich ? ", far too few for so rich a spectrum: entropies come out much too low" : ": entropies come out low, by some hundredths of a nat, which differ from seed to seed")}; --features takes more, --rows a subset of the rows, --exact-rows {Count} the whole matrix.");

    private bool IsRich => Nats > Math.Log(Features / 4.0);
}
