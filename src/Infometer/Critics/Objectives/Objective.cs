using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Something that networks are trained to make large where X and Y belong together, and that is no amount of information. It can be
/// evaluated on data, each row by a critic that was neither trained nor stopped on it, and it can train: <see cref="NewLoss"/> gives
/// values and gradients for batches. Its properties are its options.
/// </summary>
/// <remarks>
/// Numbers are standardised column by column; a discrete variable becomes one column per level, any two levels lie at distance 1.
/// Deterministic for a seed, whatever the thread count.
/// </remarks>
public abstract record Objective
{
    private const double NotDetectedAbove = 0.05;
    private const int FewestRows = 40;

    private protected Objective()
    {
    }

    /// <summary>Id, name, options and reference.</summary>
    public abstract ObjectiveDescriptor Descriptor { get; }

    /// <summary>The definition of the value, with the options that it depends on.</summary>
    public abstract string Formula { get; }

    /// <summary>The unit of the value in words; never one of information.</summary>
    public abstract string Unit { get; }

    /// <summary>Numbers in a hidden layer; even. Default 64.</summary>
    public int Width
    {
        get;
        init
        {
            AtLeast(value, 2, nameof(Width));
            field = value % 2 == 0 ? value : throw new ArgumentOutOfRangeException(nameof(Width), value, "Width must be even.");
        }
    } = 64;

    /// <summary>Hidden layers of a network. Default 3.</summary>
    public int Layers { get; init => field = AtLeast(value, 1, nameof(Layers)); } = 3;

    /// <summary>Rows in a training step. Default 256.</summary>
    public int Batch { get; init => field = AtLeast(value, 2, nameof(Batch)); } = 256;

    /// <summary>Training steps, at most. Default 1,000.</summary>
    public int Steps { get; init => field = AtLeast(value, 1, nameof(Steps)); } = 1_000;

    /// <summary>Steps without improvement on the stopping rows that end a training. Default 300.</summary>
    public int Patience { get; init => field = AtLeast(value, 1, nameof(Patience)); } = 300;

