namespace Infometer;

/// <summary>
/// Estimators that learn to predict one side from the other: a law q(y|x) by a network, whose mean and variance start where correlations
/// put them, or the
/// shares of the levels. Y is the second variable; where only one of the two is discrete, that one. To add an estimator: a record that
/// says what its
/// predictors make of a pair (<see cref="Measure"/>) and what may be said of the number (<see cref="Reserve"/>).
/// </summary>
/// <remarks>
/// Numeric Y is turned into canonical coordinates of the training rows, of unit variance and independent of each other given X where all
/// is normal; the
/// information stays what it was.
/// </remarks>
public abstract record PredictiveEstimator : CriticEstimator
{
    private protected static readonly OptionDescriptor s_lawOption = CriticOptions.Choice<PredictiveEstimator>(
        "law",
        "gaussian|logistic",
        "gaussian",
        "The law of what is left of each coordinate of numeric Y.",
        static e => e.Law == ResidualLaw.Logistic ? "logistic" : "gaussian",
        static (e, text) => e with
        {
            Law = CriticOptions.Word(text, ("gaussian", ResidualLaw.Gaussian), ("logistic", ResidualLaw.Logistic)),
        });

    /// <summary>The law of what is left of each coordinate of numeric Y. Default <see cref="ResidualLaw.Gaussian"/>.</summary>
    public ResidualLaw Law { get; init; } = ResidualLaw.Gaussian;

    /// <summary>Whether numbers can be predicted, not only levels.</summary>
    internal virtual bool PredictsNumbers => true;

    /// <summary>Whether a condition that is not empty is taken in, of these variables.</summary>
    internal virtual bool TakesCondition(VariableSet condition, ReadOnlySpan<VariableShape> shapes) => condition.IsEmpty;

    /// <summary>Networks trained per fold.</summary>
    internal virtual int Networks => 1;

    internal CriticShape Shape => new(CriticKind.Concatenated, Width, Layers, 1, Activation, HasNormalization, IsResidual, 1, 0);

    internal PredictiveLaw LawOfNumbers => Law == ResidualLaw.Logistic ? new LogisticResponse() : new GaussianResponse();

    /// <inheritdoc/>
    public sealed override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is InformationTerm { Arguments.Length: 2 } information
        && (information.Condition.IsEmpty || TakesCondition(information.Condition, shapes))
        && RolesOf(information, shapes) is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">There are too few rows.</exception>
    public sealed override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        InformationTerm information = (InformationTerm)term;
        RequireRows(sample);
        if (RolesOf(information, [.. sample.Shapes]) is not { } roles)
        {
            throw new ArgumentException($"'{Descriptor.Id}' does not support {term}.", nameof(term));
        }

        VariableSet condition = information.Condition;
        PredictionTarget target = AreDiscrete(roles.Target, [.. sample.Shapes])
            ? PredictionTarget.OfLevels(sample, roles.Target)
            : PredictionTarget.OfNumbers(InputsOf(sample, roles.Target));
        int[]? strata = !condition.IsEmpty && AreDiscrete(condition, [.. sample.Shapes])
            ? CountingGroups.Of([.. condition.Indices().Select(i => sample.Variables[i].Codes!)], out _)
            : null;
        FloatMatrix given = condition.IsEmpty ? new FloatMatrix(sample.Count, 0) : InputsOf(sample, condition);
        FloatMatrix inputs = FloatMatrix.Beside(InputsOf(sample, roles.Inputs), given);
        PredictionProblem problem = new(sample, target, inputs, given, condition, strata);
        ResidualSet[][] residuals = new ResidualSet[Folds][];
        TermEstimate estimate = PredictiveFolds.Run(
            this, problem, (fold, index) => Measure(fold, residualsOfFold => residuals[index] = residualsOfFold), context);
        return Reserve(estimate, target, residuals, context);
    }

    /// <summary>Trains what is needed on a fold and says what it makes of pairs of held-out rows.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="keep">
    /// Takes what is left of the held-out targets, for estimators that look at it before they say what their number is worth.
    /// </param>
    internal abstract HeldOutPairs Measure(PredictionFold fold, Action<ResidualSet[]> keep);

    /// <summary>Adds what may be said of the number.</summary>
    internal abstract TermEstimate Reserve(TermEstimate estimate, PredictionTarget target, ResidualSet[][] residuals, RunContext context);

    /// <summary>Whether all variables of a set are discrete.</summary>
    internal static bool AreDiscrete(VariableSet set, ReadOnlySpan<VariableShape> shapes) => CountDiscrete(set, shapes) == set.Count;

    /// <summary>q(y|x) learnt by a network from what is known before, on the held-out rows.</summary>
    internal PredictedRows LearnConditional(PredictionFold fold)
    {
        FloatMatrix inputs = fold.Problem.Inputs;
        if (fold.Problem.Target.Columns is null)
        {
            return fold.Learn(fold.Shares(inputs), 0);
        }

        LinearPrediction linear = fold.Linear(LawOfNumbers, inputs, fold.Training);
        return fold.Learn(linear.Rows(fold.GainOf(linear)), 0);
    }

    // Labels can be predicted from anything, numbers, too; a target of both has neither a density nor shares.
    private (VariableSet Inputs, VariableSet Target)? RolesOf(InformationTerm term, ReadOnlySpan<VariableShape> shapes)
    {
        VariableSet x = term.Arguments[0];
        VariableSet y = term.Arguments[1];
        foreach ((VariableSet inputs, VariableSet target) in (ReadOnlySpan<(VariableSet, VariableSet)>)[(x, y), (y, x)])
        {
            if (AreDiscrete(target, shapes))
            {
                return (inputs, target);
            }
        }

        foreach ((VariableSet inputs, VariableSet target) in (ReadOnlySpan<(VariableSet, VariableSet)>)[(x, y), (y, x)])
        {
            if (PredictsNumbers && CountDiscrete(target, shapes) == 0)
            {
                return (inputs, target);
            }
        }

        return null;
    }

    private static int CountDiscrete(VariableSet set, ReadOnlySpan<VariableShape> shapes)
    {
        int count = 0;
        foreach (int index in set.Indices())
        {
            count += shapes[index].Kind == VariableKind.Discrete ? 1 : 0;
        }

        return count;
    }
}
