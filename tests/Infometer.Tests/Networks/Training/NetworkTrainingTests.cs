using System.Collections.Immutable;
using Xunit;

namespace Infometer.Tests;

public class NetworkTrainingTests
{
    private static readonly NetworkTraining s_small = new()
    {
        Hidden = [8, 4],
        Epochs = 200,
        BatchSize = 32,
        LearningRate = 5e-3,
        RecordedEpochs = [0, 100, 200, 300],
    };

    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    public void Run_OnWhatNoLineSeparates_LearnsIt(Activation activation)
    {
        (Variable x, Variable y) = Quadrants(600);
        using NetworkRun run = new();
        ImmutableArray<TrainingEpoch> log = (s_small with { Activation = activation }).Run(x, y, run);
        Assert.Equal([0, 100, 200], log.Select(e => e.Epoch));
        Assert.InRange(log[0].TestAccuracy, 0.2, 0.8);
        Assert.InRange(log[0].TrainingLoss, 0.5, 1.2);
        Assert.True(log[^1].TestAccuracy > 0.93);
        Assert.True(log[^1].TrainingLoss < 0.15);
        Assert.True(log[^1].TrainingLoss < log[1].TrainingLoss);
    }

    [Fact]
    public void Run_RecordsAllRowsOfEveryLayer_AndTheSoftmaxLast()
    {
        (Variable x, Variable y) = Quadrants(100);
        using NetworkRun run = new();
        (s_small with { Epochs = 1, RecordedEpochs = [0, 1] }).Run(x, y, run);
        Assert.Equal([0L, 1L], run.Epochs);
        Assert.Equal(["1", "2", "3"], run.Layers.Select(l => l.Replace("layer", "", StringComparison.Ordinal)));
        Assert.All(run.Snapshots, s => Assert.Equal(100, s.Rows));
        Assert.Equal([8, 4, 2, 8, 4, 2], run.Snapshots.Select(s => s.Units));
        double[] last = run.Snapshots[^1].Read().Values;
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(1, last[2 * i] + last[(2 * i) + 1], 1e-6));
        Assert.NotEqual(run.Snapshots[0].Read().Values, run.Snapshots[3].Read().Values);
    }

    [Fact]
    public void Run_WithTheSameSeed_IsTheSameInEveryBit()
    {
        (Variable x, Variable y) = Quadrants(120);
        ImmutableArray<TrainingEpoch> Train(ulong seed)
        {
            using NetworkRun run = new();
            return (s_small with { Epochs = 5, RecordedEpochs = [5] }).Run(x, y, run, new RunContext { Seed = seed });
        }

        Assert.Equal(Train(3), Train(3));
        Assert.NotEqual(Train(3), Train(4));
    }

    [Fact]
    public void Run_OnAllRows_HasNoTest()
    {
        (Variable x, Variable y) = Quadrants(60);
        using NetworkRun run = new();
        TrainingEpoch end = (s_small with { Epochs = 1, TrainingShare = 1, RecordedEpochs = [1] }).Run(x, y, run)[0];
        Assert.True(double.IsNaN(end.TestLoss) && double.IsNaN(end.TestAccuracy));
        Assert.InRange(end.TrainingAccuracy, 0, 1);
    }

    [Fact]
    public void Run_OnWhatDoesNotFit_SaysWhat()
    {
        (Variable x, Variable y) = Quadrants(60);
        using NetworkRun run = new();
        string Message(Variable inputs, Variable labels) => Assert.Throws<InvalidInputException>(() => s_small.Run(inputs, labels, run)).Message;
        Assert.Contains("'x' have 60 rows and the labels 'y' 30", Message(x, y.Select([.. Enumerable.Range(0, 30)])), StringComparison.Ordinal);
        Assert.Contains("'y' are discrete", Message(y, y), StringComparison.Ordinal);
        Assert.Contains("'x' are numbers", Message(x, x), StringComparison.Ordinal);
        Table titanic = Table.Read(Repository.Sample("titanic.csv"));
        Assert.Contains("177 rows of 'Age' or 'Survived' have a missing value", Message(titanic["Age"], titanic["Survived"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { Hidden = [3, 0] });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { LearningRate = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { WeightDecay = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { TrainingShare = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_small with { TrainingShare = 1.1 });
    }

    // The label is the sign of a product, which no single column and no line tells.
    private static (Variable X, Variable Y) Quadrants(int n)
    {
        Rng rng = Rng.For(17, "quadrants", n);
        double[] x = new double[2 * n];
        int[] y = new int[n];
        for (int i = 0; i < n; i++)
        {
            x[2 * i] = rng.NextNormal();
            x[(2 * i) + 1] = rng.NextNormal();
            y[i] = x[2 * i] * x[(2 * i) + 1] > 0 ? 1 : 0;
        }

        return (Variable.Continuous(x, 2, "x"), Variable.Discrete<int>(y, "y"));
    }
}
