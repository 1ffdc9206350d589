namespace Infometer;

/// <summary>
/// Information of the Gaussian copula: every column is replaced by the normal scores of its ranks, Φ⁻¹(rank/(n + 1)), equal values
/// sharing their mean rank, and Î is that of <see cref="Gaussian"/>. Depends on ranks alone, so that monotone maps of single
/// columns change nothing. O(n d (d + log n)).
/// </summary>
/// <remarks>
/// The information that the variables would share if their copula were normal: for two single columns not above the truth (in the
/// large-sample limit), for vectors it may lie on either side. The scores are those of Ince et al. (2017); with (rank − ½)/n strong
/// dependence came out a tenth lower still (normal data, n = 50 to 1,000). Entropies are not defined: ranks know no unit.
/// </remarks>
public sealed record GaussianCopula : Estimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "gaussian-copula",
        "Gaussian copula",
        "Normal scores of ranks, then gaussian; for monotone dependence whatever the margins.",
        "Ince et al. (2017), A statistical framework for neuroimaging data analysis … estimated via a Gaussian copula.",
        static () => new GaussianCopula())
    {
        Kinds = Gaussian.s_numeric,
        Options =
        [
            Gaussian.CorrectionOption(
                static e => ((GaussianCopula)e).Correction, static (e, correction) => (GaussianCopula)e with { Correction = correction }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>Whether the small-sample bias is taken away. Default <see cref="BiasCorrection.None"/>: the bare value.</summary>
    public BiasCorrection Correction { get; init; } = BiasCorrection.None;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is InformationTerm && Gaussian.AreNumeric(term, shapes);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Not more rows than independent columns.</exception>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        return GaussianTerms.Information((InformationTerm)term, Scores(term, sample), Correction, isRanked: true, Describe.Id, context) with
        {
            Reservation = SpecificationReservation.OfCopula,
            Examine = () => SpecificationReservation.ExamineCopula(term, sample, context),
        };
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context) =>
        new GaussianReorderer((InformationTerm)term, Scores(term, sample), Correction, Describe.Id, context);

    private static NumericColumns Scores(Term term, Sample sample) => NumericColumns.Standardized(term, sample, new NormalScores(sample.Count).Replace);
}
