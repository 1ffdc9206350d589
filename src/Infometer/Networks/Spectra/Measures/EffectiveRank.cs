namespace Infometer;

/// <summary>The effective rank exp(−Σ p ln p), p_i = σ_i/Σσ, σ the singular values of the n × d matrix of rows as they are (Roy and Vetterli 2007).</summary>
public sealed record EffectiveRank : CovarianceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("effective-rank", "effective rank", "erank", static () => new EffectiveRank())
    {
        Unit = Unit.Ratio,
        Quantity = "effective number of dimensions",
        Range = "1 to min(n, d)",
        Formula = "exp(−Σ p ln p), p = σ/Σσ, σ singular values of the rows, not centred",
        Source = "Roy and Vetterli (2007), The effective rank: a measure of effective dimensionality, EUSIPCO; as RankMe: Garrido et al. (2023), ICML.",
        Criticism = "Of singular values, not their squares: noise in many directions counts much. The mean of the rows is a direction of its own. Grows with n while n < d.",
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        EigenSpectrum? spectrum = Spectrum(run, isCentred: false);
        if (spectrum is null)
        {
            return new RepresentationFinding(double.NaN, 1, Rank(run, isCentred: false));
        }

        double[] shares = [.. spectrum.Values.Select(Math.Sqrt)];
        CrossProducts.Scale(shares, 1 / CrossProducts.Sum(shares));
        return new RepresentationFinding(Math.Exp(SpectralEntropy.Renyi(shares, 1)), 1, Rank(run, isCentred: false)) { Spectrum = spectrum };
    }
}
