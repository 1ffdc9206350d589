namespace Infometer;

/// <summary>
/// MI-α of Distiller: the I_α training loss on representations, as an objective for passing knowledge from a teacher X to a student Y.
/// The value is what
/// <c>1 + ⟨ln(e^f_ii / b_i)⟩ − ⟨e^f_ij / b′_i⟩</c>, b = α m + 1 − α (see <see cref="IAlpha"/>), of a critic f(x, y) = g(x)·h(y) on
/// projected rows reaches among the rows of a batch that it has not seen. It depends on α, batch and critic, cannot exceed ln(batch/α),
/// and serves to train and to compare trainings; <see cref="IAlpha"/> is the estimator of information that bounds it from below.
/// </summary>
/// <remarks>
/// He, Shi, Mueller and others (2021), Distiller: a systematic study of model distillation methods in natural language processing; Poole
/// and others (2019), On variational bounds of mutual information. Numbers of a row go through a network of each side's own to 32
/// numbers. Cost per step: batch² scores.
/// </remarks>
public sealed record MiAlphaObjective : Objective
{
    // A value within this of the most that it can be says how large a batch is.
    private const double Room = 1;

    /// <summary>The descriptor of this objective.</summary>
    public static ObjectiveDescriptor Describe { get; } = new(
        "mi-alpha",
        "MI-α objective",
        "The loss by which a student's representations are brought to tell what a teacher's tell.",
        "He and others (2021), Distiller; Poole and others (2019), On variational bounds of mutual information.",
        static () => new MiAlphaObjective())
    {
        Options =
        [
            .. SharedOptions,
            Number(
                "alpha",
                "number above 0, at most 1",
                "0.01",
                "How much of the baseline comes from the other rows of the batch.",
                static o => ((MiAlphaObjective)o).Alpha,
                static (o, v) => (MiAlphaObjective)o with { Alpha = v }),
            Integer(
                "embedding",
                "integer ≥ 1",
                "32",
                "Numbers to which a row is projected.",
                static o => ((MiAlphaObjective)o).Embedding,
                static (o, v) => (MiAlphaObjective)o with { Embedding = v }),
        ],
    };

    /// <inheritdoc/>
    public override ObjectiveDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula =>
        "1 + ⟨ln(e^f_ii / b_i)⟩ − ⟨e^f_ij / b′_i⟩, b = α m + 1 − α, m the mean of e^f over the rows of a batch";

    /// <inheritdoc/>
    public override string Unit => "points of the objective";

    /// <summary>How much of the baseline comes from the other rows of the batch. Default 0.01; with 1 it is InfoNCE.</summary>
    public double Alpha
    {
        get;
        init => field = value > 0 && value <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Alpha), value, "Alpha must lie above 0 and not above 1.");
    } = 0.01;

    /// <summary>Numbers to which a row is projected. Default 32.</summary>
    public int Embedding { get; init => field = AtLeast(value, 1, nameof(Embedding)); } = 32;

    /// <summary>
    /// The same critic and formula where they estimate. Candidates are those of a batch, and nothing but the critic learns.
    /// </summary>
    internal IAlpha Estimator => new()
    {
        Alpha = Alpha,
        Embedding = Embedding,
        Width = Width,
        Layers = Layers,
        Batch = Batch,
        Candidates = Batch,
        Steps = Steps,
        Patience = Patience,
        LearningRate = LearningRate,
        Folds = Folds,
        Standardize = Standardize,
        KnowsCorrelations = false,
    };

    /// <inheritdoc/>
    internal override ObjectiveLoss CreateLoss(int widthX, int widthY, ref Rng rng) => new MiAlphaLoss(this, widthX, widthY, ref rng);

    /// <inheritdoc/>
    internal override ObjectiveFold Fit(
        ObjectiveInputs inputs, (int[] HeldOut, int[] Stopping, int[] Training) rows, int index, RunContext context, Action stepDone)
    {
        IAlpha estimator = Estimator;
        CriticTraining training = new(estimator, CriticInputs.Of(inputs.X, inputs.Y), rows.Training, rows.Stopping, context);
        Critic critic = training.Run(context.Seed, index, context, stepDone);
        HeldOutFold fold = new(estimator, critic, training.Inputs, rows.HeldOut, context.Cancellation);
        return new ObjectiveFold(rows.HeldOut, fold.Value, fold.Locals, () => new Sampler(fold));
    }

    private protected override IEnumerable<Note> NotesOf(double value)
    {
        double most = Math.Log(Batch / Alpha);
        FormattableString text = value > most - Room
            ? $"Near the most that a batch of {Batch:N0} at α = {Alpha} allows, {most:0.##}: a larger batch or a smaller α would give more."
            : (FormattableString)$"At most {most:0.##} with a batch of {Batch:N0} at α = {Alpha}; it compares only with values of the same α, batch, critic.";
        return [new Note("objective", FormattableString.Invariant(text))];
    }

    private sealed class Sampler(HeldOutFold fold) : INullSampler
    {
        private readonly Critic _critic = fold.Share();

        public void Reset()
        {
        }

        public double Next(ref Rng rng) => fold.Draw(_critic, ref rng);
    }
}
