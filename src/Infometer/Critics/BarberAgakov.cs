namespace Infometer;

/// <summary>
/// The bound of Barber and Agakov for a discrete Y: <c>I ≥ Ĥ(Y) + ⟨ln q(y_i|x_i)⟩</c> with a classifier q on rows that it has not seen and
/// the plug-in entropy Ĥ of all rows. Both fall short on average, Ĥ by about (K − 1)/2n and ln q by what the classifier has not learnt.
/// Given a discrete Z, Ĥ(Y|Z) and q(y|x,z).
/// </summary>
public sealed record BarberAgakov : PredictiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "barber-agakov",
        "Barber–Agakov bound",
        "A lower bound by a classifier, for labels and anything; the ceiling is the entropy of the label.",
        "Barber and Agakov (2003), The IM algorithm: a variational approach to information maximization.",
        static () => new BarberAgakov())
    {
        Kinds = s_anyKind,
        Options = CriticOptions.Network,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override bool PredictsNumbers => false;

    internal override bool TakesCondition(VariableSet condition, ReadOnlySpan<VariableShape> shapes) => AreDiscrete(condition, shapes);

    internal override HeldOutPairs Measure(PredictionFold fold, Action<ResidualSet[]> keep)
    {
        PredictionProblem problem = fold.Problem;
        PredictedRows counted = KnownShares.Plugin(problem.Target, problem.Strata).Known(fold.HeldOut);
        return new DensityPairs([(1, LearnConditional(fold)), (-1, counted)], fold.Shuffler());
    }

    internal override TermEstimate Reserve(
        TermEstimate estimate, PredictionTarget target, ResidualSet[][] residuals, RunContext context) => estimate with
        {
            Reservation = new Reservation(Verdict.LowerBound, new Note(
                "critic-bound", "A classifier that saw everything would give more: only the low end can be trusted.")),
        };
}
