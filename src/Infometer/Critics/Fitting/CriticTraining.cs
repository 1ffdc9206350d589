namespace Infometer;

/// <summary>Trains one critic on some rows, stopped by others.</summary>
internal sealed class CriticTraining
{
    private readonly ContrastiveEstimator _estimator;
    private readonly int[] _rows;
    private readonly CriticInputs _batch = CriticInputs.Empty();
    private readonly int[] _stoppingRows;
    private readonly CriticInputs _stopping;
    private readonly Scores _scores = new();
    private readonly Scores _swapped = new();
    private readonly TrainingMemory _memory = new();

    /// <summary>A training on some rows, stopped by others.</summary>
    public CriticTraining(ContrastiveEstimator estimator, CriticInputs inputs, int[] rows, int[] stoppingRows, RunContext context)
    {
        _estimator = estimator;
        _rows = rows;
        _stoppingRows = TrainingLoop.StoppingRows(stoppingRows);
        RunContext alone = context with { MaxDegreeOfParallelism = 1 };
        Skip = estimator.KnowsCorrelations
            ? GaussianSkip.Fit(inputs, estimator.Constant, rows, WorthOf, alone)
            : GaussianSkip.Constant(estimator.Constant);
        Inputs = Skip.Apply(inputs, alone);
        _stopping = CriticInputs.Empty().Gather(Inputs, _stoppingRows);
    }

    /// <summary>What was fitted to the training rows beforehand.</summary>
    public GaussianSkip Skip { get; }

    /// <summary>All rows, with what was fitted to the training rows beforehand.</summary>
    public CriticInputs Inputs { get; }

    /// <summary>Trains a critic.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="index">Which of the question's critics.</param>
    /// <param name="context">Cancellation.</param>
    /// <param name="stepDone">Called after each step.</param>
    public Critic Run(ulong seed, long index, RunContext context, Action stepDone)
    {
        Rng weights = Rng.For(seed, "critic weights", index);
        Rng batches = Rng.For(seed, "critic batches", index);
        Critic critic = _estimator.Shape.Create((Inputs.X.Columns, Inputs.Y.Columns), ref weights);
        TrainingLoop loop = new(_estimator, _rows);
        loop.Run(new Learner(this, critic, loop.BatchSize), ref batches, stepDone, context.Cancellation);
        return critic;
    }

    private void Step(Critic critic, ContrastBuffer buffer)
    {
        critic.SetNoise(true);
        EmbeddedPairs block = critic.Embed(_batch);
        critic.Score(block, 0, block.Count, _estimator.TrainingAlternatives, _scores);
        bool isBothWays = _estimator.IsOfRows && _scores.IsOfAllPairs;
        if (isBothWays)
        {
            _scores.TransposeTo(_swapped);
        }

        _memory.Steps++;
        Ascend(_scores, buffer);
        if (isBothWays)
        {
            Ascend(_swapped, buffer);
            AddTransposed(_swapped.First, _scores.First);
        }

        critic.Backward(block, _scores);
        critic.SetNoise(false);
    }

    // The scores become the gradient.
    private void Ascend(Scores scores, ContrastBuffer buffer)
    {
        Contrast.ReadJoint(scores, buffer.Joint, buffer.Second);
        if (_estimator.TrainsBySoftplus)
        {
            Contrast.MeanSoftplus(scores, buffer.Others);
        }
        else
        {
            Contrast.LogMeanExp(scores, float.PositiveInfinity, buffer.Others);
        }

        ContrastTerms answer = buffer.Answer;
        _estimator.Train(buffer.Question(scores.Alternatives), answer, _memory);
        Contrast.Backward(scores, answer);
    }

    private double StoppingValue(Critic critic)
    {
        EmbeddedPairs block = critic.Embed(_stopping);
        critic.Score(block, 0, block.Count, _estimator.TrainingAlternatives, _scores);
        return ObjectiveOf(_scores);
    }

    // What a critic that knows the skipped part alone is worth.
    private double WorthOf(CriticInputs inputs)
    {
        CriticInputs rows = CriticInputs.Empty().Gather(inputs, _stoppingRows);
        SkipCritic critic = new(_estimator.Heads);
        critic.Score(critic.Embed(rows), 0, rows.Count, _estimator.TrainingAlternatives, _scores);
        return ObjectiveOf(_scores);
    }

    private double ObjectiveOf(Scores scores)
    {
        ContrastBuffer buffer = new(scores.Rows, _estimator.Heads > 1);
        Contrast.ReadJoint(scores, buffer.Joint, buffer.Second);
        if (_estimator.TrainsBySoftplus)
        {
            Contrast.MeanSoftplus(scores, buffer.Others);
        }
        else
        {
            Contrast.LogMeanExp(scores, float.PositiveInfinity, buffer.Others);
        }

        ContrastTerms answer = buffer.Answer;
        _estimator.Train(buffer.Question(scores.Alternatives), answer, new TrainingMemory());
        return answer.Mean;
    }

    // Both directions count half; the halves differ by a factor only, which the optimiser does not see.
    private static void AddTransposed(FloatMatrix from, FloatMatrix to)
    {
        int n = to.Rows;
        ReadOnlySpan<float> source = from.Values;
        Span<float> target = to.Values;
        const int Tile = 16;
        for (int top = 0; top < n; top += Tile)
        {
            for (int left = 0; left < n; left += Tile)
            {
                for (int i = top; i < Math.Min(top + Tile, n); i++)
                {
                    for (int j = left; j < Math.Min(left + Tile, n); j++)
                    {
                        target[(i * n) + j] += source[(j * n) + i];
                    }
                }
            }
        }
    }

    private sealed class Learner(CriticTraining training, Critic critic, int batch) : ILearner
    {
        private readonly ContrastBuffer _buffer = new(batch, training._estimator.Heads > 1);

        public IReadOnlyList<Parameter> Parameters { get; } = [.. critic.Parameters];

        public void Learn(ReadOnlySpan<int> rows)
        {
            training._batch.Gather(training.Inputs, rows);
            training.Step(critic, _buffer);
        }

        public double StoppingValue() => training.StoppingValue(critic);
    }
}
