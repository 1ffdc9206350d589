using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Trains a fully connected classifier and records its activations while it learns: what it takes to see an information plane without another
/// program. Cross entropy of the softmax, Adam (Kingma and Ba 2015) with a constant rate and the gradient's norm clipped at 1; weights start normal with
/// variance 1/inputs (tanh) or 2/inputs (ReLU, He et al. 2015), biases at 0. A record of options; the defaults are near those of the 12-bit network of
/// Shwartz-Ziv and Tishby (2017), with half their batch.
/// </summary>
/// <remarks>Small networks on one thread: the 12-10-7-5-4-3-2 network takes some 20 s for 8,000 epochs of 3,277 rows. The same bits for the same
/// seed.</remarks>
public sealed record NetworkTraining
{
    /// <summary>Units of the hidden layers, the input's neighbour first. Default 10, 7, 5, 4, 3.</summary>
    public ImmutableArray<int> Hidden
    {
        get;
        init
        {
            foreach (int units in value)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(units, 1, nameof(Hidden));
            }

            field = value;
        }
    } = [10, 7, 5, 4, 3];

    /// <summary>What hidden layers do at their end. Default <see cref="Activation.Tanh"/>.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Passes over the training rows. Default 8,000.</summary>
    public int Epochs
    {
        get;
        init => field = RequirePositive(value, nameof(Epochs));
    } = 8_000;

    /// <summary>Rows in a step. Default 256.</summary>
    public int BatchSize
    {
        get;
        init => field = RequirePositive(value, nameof(BatchSize));
    } = 256;

    /// <summary>The rate of Adam. Default 0.0004.</summary>
    public double LearningRate
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(LearningRate));
            field = value;
        }
    } = 4e-4;

    /// <summary>The share of a weight that a step of rate 1 takes away. Default 0.</summary>
    public double WeightDecay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WeightDecay));
            field = value;
        }
    }

    /// <summary>The share of rows to learn from, drawn at random; activations are recorded of all. Above 0 and at most 1, default 0.8.</summary>
    public double TrainingShare
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(TrainingShare));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1, nameof(TrainingShare));
            field = value;
        }
    } = 0.8;

    /// <summary>The epochs to record, of which those after <see cref="Epochs"/> are left out; 0 is before the first step.</summary>
    public ImmutableArray<int> RecordedEpochs { get; init; } = [0, 1, 10, 100, 300, 1_000, 2_000, 4_000, 8_000];

    /// <summary>
    /// Trains. At each recorded epoch the activations of all rows go to <paramref name="run"/>: <c>layer1</c> to the last hidden layer, and the softmax as
    /// the layer after it.
    /// </summary>
    /// <param name="inputs">X, numeric, n × d.</param>
    /// <param name="labels">Y, discrete.</param>
    /// <param name="run">Receives the activations; in memory or in files.</param>
    /// <param name="context">Seed, cancellation, progress; null for the defaults.</param>
    /// <returns>Loss and accuracy at the recorded epochs.</returns>
    /// <exception cref="InvalidInputException">The numbers of rows differ, X is discrete, Y is not, or a value is missing.</exception>
    public ImmutableArray<TrainingEpoch> Run(Variable inputs, Variable labels, NetworkRun run, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(run);
        context ??= RunContext.Default;
        LabelledRows rows = LabelledRows.Of(inputs, labels);
        TrainedClassifier network = new(rows, this, context.Seed);
        List<TrainingEpoch> log = [];
        for (int epoch = 0; epoch <= Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (epoch > 0)
            {
                network.LearnEpoch();
                context.Progress?.Report(new RunProgress("epochs", epoch, Epochs));
            }

            if (RecordedEpochs.Contains(epoch))
            {
                FloatMatrix probabilities = network.Record(epoch, run);
                log.Add(network.Evaluate(epoch, probabilities));
            }
        }

        return [.. log];
    }

    private static int RequirePositive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
