namespace Infometer;

/// <summary>
/// Difference of entropies: <c>⟨ln q(y_i|x_i)⟩ − ⟨ln q(y_i)⟩</c> on held-out rows, both laws learnt. Neither bound: it errs by how much
/// worse the one law fits than the other. Right where both are right, and then past ln n. Given Z, of any kind, q(y|x,z) and q(y|z).
/// </summary>
/// <remarks>
/// What is learnt of p columns about q columns from n rows costs pq/2n on other rows. For the linear part, whose cost at half the rows is had
/// for the asking, it is taken off: what the linear part loses on halves of the training rows, compared with all of them, is what it loses
/// beyond.
/// </remarks>
public sealed record DifferenceOfEntropies : PredictiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "doe",
        "Difference of entropies",
        "Predicts Y with and without X; exact past every ceiling where the predicted law is right, and says whether it is.",
        "McAllester and Stratos (2020), Formal limitations on the measurement of mutual information.",
        static () => new DifferenceOfEntropies())
    {
        Kinds = s_anyKind,
        Options =
        [
            s_lawOption,
            CriticOptions.Switch<DifferenceOfEntropies>(
                "extrapolate",
                true,
                "Whether what the linear part loses by having few rows to learn from is taken off.",
                static e => e.Extrapolates,
                static (e, v) => e with { Extrapolates = v }),
            .. CriticOptions.Network,
        ],
    };

    /// <summary>Whether what the linear part loses by having few rows to learn from is taken off. Default true.</summary>
    public bool Extrapolates { get; init; } = true;

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override int Networks => 2;

    internal override bool TakesCondition(VariableSet condition, ReadOnlySpan<VariableShape> shapes) => true;

    internal override HeldOutPairs Measure(PredictionFold fold, Action<ResidualSet[]> keep)
    {
        PredictionProblem problem = fold.Problem;
        if (problem.Target.Columns is null)
        {
            return new DensityPairs([(1, LearnConditional(fold)), (-1, fold.Learn(fold.Shares(problem.Given), 1))], fold.Shuffler());
        }

        bool isGiven = !problem.Condition.IsEmpty;
        LinearPrediction linear = fold.Linear(LawOfNumbers, problem.Inputs, fold.Training);
        double gain = fold.GainOf(linear);
        PredictedRows conditional = fold.Learn(linear.Rows(gain), 0);
        LinearPrediction? without = isGiven ? fold.Linear(LawOfNumbers, problem.Given, fold.Training) : null;
        double gainWithout = without is null ? 0 : fold.GainOf(without);
        PredictedRows marginal = fold.Learn(without?.Rows(gainWithout) ?? linear.WithoutInputs(), 1);
        keep(
        [
            new ResidualSet(conditional.Residuals(), linear.LeadingInputs(ResidualCheck.MostFactors, fold.HeldOut)),
            new ResidualSet(marginal.Residuals(), without?.LeadingInputs(ResidualCheck.MostFactors, fold.HeldOut) ?? []),
        ]);
        List<(double Weight, PredictedRows Rows)> terms = [(1, conditional), (-1, marginal)];
        if (Extrapolates && fold.HasAmpleRows)
        {
            // Of normal variables the loss at half the rows is so many times the loss at all of them: a little more than twice.
            int n = fold.Training.Length;
            int half = n / 2;
            double ratio = Loss(linear, without, half) / Loss(linear, without, n);
            double weight = 1 / (ratio - 1);
            AddLinear(terms, weight, fold, fold.Training, gain, gainWithout);
            AddLinear(terms, -weight / 2, fold, fold.Training[..half], gain, gainWithout);
            AddLinear(terms, -weight / 2, fold, fold.Training[half..], gain, gainWithout);
        }

        return new DensityPairs(terms, fold.Shuffler());
    }

    internal override TermEstimate Reserve(TermEstimate estimate, PredictionTarget target, ResidualSet[][] residuals, RunContext context)
    {
        if (target.Columns is null)
        {
            return estimate with
            {
                Reservation = new Reservation(Verdict.Unreliable, new Note(
                    "no-bound",
                    "What 'doe' gives lies neither surely below nor surely above the information; "
                    + "of a label, barber-agakov bounds it from below by the same classifier.")),
            };
        }

        return estimate with
        {
            Reservation = ResidualCheck.Untested,
            Examine = () => ResidualCheck.Examine(residuals, context),
        };
    }

    private static double Loss(LinearPrediction linear, LinearPrediction? without, int rows) =>
        NormalLoss.Of(linear.InputRank, linear.Dimension, rows) - NormalLoss.Of(without?.InputRank ?? 0, linear.Dimension, rows);

    // What the linear part, learnt from some rows, makes of the rows held out.
    private void AddLinear(
        List<(double Weight, PredictedRows Rows)> terms, double weight, PredictionFold fold, int[] rows, double gain, double gainWithout)
    {
        LinearPrediction linear = fold.Linear(LawOfNumbers, fold.Problem.Inputs, rows);
        PredictionRows marginal = fold.Problem.Condition.IsEmpty
            ? linear.WithoutInputs()
            : fold.Linear(LawOfNumbers, fold.Problem.Given, rows).Rows(gainWithout);
        terms.Add((weight, linear.Rows(gain).Known(fold.HeldOut)));
        terms.Add((-weight, marginal.Known(fold.HeldOut)));
    }
}
