namespace Infometer;

/// <summary>
/// I(X;T) = h(X) + h(T) − h(X,T) of compressed inputs and activations, and I(T;Y) = h(T) − Σ p(y) h(T|y), by the weighted entropies of
/// Kozachenko and Leonenko (<see cref="WeightedKozachenkoLeonenko"/>). See <see cref="CompressedEstimator"/> for the compression.
/// </summary>
/// <remarks>
/// Where X or T takes few values, as binary inputs do, there is no density but that of the noise, and the number means little; <c>ksg</c>
/// does not mind. NaN where a class has no more rows than the estimator needs neighbours, which are
/// <see cref="CompressedEstimator.Neighbors"/> or the dimension, if that is more. Cost as for <see cref="CompressedKsg"/>.
/// </remarks>
public sealed record CompressedEntropies : CompressedEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "wkl",
        "PCA + weighted Kozachenko–Leonenko",
        "Differences of nearest-neighbour entropies of principal components of inputs and activations with a little noise.",
        "Butakov et al. (2024), Information bottleneck analysis of deep neural networks via lossy compression; Berrett, Samworth and Yuan (2019).",
        static () => new CompressedEntropies())
    {
        Options = OptionsWith(components: 4),
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    private protected override (TermEstimate Estimate, string Words) AboutInputs(Variable inputs, Variable activations, RunContext context) => (
        Sum(Entropy([inputs], context), Entropy([activations], context), Entropy([inputs, activations], context)),
        FormattableString.Invariant($"k = {Neighbors}"));

    private protected override TermEstimate AboutLabels(Variable activations, PlaneLabels labels, RunContext context)
    {
        if (labels.RowsOf.Any(rows => rows.Count <= NeighborsFor(activations.Dimension)))
        {
            return new TermEstimate(double.NaN);
        }

        TermEstimate whole = Entropy([activations], context);
        double[] locals = whole.Locals.ToArray();
        double conditional = 0;
        foreach (List<int> rows in labels.RowsOf)
        {
            TermEstimate part = Entropy([activations.Select([.. rows])], context);
            if (!double.IsFinite(whole.Nats) || !double.IsFinite(part.Nats))
            {
                return new TermEstimate(double.NaN);
            }

            conditional += part.Nats * rows.Count / labels.Classes.Length;
            for (int i = 0; i < rows.Count; i++)
            {
                locals[rows[i]] -= part.Locals.Span[i];
            }
        }

        return new TermEstimate(whole.Nats - conditional) { Locals = locals };
    }

    // Rows in a plane, or rows that repeat, have no density: an entropy without locals.
    private static TermEstimate Sum(TermEstimate first, TermEstimate second, TermEstimate joint)
    {
        if (!double.IsFinite(first.Nats) || !double.IsFinite(second.Nats) || !double.IsFinite(joint.Nats))
        {
            return new TermEstimate(double.NaN);
        }

        double[] locals = new double[first.Locals.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            locals[i] = first.Locals.Span[i] + second.Locals.Span[i] - joint.Locals.Span[i];
        }

        return new TermEstimate(first.Nats + second.Nats - joint.Nats) { Locals = locals };
    }

    private TermEstimate Entropy(Variable[] variables, RunContext context)
    {
        Sample sample = Sample.Align(variables);
        return new WeightedKozachenkoLeonenko { Neighbors = NeighborsFor(variables.Sum(v => v.Dimension)) }
            .Evaluate(new EntropyTerm(VariableSet.Range(0, variables.Length)), sample, context);
    }

    // As many as the weights need to cancel anything.
    private int NeighborsFor(int dimension) => dimension < 4 ? Neighbors : Math.Max(Neighbors, dimension);
}
