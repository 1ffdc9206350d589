namespace Infometer;

/// <summary>
/// A way to turn data into numbers. Each estimator is a sealed record whose properties are its options, so that it
/// prints, compares and serialises. It knows numbers: no files, no console, no verdicts. To add one: write the record
/// and its <see cref="EstimatorDescriptor"/> in the topic's folder and list the descriptor in <see cref="Estimators.All"/>.
/// </summary>
public abstract record Estimator
{
    /// <summary>The id, options, reach and reference of this kind of estimator.</summary>
    public abstract EstimatorDescriptor Descriptor { get; }

    /// <summary>Whether the estimator can evaluate <paramref name="term"/> on variables of these shapes.</summary>
    /// <param name="term">The term; its indices point into <paramref name="shapes"/>.</param>
    /// <param name="shapes">The shape of each variable of the question.</param>
    public abstract bool Supports(Term term, ReadOnlySpan<VariableShape> shapes);

    /// <summary>Evaluates a term that <see cref="Supports"/> accepted.</summary>
    /// <returns>The bare estimate in nats: not clipped, not corrected by inference.</returns>
    public abstract TermEstimate Evaluate(Term term, Sample sample, RunContext context);

    /// <summary>
    /// What is done to each column before anything else. Series are prepared so as a whole, before they are embedded, and then evaluated by
    /// <see cref="ForPrepared"/>.
    /// </summary>
    internal virtual (Standardization Scale, double Noise) Preparation => (Standardization.None, 0);

    /// <summary>The same estimator for columns that have had their <see cref="Preparation"/>.</summary>
    internal virtual Estimator ForPrepared => this;

    /// <summary>
    /// Prepares the repeated evaluation of a term under reorderings of its variables. Estimators override this where margins, trees or
    /// sums can be kept from one order to the next. The context's threads are not to be used: draws already are.
    /// </summary>
    internal virtual TermReorderer Reorder(Term term, Sample sample, RunContext context) =>
        TermReorderer.Whole(sample, reordered => Evaluate(term, reordered, context).Nats);

    /// <summary>Whether rows that are alike in time would pass for dependence, so that series are refused. Default false.</summary>
    internal virtual bool NeedsExchangeableRows => false;

    /// <summary>What in the data speaks against the estimator, as a note, so that shared information that it finds is no value; null where nothing does.</summary>
    internal virtual Note? ObjectionTo(Sample sample) => null;
}
