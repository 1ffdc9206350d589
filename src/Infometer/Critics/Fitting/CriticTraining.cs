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
    private readonly ScoreGradient _stoppingGradient;
    private readonly TrainingMemory _memory = new();

    /// <summary>A training on some rows, stopped by others.</summary>
    public CriticTraining(ContrastiveEstimator estimator, CriticInputs inputs, int[] rows, int[] stoppingRows, RunContext context)
    {
        _estimator = estimator;
        _rows = rows;
        _stoppingGradient = new ScoreGradient(estimator);
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
        loop.Run(new Learner(this, critic), ref batches, stepDone, context.Cancellation);
        return _estimator.IsCalibrated ? CalibratedCritic.Fit(_estimator, critic, _stopping) : critic;
    }

    private void Step(Critic critic, ScoreGradient gradient)
    {
        critic.SetNoise(true);
        EmbeddedPairs block = critic.Embed(_batch);
        critic.Score(block, 0, block.Count, _estimator.TrainingAlternatives, _scores);
        _memory.Steps++;
        gradient.Replace(_scores, _memory);
        critic.Backward(block, _scores);
        critic.SetNoise(false);
    }

    private double StoppingValue(Critic critic)
    {
        EmbeddedPairs block = critic.Embed(_stopping);
        critic.Score(block, 0, block.Count, _estimator.TrainingAlternatives, _scores);
        return _stoppingGradient.Value(_scores);
    }

    // What a critic that knows the skipped part alone is worth.
    private double WorthOf(CriticInputs inputs)
    {
        CriticInputs rows = CriticInputs.Empty().Gather(inputs, _stoppingRows);
        SkipCritic critic = new(_estimator.Heads);
        critic.Score(critic.Embed(rows), 0, rows.Count, _estimator.TrainingAlternatives, _scores);
        return _stoppingGradient.Value(_scores);
    }

    private sealed class Learner(CriticTraining training, Critic critic) : ILearner
    {
        private readonly ScoreGradient _gradient = new(training._estimator);

        public IReadOnlyList<Parameter> Parameters { get; } = [.. critic.Parameters];

        public void Learn(ReadOnlySpan<int> rows)
        {
            training._batch.Gather(training.Inputs, rows);
            training.Step(critic, _gradient);
        }

        public double StoppingValue() => training.StoppingValue(critic);
    }
}
