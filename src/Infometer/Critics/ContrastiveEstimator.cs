using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Estimators that learn to tell pairs (x, y) that belong together from pairs that do not, by a critic f(x, y). To add one: a record that
/// says how the scores of a set of pairs become a value (<see cref="Measure"/>) and, where training should make something else large, what
/// (<see cref="Train"/>).
/// </summary>
public abstract record ContrastiveEstimator : CriticEstimator
{
    private const int MostRowsOfABlock = 4096;

    /// <summary>How the critic sees a pair. Default <see cref="CriticKind.Separable"/>.</summary>
    public CriticKind Critic { get; init; } = CriticKind.Separable;

    /// <summary>Numbers that a separable critic's network says of a row. Default 32.</summary>
    public int Embedding { get; init => field = AtLeast(value, 1, nameof(Embedding)); } = 32;

    /// <summary>
    /// Rows that each row is compared with: by a separable critic at most so many when it is measured (default 0: 4,096), all of the batch
    /// in training; by others so many when measured (default 0: 64), and at most 8 in training.
    /// </summary>
    public int Candidates { get; init => field = AtLeast(value, 0, nameof(Candidates)); }

    /// <summary>
    /// Whether what correlations say of a pair is added to every score, so that the critic learns only the rest. Default true.
    /// </summary>
    public bool KnowsCorrelations { get; init; } = true;

    /// <summary>
    /// Makes the encoders of a separable or hybrid critic probabilistic: in training they say normal laws, whose divergence from N(0, 1) costs 1/β. Default 0: not. 1024 is
    /// what its authors use. Less scatter and later saturation at high information.
    /// </summary>
    public double Beta { get; init => field = NotNegative(value, nameof(Beta)); }

    /// <summary>What is done beyond one cross-fit. Default <see cref="CriticProtocol.Once"/>.</summary>
    public CriticProtocol Protocol { get; init; }

    /// <summary>What the value is for a critic that is as good as any.</summary>
    internal abstract CriticReach Reach { get; }

    /// <summary>The best critic's score where nothing is shared. Default 0.</summary>
    internal virtual double Constant => 0;

    /// <summary>Scores per pair. Default 1.</summary>
    internal virtual int Heads => 1;

    /// <summary>
    /// Whether the value is a mean over rows of what each row's candidates say, so that x and y have different roles and both directions
    /// count.
    /// </summary>
    internal virtual bool IsOfRows => false;

    /// <summary>Whether training takes the mean of ln(1 + e^f) over the alternatives, and not ln ⟨e^f⟩.</summary>
    internal virtual bool TrainsBySoftplus => false;

    /// <summary>
    /// Whether a gain, a shift and a cap of the trained critic's scores are fitted to the stopping rows. For values that hold the mean of e^f
    /// over all rows, which a few scores too high make as low as can be.
    /// </summary>
    internal virtual bool IsCalibrated => false;

    /// <summary>Scores of the alternatives are cut off at ± this when the value is taken. Default ∞.</summary>
    internal virtual float Clip => float.PositiveInfinity;

    internal int MostCandidates => Critic == CriticKind.Separable && Candidates > 0 ? Math.Max(2, Candidates) : MostRowsOfABlock;

    internal int HeldOutAlternatives => Candidates > 0 ? Candidates : 64;

    internal int TrainingAlternatives => Math.Min(8, HeldOutAlternatives);

    internal CriticShape Shape => new(Critic, Width, Layers, Embedding, Activation, HasNormalization, IsResidual, Heads, Beta);

    private protected static ImmutableArray<OptionDescriptor> SharedOptions { get; } =
    [
        CriticOptions.Choice<ContrastiveEstimator>(
            "critic",
            "separable|concatenated|hybrid",
            "separable",
            "How the critic sees a pair: by a product of two networks, by one network, or by two and then one.",
            static e => e.Critic switch { CriticKind.Separable => "separable", CriticKind.Concatenated => "concatenated", _ => "hybrid" },
            static (e, text) => e with
            {
                Critic = CriticOptions.Word(
                    text, ("separable", CriticKind.Separable), ("concatenated", CriticKind.Concatenated), ("hybrid", CriticKind.Hybrid)),
            }),
        CriticOptions.Integer<ContrastiveEstimator>(
            "embedding",
            "32",
            "Numbers that a separable critic's network says of a row.",
            1,
            static e => e.Embedding,
            static (e, v) => e with { Embedding = v }),
        CriticOptions.Integer<ContrastiveEstimator>(
            "candidates",
            "0",
            "Rows that each row is compared with when the value is taken; 0 for 4096 (separable) or 64.",
            0,
            static e => e.Candidates,
            static (e, v) => e with { Candidates = v }),
        CriticOptions.Switch<ContrastiveEstimator>(
            "correlations",
            true,
            "Whether what correlations say of a pair is added to every score.",
            static e => e.KnowsCorrelations,
            static (e, v) => e with { KnowsCorrelations = v }),
        CriticOptions.Number<ContrastiveEstimator>(
            "beta", "0", "Worth of information beside the divergence of a probabilistic critic's encodings; 0 for a critic that is not probabilistic.", static e => e.Beta, static (e, v) => e with { Beta = v }),
        CriticOptions.Choice<ContrastiveEstimator>(
            "protocol",
            "once|extrapolate|embedding-sweep",
            "once",
            "What is done beyond one cross-fit: a ladder of subsamples, or embeddings of several sizes.",
            static e => e.Protocol.Word(),
            static (e, text) => e with { Protocol = Words.ParseProtocol(text) }),
        .. CriticOptions.Network,
    ];

    /// <summary>The value as a mean of one term per pair, with its derivatives.</summary>
    internal abstract void Measure(in ContrastScores scores, in ContrastTerms answer);

    /// <summary>What training makes large; the value itself unless it says otherwise.</summary>
    internal virtual void Train(in ContrastScores scores, in ContrastTerms answer, TrainingMemory memory) => Measure(scores, answer);

    /// <summary>The most that the value can be with so many alternatives per row; ∞ where the estimator has no limit of its own.</summary>
    internal virtual double CeilingOf(int alternatives) => double.PositiveInfinity;

    /// <inheritdoc/>
    public sealed override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        InformationTerm information = (InformationTerm)term;
        RequireRows(sample);
        FloatMatrix x = InputsOf(sample, information.Arguments[0]);
        FloatMatrix y = InputsOf(sample, information.Arguments[1]);
        if (information.Condition.IsEmpty)
        {
            CriticInputs pairs = CriticInputs.Of(x, y);
            return Protocol switch
            {
                CriticProtocol.Extrapolate => Extrapolation.Run(this, pairs, context),
                CriticProtocol.EmbeddingSweep => EmbeddingSweep.Run(this, pairs, context),
                _ => CriticFolds.Run(this, pairs, context).Estimate(),
            };
        }

        if (Protocol != CriticProtocol.Once)
        {
            throw new InvalidInputException($"protocol={Protocol.Word()} is for the information of two variables without a numeric condition; leave it or the condition out.");
        }

        FloatMatrix z = InputsOf(sample, information.Condition);
        CriticInputs inputs = CriticInputs.Of(x, FloatMatrix.Beside(y, z));
        CriticFolds whole = CriticFolds.Run(this, inputs, context);
        CriticFolds part = CriticFolds.Run(this, CriticInputs.Of(x, z), context, question: 1);
        return whole.EstimateGiven(part, y, inputs, sample, information.Condition, context);
    }
}
