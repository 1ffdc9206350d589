namespace Infometer;

/// <summary>
/// SMILE: a critic trained as by <see cref="JensenShannon"/>, measured by the Donsker–Varadhan value with the scores of the alternatives
/// cut off at ±τ: <c>⟨f(x_i, y_i)⟩ − ln⟨e^clip(f(x_i, y_j), −τ, τ)⟩</c>. Scatters less than dv at high information, and is no bound: it can
/// lie above the truth, also where nothing is shared.
/// </summary>
public sealed record Smile : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "smile",
        "SMILE",
        "A critic's value with cut-off scores: little scatter at high information, but no bound.",
        "Song and Ermon (2020), Understanding the limitations of variational mutual information estimators.",
        static () => new Smile())
    {
        Kinds = s_anyKind,
        Options = SharedOptions.Add(CriticOptions.Number<Smile>(
            "clip",
            "5",
            "Where scores of the alternatives are cut off, τ.",
            static e => e.Tau,
            static (e, v) => e with { Tau = v },
            "number > 0")),
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>Where scores of the alternatives are cut off, τ. Default 5.</summary>
    public double Tau
    {
        get;
        init
        {
            if (!(value > 0))
            {
                throw new ArgumentOutOfRangeException(nameof(Tau), value, "Tau must lie above 0.");
            }

            field = value;
        }
    } = 5;

    internal override CriticReach Reach => CriticReach.Neither;

    internal override bool TrainsBySoftplus => true;

    internal override float Clip => (float)Tau;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer) =>
        DonskerVaradhan.Value(scores, answer, DonskerVaradhan.LogMean(scores.Others));

    /// <inheritdoc/>
    internal override void Train(in ContrastScores scores, in ContrastTerms answer, TrainingMemory memory) =>
        JensenShannon.Classify(scores, answer);
}
