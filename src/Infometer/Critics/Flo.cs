namespace Infometer;

/// <summary>
/// FLO (Fenchel–Legendre): <c>I ≥ 1 + ⟨v_i − e^(v_i − f_ii)⟨e^f_ij⟩⟩</c> over j ≠ i, with a second critic v(x, y) that learns what <c>f −
/// ln⟨e^f⟩</c> is. Best critics v = ln r. The logarithm of a mean is gone from the gradient, which is unbiased with few alternatives, too.
/// </summary>
public sealed record Flo : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "flo",
        "FLO",
        "A lower bound by two critics on one trunk; learns from few alternatives per row.",
        "Guo and others (2022), Tight mutual information estimation with contrastive Fenchel–Legendre optimization.",
        static () => new Flo())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsCalibrated => true;

    internal override int Heads => 2;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer)
    {
        int n = scores.Count;
        for (int i = 0; i < n; i++)
        {
            double mass = Math.Exp(Math.Min(scores.Second[i] - scores.Joint[i] + scores.Others[i], 300));
            answer.Terms[i] = 1 + scores.Second[i] - mass;
            answer.ByJoint[i] = mass / n;
            answer.ByOthers[i] = -mass / n;
            answer.BySecond[i] = (1 - mass) / n;
        }
    }
}
