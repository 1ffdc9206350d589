namespace Infometer;

/// <summary>
/// CLUB, the contrastive log-ratio: <c>⟨ln q(y_i|x_i)⟩ − ⟨ln q(y_j|x_i)⟩</c>, j ≠ i, on held-out rows. An upper bound with the true
/// p(y|x) only; with a
/// learnt one it may lie anywhere.
/// </summary>
public sealed record Club : PredictiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "club",
        "CLUB",
        "An upper bound only if the prediction of Y from X were perfect, so not a measurement; its p-value holds.",
        "Cheng and others (2020), CLUB: a contrastive log-ratio upper bound of mutual information.",
        static () => new Club())
    {
        Kinds = s_anyKind,
        Options = [s_lawOption, .. CriticOptions.Network],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override HeldOutPairs Measure(PredictionFold fold, Action<ResidualSet[]> keep) =>
        ContrastedPairs.WithMeanLogarithm(LearnConditional(fold), fold.Cancellation);

    internal override TermEstimate Reserve(TermEstimate estimate, PredictionTarget target, ResidualSet[][] residuals, RunContext context) =>
        estimate with { Reservation = UpperBound(this) };

    /// <summary>What may be said of an upper bound whose law is learnt.</summary>
    internal static Reservation UpperBound(PredictiveEstimator estimator) => new(Verdict.Unreliable, new Note(
        "upper-bound",
        $"'{estimator.Descriptor.Id}' is an upper bound only with the true law of Y given X; with a learnt one the number may lie on either "
        + "side. doe or a lower bound (dv, js, info-nce) says more."));
}
