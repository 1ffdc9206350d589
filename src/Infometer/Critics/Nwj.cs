namespace Infometer;

/// <summary>
/// The bound of Nguyen, Wainwright and Jordan (f-GAN's KL): <c>I ≥ ⟨f(x_i, y_i)⟩ − e⁻¹⟨e^f(x_i, y_j)⟩</c>, j ≠ i. Best critic 1 + ln r. A
/// bound without any bias of its own; its variance grows like e^I/n, and beyond 4 nats it falls far short.
/// </summary>
public sealed record Nwj : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "nwj",
        "NWJ critic",
        "A lower bound by a critic that holds exactly on average; for less than about 4 nats.",
        "Nguyen, Wainwright and Jordan (2010), Estimating divergence functionals and the likelihood ratio.",
        static () => new Nwj())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsCalibrated => true;

    internal override double Constant => 1;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer) => Value(scores, answer, 1);

    /// <summary>1 − shift + ⟨f⟩ − e^−shift ⟨e^L⟩ … the bound of a critic that is ln r + shift.</summary>
    internal static void Value(in ContrastScores scores, in ContrastTerms answer, double shift)
    {
        int n = scores.Count;
        for (int i = 0; i < n; i++)
        {
            double mass = Math.Exp(Math.Min(scores.Others[i] - shift, 300));
            answer.Terms[i] = 1 - shift + scores.Joint[i] - mass;
            answer.ByJoint[i] = 1.0 / n;
            answer.ByOthers[i] = -mass / n;
        }
    }
}
