namespace Infometer;

/// <summary>
/// MINE: the bound of <see cref="DonskerVaradhan"/>, trained with the gradient <c>⟨∇f⟩ − ⟨e^f ∇f⟩/D</c> where D is a running mean of e^f
/// over the batches and not the mean of the batch, whose logarithm is biased. D decays by 0.99 per step, is kept as a logarithm and divided
/// by 1 − 0.99^t.
/// </summary>
public sealed record Mine : ContrastiveEstimator
{
    private const double Decay = 0.99;

    // A batch much above the running mean would make a step of its own size.
    private const double MostWeight = 10;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "mine",
        "MINE",
        "A lower bound by a critic trained with less bias than dv.",
        "Belghazi and others (2018), Mutual information neural estimation.",
        static () => new Mine())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsCalibrated => true;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer) =>
        DonskerVaradhan.Value(scores, answer, DonskerVaradhan.LogMean(scores.Others));

    /// <inheritdoc/>
    internal override void Train(in ContrastScores scores, in ContrastTerms answer, TrainingMemory memory)
    {
        double batch = DonskerVaradhan.LogMean(scores.Others);
        double kept = memory.LogMean + Math.Log(Decay);
        double added = batch + Math.Log(1 - Decay);
        double larger = Math.Max(kept, added);
        memory.LogMean = larger + Math.Log(Math.Exp(kept - larger) + Math.Exp(added - larger));
        double corrected = memory.LogMean - Math.Log(1 - Math.Pow(Decay, Math.Max(1, memory.Steps)));
        DonskerVaradhan.Value(scores, answer, Math.Clamp(corrected, batch - Math.Log(MostWeight), batch + Math.Log(MostWeight)));
    }
}