    /// <summary>The highest learning rate. Default 0.003.</summary>
    public double LearningRate
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "LearningRate must be a finite number, 0 or more.");
    } = 0.003;

    /// <summary>Parts of the rows, each of which is held out once. Default 4.</summary>
    public int Folds { get; init => field = AtLeast(value, 2, nameof(Folds)); } = 4;

    /// <summary>The scale to which each column of numbers is brought first. Default <see cref="Standardization.ZScore"/>.</summary>
    public Standardization Standardize { get; init; } = Standardization.ZScore;

    /// <summary>Evaluates the objective on rows of X and Y.</summary>
    /// <param name="x">X, of any kind and width.</param>
    /// <param name="y">Y, over the same rows.</param>
    /// <param name="options">Missing values and draws.</param>
    /// <param name="context">Seed, threads, cancellation, progress. The result depends on the seed alone.</param>
    /// <exception cref="InvalidInputException">The variables have different rows, or are too wide.</exception>
    public ObjectiveValue Evaluate(Variable x, Variable y, EstimateOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        options ??= EstimateOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        if (options.Discretizer is not null)
        {
            throw new InvalidInputException($"'{Descriptor.Id}' does not cut numbers into bins; leave bins out.");
        }

        Sample sample = Sample.Align([x, y], options.Missing, context);
        List<Note> notes = [];
        Estimation.NoteDropped(sample, notes);
        ObjectiveValue basis = new()
        {
            Objective = this,
            Value = null,
            Count = sample.Count,
            TotalCount = sample.TotalCount,
            Names = [x.Name, y.Name],
            Kinds = [x.Kind, y.Kind],
            Dimensions = [x.Dimension, y.Dimension],
            Verdict = Verdict.Unreliable,
            Notes = [.. notes],
            Seed = context.Seed,
        };
        ObjectiveInputs inputs = ObjectiveInputs.Of(sample, this);
        return WhyNone(sample, inputs) is { } note
            ? basis with { Notes = [.. basis.Notes, note] }
            : Conclude(basis, ObjectiveFolds.Run(this, inputs, context), options, context);
    }

    /// <summary>
    /// The objective as a loss for training whatever made X and Y: a critic with random weights that gives, batch by batch, the value and
    /// its gradients, and that can learn along.
    /// </summary>
    /// <param name="widthX">Numbers in a row of X.</param>
    /// <param name="widthY">Numbers in a row of Y.</param>
    /// <param name="seed">The seed of the critic's weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1.</exception>
    public ObjectiveLoss NewLoss(int widthX, int widthY, ulong seed = 0)
    {
        AtLeast(widthX, 1, nameof(widthX));
        AtLeast(widthY, 1, nameof(widthY));
        Rng rng = Rng.For(seed, "objective loss");
        return CreateLoss(widthX, widthY, ref rng);
    }

    private protected static int AtLeast(int value, int least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }

    /// <summary>The options that all objectives have.</summary>
    private protected static ImmutableArray<ObjectiveOption> SharedOptions { get; } =
    [
        Integer(
            "width", "even integer ≥ 2", "64", "Numbers in a hidden layer.", static o => o.Width, static (o, v) => o with { Width = v }),
        Integer("layers", "integer ≥ 1", "3", "Hidden layers of a network.", static o => o.Layers, static (o, v) => o with { Layers = v }),
        Integer("batch", "integer ≥ 2", "256", "Rows in a training step.", static o => o.Batch, static (o, v) => o with { Batch = v }),
        Integer("steps", "integer ≥ 1", "1000", "Training steps, at most.", static o => o.Steps, static (o, v) => o with { Steps = v }),
        Integer(
            "patience",
            "integer ≥ 1",
            "300",
            "Steps without improvement on the stopping rows that end a training.",
            static o => o.Patience,
            static (o, v) => o with { Patience = v }),
        Number(
            "learning-rate",
            "number ≥ 0",
            "0.003",
            "The highest learning rate.",
            static o => o.LearningRate,
            static (o, v) => o with { LearningRate = v }),
        Integer(
            "folds",
            "integer ≥ 2",
            "4",
            "Parts of the rows, each of which is held out once.",
            static o => o.Folds,
            static (o, v) => o with { Folds = v }),
        new(
            "standardize",
            "none|z-score|rank-gaussian",
            "z-score",
            "The scale to which each column of numbers is brought first.",
            static o => o.Standardize.Word(),
            static (o, text) => o with { Standardize = Words.ParseStandardization(text) }),
    ];

    /// <summary>A number as an option.</summary>
    private protected static ObjectiveOption Number(
        string name,
        string type,
        string preset,
        string summary,
        Func<Objective, double> get,
        Func<Objective, double, Objective> set) => new(
        name,
        type,
        preset,
        summary,
        o => get(o).ToString(CultureInfo.InvariantCulture),
        (o, text) => set(o, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));

    /// <summary>A whole number as an option.</summary>
    private protected static ObjectiveOption Integer(
        string name, string type, string preset, string summary, Func<Objective, int> get, Func<Objective, int, Objective> set) => new(
        name,
        type,
        preset,
        summary,
        o => get(o).ToString(CultureInfo.InvariantCulture),
        (o, text) => set(o, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>A critic that learns batch by batch.</summary>
    internal abstract ObjectiveLoss CreateLoss(int widthX, int widthY, ref Rng rng);

    /// <summary>Trains a critic on some rows, stops it by others, and measures it on those held out.</summary>
    internal abstract ObjectiveFold Fit(
        ObjectiveInputs inputs, (int[] HeldOut, int[] Stopping, int[] Training) rows, int index, RunContext context, Action stepDone);

    /// <summary>What a reader has to know about a value.</summary>
    private protected abstract IEnumerable<Note> NotesOf(double value);

    private Note? WhyNone(Sample sample, ObjectiveInputs inputs)
    {
        int needed = Math.Max(FewestRows, 5 * Folds);
        if (sample.Count < needed)
        {
            return new Note("too-few-rows", FormattableString.Invariant(
                $"'{Descriptor.Id}' learns from some rows and is evaluated on others; it needs at least {needed} rows, ")
                + FormattableString.Invariant($"and {sample.Count} can be used; get more rows."));
        }

        return inputs.IsConstant() is { } side
            ? new Note("constant", FormattableString.Invariant(
                $"'{sample.Variables[side].Name}' has one and the same value in all {sample.Count:N0} rows used; ")
                + "nothing can depend on it.")
            : null;
    }

    private ObjectiveValue Conclude(ObjectiveValue basis, ObjectiveFolds folds, EstimateOptions options, RunContext context)
    {
        double value = folds.Value;
        if (!double.IsFinite(value))
        {
            Note note = new("undefined", "The critic's scores are not finite; lower learning-rate, or standardize the inputs.");
            return basis with { Notes = [.. basis.Notes, note] };
        }

        (double p, string method) = folds.PValue(options, context);
        bool isDetected = p <= NotDetectedAbove;
        Note reach = isDetected
            ? new Note("critic-bound", "A better critic would give more: the best critic's value lies above.")
            : new Note("not-detected", "Nothing was detected (p > 0.05); that is no proof of independence.");
        return basis with
        {
            Value = value,
            StandardError = folds.StandardError,
            PValue = p,
            PMethod = method,
            Verdict = isDetected ? Verdict.LowerBound : Verdict.NotDetected,
            Notes = [.. basis.Notes, .. NotesOf(value), reach],
        };
    }
}
