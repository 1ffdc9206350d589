namespace Infometer;

/// <summary>
/// Kendall's τ-b: pairs of rows in the same order in X and Y less pairs in opposite order, divided by √((n₀ − n₁)(n₀ − n₂)) with n₀ all
/// pairs, n₁ and n₂ those tied in X and in Y; from −1 to 1. 0 does not mean independent.
/// </summary>
/// <remarks>
/// Kendall (1945), The treatment of ties in ranking problems, Biometrika 33. Cost O(n log n). p: normal with
/// Kendall's exact variance under permutations, ties included, two-sided. Standard error by the jackknife, which the pairs counted per row
/// give without recomputation; interval on Fisher's scale.
/// </remarks>
public sealed record KendallTau : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "kendall",
        "Kendall's τ-b",
        "Pairs of rows in the same order less those in opposite order; for ranks with many ties.",
        "Kendall (1945), The treatment of ties in ranking problems.",
        static () => new KendallTau())
    {
        Variables = "numbers, one column each",
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => "τ = (concordant − discordant pairs) / √(pairs not tied in X · pairs not tied in Y)";

    private protected override int LeastRows => 5;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireNumbers(x);
        RequireNumbers(y);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        int n = sample.Count;
        ConcordantPairs pairs = new(sample.Variables[0].Values.ToArray(), sample.Variables[1].Values.ToArray());
        double tau = Math.Clamp(pairs.Difference / pairs.Most, -1, 1);
        double error = pairs.StandardError();
        double room = 1 - (tau * tau);
        return new DependenceFinding(tau)
        {
            StandardError = error,
            IsSigned = true,
            Limits = FisherTransform.Limits(tau, room > 0 ? error / room : 0),
            Analytic = (
                2 * SpecialFunctions.NormalCdf(-Math.Abs(pairs.Difference) / Math.Sqrt(pairs.NullVariance)),
                "Y permuted against X: normal law with the variance of all permutations, two-sided"),
            Test = new PermutationTest(Math.Abs(tau), n, 8.0 * n * Math.Log2(n), () => pairs.NewPermuted()),
        };
    }
}
