using Xunit;

namespace Infometer.Tests;

/// <summary>Folds, training and what may not leak.</summary>
public class CriticFoldsTests
{
    private static readonly InfoNce s_short = new() { Steps = 40, Width = 16, Embedding = 4, Batch = 32 };

    [Theory]
    [InlineData(40, 4)]
    [InlineData(101, 3)]
    [InlineData(50, 10)]
    public void RowFolds_AnyNumber_HoldOutEveryRowOnceAndOverlapNowhere(int n, int folds)
    {
        (int[] HeldOut, int[] Stopping, int[] Training)[] parts = RowFolds.Of(n, folds, 1);
        Assert.Equal(Enumerable.Range(0, n), parts.SelectMany(p => p.HeldOut).Order());
        foreach ((int[] heldOut, int[] stopping, int[] training) in parts)
        {
            Assert.Equal(Enumerable.Range(0, n), heldOut.Concat(stopping).Concat(training).Order());
            Assert.InRange(heldOut.Length, n / folds, (n / folds) + 1);
            Assert.InRange(stopping.Length, 2, (n - heldOut.Length) / 6 + 1);
        }

        Assert.NotEqual(parts[0].HeldOut, RowFolds.Of(n, folds, 2)[0].HeldOut);
    }

    [Theory]
    [InlineData("info-nce", CriticKind.Separable)]
    [InlineData("js", CriticKind.Hybrid)]
    public void Training_HeldOutRowChanges_SameCritic(string id, CriticKind kind)
    {
        ContrastiveEstimator estimator = CriticData.Get(id) with { Critic = kind, Steps = 30, Width = 16, Embedding = 4, Batch = 32 };
        (int[] heldOut, int[] stopping, int[] training) = RowFolds.Of(120, 4, 1)[2];
        float[] before = Scores(null);
        Assert.Equal(before, Scores(heldOut[3]));
        Assert.NotEqual(before, Scores(training[3]));

        // Of rows that nobody changes.
        float[] Scores(int? changed)
        {
            CriticInputs inputs = CriticData.Normal(120, 2, 0.7, 1);
            if (changed is { } row)
            {
                inputs.X.Row(row).Fill(2);
                inputs.Y.Row(row).Fill(-5);
            }

            CriticTraining fitting = new(estimator, inputs, training, stopping, RunContext.Default);
            Critic critic = fitting.Run(1, 2, RunContext.Default, static () => { });
            CriticInputs rows = CriticInputs.Empty().Gather(fitting.Inputs, heldOut.AsSpan(5..));
            float[] scores = new float[rows.Count];
            critic.ScorePairs(critic.Embed(rows), [.. Enumerable.Range(0, rows.Count).Reverse()], scores, new float[rows.Count]);
            return scores;
        }
    }

