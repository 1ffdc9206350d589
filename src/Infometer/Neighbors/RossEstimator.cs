namespace Infometer;

/// <summary>What <see cref="Ross"/> and <see cref="RossJidt"/> share: I(X;Y) of a numeric and a discrete side, in either order.</summary>
public abstract record RossEstimator : NeighborEstimator
{
    private protected RossEstimator() => Neighbors = 3;

    /// <summary>What is taken off n_y inside ψ.</summary>
    private protected virtual int LabelOffset => 0;

    /// <inheritdoc/>
    public sealed override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is InformationTerm { Arguments: [var x, var y], Condition.IsEmpty: true }
        && ((MixedInformation.IsNumeric(x, shapes) && MixedInformation.IsDiscrete(y, shapes))
            || (MixedInformation.IsDiscrete(x, shapes) && MixedInformation.IsNumeric(y, shapes)));

    /// <inheritdoc/>
    public sealed override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        RequireRows(sample, Neighbors + 1);
        (VariableSet numeric, VariableSet discrete) = Sides(term, sample);
        return Prepare(numeric, sample, context).Evaluate([.. discrete.Indices().Select(i => sample.Variables[i].Codes!)]);
    }

    /// <inheritdoc/>
    internal sealed override TermReorderer Reorder(Term term, Sample sample, RunContext context)
    {
        RequireRows(sample, Neighbors + 1);
        (VariableSet numeric, VariableSet discrete) = Sides(term, sample);
        RunContext single = context with { MaxDegreeOfParallelism = 1 };
        return new LabelReorderer(Prepare(numeric, sample, single), base.Reorder(term, sample, single), numeric, discrete, sample);
    }

    private RossInformation Prepare(VariableSet numeric, Sample sample, RunContext context) =>
        new(PointsOf(sample, numeric, context), this, TheilerWindow.Of(sample), context) { LabelOffset = LabelOffset };

    private static (VariableSet Numeric, VariableSet Discrete) Sides(Term term, Sample sample)
    {
        InformationTerm information = (InformationTerm)term;
        bool isNumericFirst = MixedInformation.IsNumeric(information.Arguments[0], [.. sample.Shapes]);
        return isNumericFirst
            ? (information.Arguments[0], information.Arguments[1])
            : (information.Arguments[1], information.Arguments[0]);
    }

    // The labels move over X, whose index stays.
    private sealed class LabelReorderer(
        RossInformation information, TermReorderer whole, VariableSet numeric, VariableSet discrete, Sample sample) : TermReorderer
    {
        public override double Evaluate(IReadOnlyList<int[]?> orders) =>
            numeric.Indices().All(i => orders[i] is null)
                ? information.Evaluate([.. discrete.Indices().Select(i => Ordered(sample.Variables[i].Codes!, orders[i]))]).Nats
                : whole.Evaluate(orders);

        private static Codes Ordered(Codes codes, int[]? order) => order is null ? codes : codes.Select(order);
    }
}
