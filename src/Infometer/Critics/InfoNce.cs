namespace Infometer;

/// <summary>
/// InfoNCE: how well a row's partner is found among K candidates, <c>I ≥ ln K + ⟨f(x_i, y_i) − ln Σ_j e^f(x_i, y_j)⟩</c>, averaged over
/// both directions. Best critic ln p(y|x) + c(x). Never above ln K, and near that it says ln K whatever the truth, with no scatter.
/// </summary>
public sealed record InfoNce : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "info-nce",
        "InfoNCE",
        "A lower bound by a critic with little scatter, at most ln K for K candidates.",
        "van den Oord, Li and Vinyals (2018), Representation learning with contrastive predictive coding.",
        static () => new InfoNce())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsOfRows => true;

    /// <inheritdoc/>
    internal override double CeilingOf(int alternatives) => Math.Log(alternatives + 1.0);

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer)
    {
        int n = scores.Count;
        double logAlternatives = Math.Log(scores.Alternatives);
        double logCandidates = Math.Log(scores.Alternatives + 1.0);
        for (int i = 0; i < n; i++)
        {
            // The share of the others in the softmax, without losing digits where it is small.
            double margin = scores.Others[i] + logAlternatives - scores.Joint[i];
            double e = Math.Exp(-Math.Abs(margin));
            double others = (margin >= 0 ? 1 : e) / (1 + e);
            answer.Terms[i] = logCandidates - Math.Max(margin, 0) - Math.Log(1 + e);
            answer.ByJoint[i] = others / n;
            answer.ByOthers[i] = -others / n;
        }
    }
}
