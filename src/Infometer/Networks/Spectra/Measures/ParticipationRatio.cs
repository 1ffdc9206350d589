namespace Infometer;

/// <summary>The participation ratio (Σλ)²/Σλ², λ the eigenvalues of the covariance: the number of directions that carry most variance.</summary>
public sealed record ParticipationRatio : CovarianceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("participation-ratio", "participation ratio", "PR", static () => new ParticipationRatio())
    {
        Unit = Unit.Ratio,
        Quantity = "effective number of dimensions",
        Range = "1 to min(n − 1, d)",
        Formula = "(Σλ)²/Σλ², λ eigenvalues of the covariance",
        Source = "Gao, Trautmann, Yu, Santhanam, Ryu, Shenoy and Ganguli (2017), A theory of multineuronal dimensionality, bioRxiv 214262.",
        Criticism = "Sees second moments only, and hardly any direction of small variance; biased downward for n not far above its value.",
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        EigenSpectrum? spectrum = Spectrum(run, isCentred: true);
        return new RepresentationFinding(spectrum is null ? double.NaN : 1 / spectrum.Purity, 1, Rank(run, isCentred: true)) { Spectrum = spectrum };
    }
}
