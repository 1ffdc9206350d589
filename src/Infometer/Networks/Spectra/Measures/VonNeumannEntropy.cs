namespace Infometer;

/// <summary>
/// The von Neumann entropy −Σ λ ln λ of the covariance matrix over its trace, as of a density matrix: how many directions the rows use.
/// </summary>
public sealed record VonNeumannEntropy : CovarianceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("von-neumann", "von Neumann entropy of the covariance", "S(ρ)", static () => new VonNeumannEntropy())
    {
        Unit = Unit.Nats,
        Quantity = "entropy of eigenvalues",
        Range = "0 to ln min(d, n − 1)",
        Formula = "−Σ λ ln λ, λ eigenvalues of ρ = Σ/tr Σ, Σ the covariance",
        Source = "von Neumann (1927); as a diagnostic of representations: Cheng et al. (2025), Information shapes Koopman representation.",
        Criticism = "Sees second moments only; a column of large scale dominates it. The released Koopman code adds it to a loss that is minimised, against the paper's claim that it keeps modes.",
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        EigenSpectrum? spectrum = Spectrum(run, isCentred: true);
        double ceiling = Math.Log(Rank(run, isCentred: true));
        if (spectrum is null)
        {
            return new RepresentationFinding(double.NaN, 0, ceiling);
        }

        double nats = SpectralEntropy.Renyi(spectrum.Values.AsSpan(), 1);
        return new RepresentationFinding(nats, 0, ceiling)
        {
            Spectrum = spectrum,
            Details = run.Data.Dimension > 1 ? [("share-of-ln-d", nats / Math.Log(run.Data.Dimension))] : [],
        };
    }
}
