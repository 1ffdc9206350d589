namespace Infometer;

/// <summary>
/// The leave-one-out bound: <c>⟨ln q(y_i|x_i) − ln ⟨q(y_i|x_j)⟩⟩</c>, the inner mean over the N − 1 rows j ≠ i of at most 4,096 held-out
/// rows. An upper bound
/// with the true p(y|x) only, and then loose beyond ln N.
/// </summary>
public sealed record LeaveOneOut : PredictiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "l1out",
        "Leave-one-out bound",
        "An upper bound only if the prediction of Y from X were perfect, so not a measurement; its p-value holds.",
        "Poole and others (2019), On variational bounds of mutual information.",
        static () => new LeaveOneOut())
    {
        Kinds = s_anyKind,
        Options = [s_lawOption, .. CriticOptions.Network],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override HeldOutPairs Measure(PredictionFold fold, Action<ResidualSet[]> keep) =>
        ContrastedPairs.WithMeanDensity(LearnConditional(fold), fold.Cancellation);

    internal override TermEstimate Reserve(TermEstimate estimate, PredictionTarget target, ResidualSet[][] residuals, RunContext context) =>
        estimate with { Reservation = Club.UpperBound(this) };
}
