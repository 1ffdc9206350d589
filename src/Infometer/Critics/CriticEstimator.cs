using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// What all estimators by neural networks share: the shape of the networks, how they are trained, and that a number only ever comes from
/// rows that a network was neither trained nor stopped on. Rows are cut at random into <see cref="Folds"/> parts; each is held out once, a
/// sixth of the others decides when to stop, the rest trains.
/// </summary>
/// <remarks>
/// Numbers are standardised column by column, labels become one column per level. Discrete, continuous and mixed variables of any widths;
/// no missing values. Deterministic for a seed, whatever the thread count: each network is trained by one thread.
/// </remarks>
public abstract record CriticEstimator : Estimator
{
    private protected static readonly ImmutableArray<VariableKind> s_anyKind =
        [VariableKind.Discrete, VariableKind.Continuous, VariableKind.Mixed];

    private const int FewestRows = 40;
    private const int MostColumns = 16_384;

    /// <summary>Numbers in a hidden layer. Default 128.</summary>
    public int Width { get; init => field = AtLeast(value, 1, nameof(Width)); } = 128;

    /// <summary>Hidden layers of a network. Default 2.</summary>
    public int Layers { get; init => field = AtLeast(value, 0, nameof(Layers)); } = 2;

    /// <summary>What hidden layers do to each number. Default <see cref="Activation.Relu"/>.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Whether hidden layers after the first normalise their input. Default false.</summary>
    public bool HasNormalization { get; init; }

    /// <summary>Whether hidden layers after the first add to their input. Default false.</summary>
    public bool IsResidual { get; init; }

    /// <summary>Rows in a training step. Default 256.</summary>
    public int Batch { get; init => field = AtLeast(value, 2, nameof(Batch)); } = 256;

    /// <summary>Training steps, at most. Default 2,000.</summary>
    public int Steps { get; init => field = AtLeast(value, 1, nameof(Steps)); } = 2_000;

    /// <summary>Steps without improvement on the stopping rows that end a training. Default 500.</summary>
    public int Patience { get; init => field = AtLeast(value, 1, nameof(Patience)); } = 500;

    /// <summary>The highest learning rate, after warm-up. Default 0.001.</summary>
    public double LearningRate { get; init => field = NotNegative(value, nameof(LearningRate)); } = 0.001;

    /// <summary>Weight decay, the share of each weight that a step takes away, times the learning rate. Default 0.01.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); } = 0.01;

    /// <summary>Parts of the rows, each of which is held out once. Default 4.</summary>
    public int Folds { get; init => field = AtLeast(value, 2, nameof(Folds)); } = 4;

    /// <summary>
    /// The scale to which each column is brought first. Default <see cref="Standardization.RankGaussian"/>: heavy tails are no trouble
    /// then.
    /// </summary>
    public Standardization Standardize { get; init; } = Standardization.RankGaussian;

    /// <inheritdoc/>
    /// <remarks>Rows held out would be no news to what learnt from the rows beside them.</remarks>
    internal override bool NeedsExchangeableRows => true;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        if (term is not InformationTerm { Arguments.Length: 2 } information)
        {
            return false;
        }

        // Labels that are given are levels to look within, which keeps bounds bounds.
        foreach (int index in information.Condition.Indices())
        {
            if (shapes[index].Kind == VariableKind.Discrete)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The rows of some variables side by side, as networks take them.</summary>
    internal FloatMatrix InputsOf(Sample sample, VariableSet set)
    {
        Variable[] variables = [.. set.Indices().Select(i => sample.Variables[i])];
        long width = variables.Sum(v => v.Codes is { } codes ? (long)codes.LevelCount : v.Dimension);
        if (width > MostColumns)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' would see {string.Join(", ", variables.Select(v => $"'{v.Name}'"))} as {width:N0} columns, ")
                + FormattableString.Invariant($"one per number and level, and takes {MostColumns:N0}; ")
                + "merge rare levels or leave columns out.");
        }

        FloatMatrix inputs = new(sample.Count, (int)width);
        int start = 0;
        foreach (Variable variable in variables)
        {
            start += variable.Codes is { } codes ? AddLevels(codes, inputs, start) : AddNumbers(variable, inputs, start);
        }

        return inputs;
    }

    /// <summary>Refuses samples that are too small to be cut into folds.</summary>
    internal void RequireRows(Sample sample)
    {
        int needed = Math.Max(FewestRows, 5 * Folds);
        if (sample.Count < needed)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' learns from some rows and measures on others; it needs at least {needed} rows, ")
                + FormattableString.Invariant($"and there are {sample.Count}; ")
                + "get more rows, or use an estimator that does not learn.");
        }
    }

    private protected static int AtLeast(int value, int least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }

    private protected static double NotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number, 0 or more.");
        }

        return value;
    }

    private static int AddLevels(Codes codes, FloatMatrix inputs, int start)
    {
        for (int row = 0; row < inputs.Rows; row++)
        {
            inputs.Row(row)[start + codes[row]] = 1;
        }

        return codes.LevelCount;
    }

    private int AddNumbers(Variable variable, FloatMatrix inputs, int start)
    {
        double[][] columns = ColumnPreparation.Columns(variable, Standardize, 0, 0);
        for (int j = 0; j < columns.Length; j++)
        {
            for (int row = 0; row < inputs.Rows; row++)
            {
                inputs.Row(row)[start + j] = (float)columns[j][row];
            }
        }

        return columns.Length;
    }
}