    [Theory]
    [InlineData("info-nce")]
    [InlineData("dv")]
    [InlineData("js")]
    public void Training_FewSteps_AgreesWithPlainSteps(string id)
    {
        // One batch of all rows, more than a tile, at the learning rates of the schedule.
        const int Rows = 37;
        const int Steps = 6;
        ContrastiveEstimator estimator = CriticData.Get(id) with
        {
            Steps = Steps,
            Batch = Rows,
            Width = 8,
            Embedding = 3,
            LearningRate = 0.3,
            KnowsCorrelations = false,
        };
        CriticInputs inputs = CriticData.Normal(Rows + 10, 2, 0.7, 1);
        int[] training = [.. Enumerable.Range(0, Rows)];
        CriticTraining fitting = new(estimator, inputs, training, [.. Enumerable.Range(Rows, 10)], RunContext.Default);
        Critic trained = fitting.Run(3, 1, RunContext.Default, static () => { });

        Rng weights = Rng.For(3, "critic weights", 1);
        Critic twin = estimator.Shape.Create((2, 2), ref weights);
        AdamW optimiser = new(twin.Parameters, estimator.WeightDecay);

        // Shuffled as there: in another order sums round otherwise, and the optimiser makes a full step of the least gradient.
        Rng batches = Rng.For(3, "critic batches", 1);
        CriticInputs batch = CriticInputs.Empty();
        TrainingMemory memory = new();
        for (int step = 1; step <= Steps; step++)
        {
            batches.Shuffle(training.AsSpan());
            EmbeddedPairs block = twin.Embed(batch.Gather(fitting.Inputs, training));
            Scores scores = new();
            twin.Score(block, 0, Rows, 8, scores);
            FloatMatrix f = new FloatMatrix(0, 0).CopyFrom(scores.First);
            scores.First.Values.Clear();
            AddSlopes(estimator, f, scores.First, isSwapped: false, memory);
            if (estimator.IsOfRows)
            {
                AddSlopes(estimator, f, scores.First, isSwapped: true, memory);
                FloatMath.Scale(scores.First.Values, 0.5f);
            }

            twin.Backward(block, scores);
            double cosine = (1 + Math.Cos(Math.PI * step / Steps)) / 2;
            optimiser.Ascend(0.3 * step / 100 * (0.05 + (0.95 * cosine)));
        }

        float[] expected = new float[Rows];
        float[] actual = new float[Rows];
        int[] partners = [.. Enumerable.Range(0, Rows).Reverse()];
        Critic measured = estimator.IsCalibrated
            ? CalibratedCritic.Fit(estimator, twin, CriticInputs.Empty().Gather(fitting.Inputs, [.. Enumerable.Range(Rows, 10)]))
            : twin;
        measured.ScorePairs(measured.Embed(batch), partners, expected, new float[Rows]);
        trained.ScorePairs(trained.Embed(batch), partners, actual, new float[Rows]);
        Assert.Contains(expected, score => Math.Abs(score) > 0.01);
        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-3f);
        }
    }

    [Fact]
    public void Run_AnyThreadCount_SameBits()
    {
        TermEstimate[] estimates = [.. new[] { 1, 2, 4 }.Select(threads => Run(s_short, 5, threads))];
        Assert.All(estimates, e => Assert.Equal(estimates[0].Nats, e.Nats));
        Assert.All(estimates, e => Assert.Equal(estimates[0].Locals.ToArray(), e.Locals.ToArray()));
        double[] draws = [.. estimates.Select(Draw)];
        Assert.All(draws, d => Assert.Equal(draws[0], d));
        Assert.NotEqual(estimates[0].Nats, Run(s_short, 6, 1).Nats);
    }

    [Fact]
    public void Run_Locals_AverageToTheValueOverAllFolds()
    {
        TermEstimate estimate = Run(s_short, 5, 2, 161);
        Assert.Equal(161, estimate.Locals.Length);
        Assert.Equal(estimate.Nats, CriticData.Mean(estimate.Locals.Span), 1e-4);
    }

    [Fact]
    public void Run_Cancelled_StopsWithinSteps()
    {
        using CancellationTokenSource source = new();
        Watcher watcher = new(source.Cancel);
        RunContext context = new() { Cancellation = source.Token, Progress = watcher, MaxDegreeOfParallelism = 2 };
        InfoNce longer = s_short with { Steps = 100_000, Patience = 100_000 };
        Assert.ThrowsAny<OperationCanceledException>(() => CriticFolds.Run(longer, CriticData.Normal(160, 2, 0.6, 1), context));
        Assert.InRange(watcher.Reports.Max(r => r.Done), 50, 1_000);
    }

    [Fact]
    public void Run_Progress_IsReportedTowardsTheWhole()
    {
        Watcher watcher = new(static () => { });
        CriticFolds.Run(s_short with { Steps = 100 }, CriticData.Normal(160, 2, 0.6, 1), new RunContext { Progress = watcher });
        Assert.Equal(8, watcher.Reports.Count);
        Assert.All(watcher.Reports, r => Assert.Equal(400, r.Total));
        Assert.Contains(watcher.Reports, r => r.Done == 400);
    }

    private static TermEstimate Run(ContrastiveEstimator estimator, ulong seed, int threads, int rows = 160) => CriticFolds.Run(
        estimator, CriticData.Normal(rows, 2, 0.6, 1), new RunContext { Seed = seed, MaxDegreeOfParallelism = threads }).Estimate();

    private static double Draw(TermEstimate estimate)
    {
        Rng rng = Rng.For(1, "folds");
        double sum = 0;
        foreach ((_, WholeNull fold) in estimate.OwnNull!.Folds)
        {
            sum += fold.NewSampler().Next(ref rng);
        }

        return sum;
    }

    // The derivatives of the objective by all scores of one direction.
    private static void AddSlopes(ContrastiveEstimator estimator, FloatMatrix f, FloatMatrix slopes, bool isSwapped, TrainingMemory memory)
    {
        int n = f.Rows;
        double Score(int i, int j) => isSwapped ? f.Row(j)[i] : f.Row(i)[j];

        ContrastBuffer buffer = new(n, false);
        for (int i = 0; i < n; i++)
        {
            buffer.Joint[i] = Score(i, i);
            double[] others = [.. Enumerable.Range(0, n).Where(j => j != i).Select(j => Score(i, j))];
            buffer.Others[i] = estimator.TrainsBySoftplus
                ? others.Average(s => Math.Log(1 + Math.Exp(s)))
                : Math.Log(others.Average(Math.Exp));
        }

        estimator.Train(buffer.Question(n - 1), buffer.Answer, memory);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double share = estimator.TrainsBySoftplus
                    ? 1 / (1 + Math.Exp(-Score(i, j))) / (n - 1)
                    : Math.Exp(Score(i, j) - buffer.Others[i]) / (n - 1);
                double slope = i == j ? buffer.Answer.ByJoint[i] : buffer.Answer.ByOthers[i] * share;
                slopes.Row(isSwapped ? j : i)[isSwapped ? i : j] += (float)slope;
            }
        }
    }

    private sealed class Watcher(Action heard) : IProgress<RunProgress>
    {
        private readonly Lock _lock = new();

        public List<RunProgress> Reports { get; } = [];

        public void Report(RunProgress value)
        {
            lock (_lock)
            {
                Reports.Add(value);
            }

            heard();
        }
    }
}
