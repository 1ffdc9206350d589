namespace Infometer;

/// <summary>
/// <see cref="Ross"/> with ψ(n_y − 1) for ψ(n_y), as the Java Information Dynamics Toolkit has it; for comparison with its numbers. It
/// reads higher than <c>ross</c> by exactly <c>⟨1/(n_y − 1)⟩</c>, about (number of labels)/n, and so above 0 for independent variables.
/// </summary>
/// <remarks>That toolkit's defaults are <c>neighbors=4</c>, <c>standardize=z-score</c> and <c>noise=1e-8</c>; here they are those of
/// <c>ross</c>.</remarks>
public sealed record RossJidt : RossEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "ross-jidt",
        "Ross (JIDT form)",
        "Ross's estimator with ψ(n_y − 1) for ψ(n_y), as JIDT has it; for comparison only, it reads about (number of labels)/n too high.",
        "Lizier (2014), JIDT: an information-theoretic toolkit for studying the dynamics of complex systems.",
        static () => new RossJidt())
    {
        Kinds = [VariableKind.Discrete, VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptionsWith(3),
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    private protected override int LabelOffset => 1;
}
