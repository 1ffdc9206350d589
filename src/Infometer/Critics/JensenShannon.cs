namespace Infometer;

/// <summary>
/// A critic trained to tell joint pairs from others, <c>max −⟨ln(1 + e^−f(x_i,y_i))⟩ − ⟨ln(1 + e^f(x_i,y_j))⟩</c>, whose best is ln r, and
/// measured by the bound <c>I ≥ 1 + ⟨f(x_i, y_i)⟩ − ⟨e^f(x_i, y_j)⟩</c>. Trains without trouble; the bound scatters like that of <see
/// cref="Nwj"/>.
/// </summary>
/// <remarks>Code that puts f in place of f + 1 into the bound of NWJ is off by −1/e = −0.368 nats at the best critic.</remarks>
public sealed record JensenShannon : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "js",
        "Jensen–Shannon critic",
        "A lower bound by a critic that is trained as a classifier; can fall far short where correlations say little.",
        "Nowozin, Cseke and Tomioka (2016), f-GAN; Poole and others (2019), On variational bounds of mutual information.",
        static () => new JensenShannon())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsCalibrated => true;

    internal override bool TrainsBySoftplus => true;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer) => Nwj.Value(scores, answer, 0);

    /// <inheritdoc/>
    internal override void Train(in ContrastScores scores, in ContrastTerms answer, TrainingMemory memory) => Classify(scores, answer);

    /// <summary>−⟨ln(1 + e^−f)⟩ − ⟨A⟩ with A_i the mean of ln(1 + e^f) over the alternatives.</summary>
    internal static void Classify(in ContrastScores scores, in ContrastTerms answer)
    {
        int n = scores.Count;
        for (int i = 0; i < n; i++)
        {
            double f = scores.Joint[i];
            double e = Math.Exp(-Math.Abs(f));
            answer.Terms[i] = Math.Min(f, 0) - Math.Log(1 + e) - scores.Others[i];
            answer.ByJoint[i] = (f >= 0 ? e : 1) / (1 + e) / n;
            answer.ByOthers[i] = -1.0 / n;
        }
    }
}
