namespace Infometer;

/// <summary>
/// I(X;T) of functions of compressed inputs and activations that are found to correlate: Σⱼ Î(uⱼ;vⱼ) − ½ ln((1 − ρⱼ²)/(1 − lⱼ)) over canonical pairs
/// (<see cref="CanonicalPairs"/>), with Î by <see cref="Ksg"/>, lⱼ the squared correlation of the pair in the sample and ρⱼ² without what fitting added to it
/// (<see cref="FittedCorrelation"/>). I(T;Y) by <see cref="Infometer.Ross"/> of the first four components, as <see cref="CompressedKsg"/> has it.
/// </summary>
/// <remarks>
/// Follows curved dependences of many columns where nearest neighbours among components have too few rows to. The pairs are uncorrelated and taken to be
/// independent of each other, and the excess of fitting to be that of normal columns; 0 where no correlation is above chance (1 of 100). At most 16 pairs count.
/// Cost O(n·p²) for p ≤ n/10 products a side; components with which there would be more products are left out.
/// </remarks>
public sealed record CompressedCanonical : CompressedEstimator
{
    private const int DefaultComponents = 40;
    private const int LabelComponents = 4;

    /// <summary>Creates the estimator with its defaults.</summary>
    public CompressedCanonical()
    {
        Components = DefaultComponents;
        InputComponents = DefaultComponents;
    }

    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "cca",
        "PCA + canonical pairs of products",
        "Nearest neighbours in pairs of correlating functions of principal components of inputs and activations with a little noise.",
        "Hotelling (1936); Bao, Hu, Pan and Zhou (2019), Canonical correlation coefficients of high-dimensional Gaussian vectors; Kraskov et al. (2004); Ross (2014).",
        static () => new CompressedCanonical())
    {
        Options = OptionsWith(DefaultComponents),
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    private protected override (TermEstimate Estimate, string Words) AboutInputs(Variable inputs, Variable activations, RunContext context)
    {
        CanonicalPairs pairs = CanonicalPairs.Of(Columns(inputs), Columns(activations), context);
        double nats = 0;
        double[] locals = pairs.X.Length == 0 ? [] : new double[inputs.Count];
        for (int j = 0; j < pairs.X.Length; j++)
        {
            Sample pair = Sample.Align([Variable.Continuous(pairs.X[j].AsMemory(), 1, "u"), Variable.Continuous(pairs.Y[j].AsMemory(), 1, "v")]);
            TermEstimate estimate = new Ksg { Neighbors = Neighbors }.Evaluate(new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)]), pair, context);
            nats += estimate.Nats - pairs.Fitted.ExcessNats(pairs.Squares[j]);
            if (!estimate.Locals.IsEmpty)
            {
                CrossProducts.AddScaled(locals, 1, estimate.Locals.Span);
            }
        }

        return (
            new TermEstimate(nats) { Locals = locals },
            FormattableString.Invariant($"{pairs.Fitted.P} products of inputs, {pairs.Fitted.Q} of activations, {pairs.X.Length} pairs, k = {Neighbors}"));
    }

    private protected override TermEstimate AboutLabels(Variable activations, PlaneLabels labels, RunContext context)
    {
        double[][] columns = Columns(activations);
        return ByRoss(Compression.Joined(columns.AsSpan(0, Math.Min(LabelComponents, columns.Length)), activations.Name), labels, context);
    }

    private static double[][] Columns(Variable variable)
    {
        double[][] columns = [.. Enumerable.Range(0, variable.Dimension).Select(_ => new double[variable.Count])];
        for (int j = 0; j < columns.Length; j++)
        {
            variable.CopyColumn(j, columns[j]);
        }

        return columns;
    }
}
