namespace Infometer;

/// <summary>
/// I(X;T) of compressed inputs and activations by the first estimator of Kraskov, Stögbauer and Grassberger (<see cref="Ksg"/>), I(T;Y) by
/// Ross's (<see cref="Infometer.Ross"/>), its counterpart for labels. See <see cref="CompressedEstimator"/> for the compression.
/// </summary>
/// <remarks>Biased down where I nears ln n. Cost O(n·d²) for the components and O(n ln n) for the neighbours.</remarks>
public sealed record CompressedKsg : CompressedEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static PlaneEstimatorDescriptor Describe { get; } = new(
        "ksg",
        "PCA + KSG",
        "Nearest neighbours among principal components of inputs and activations with a little noise.",
        "Butakov et al. (2024), Information bottleneck analysis of deep neural networks via lossy compression; Kraskov et al. (2004); Ross (2014).",
        static () => new CompressedKsg())
    {
        Options = OptionsWith(components: 4),
    };

    /// <inheritdoc/>
    public override PlaneEstimatorDescriptor Descriptor => Describe;

    private protected override (TermEstimate Estimate, string Words) AboutInputs(Variable inputs, Variable activations, RunContext context)
    {
        Sample sample = Sample.Align([inputs, activations]);
        TermEstimate estimate = new Ksg { Neighbors = Neighbors }.Evaluate(new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)]), sample, context);
        return (estimate, FormattableString.Invariant($"k = {Neighbors}"));
    }

    private protected override TermEstimate AboutLabels(Variable activations, PlaneLabels labels, RunContext context) =>
        ByRoss(activations, labels, context);
}
