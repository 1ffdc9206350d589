namespace Infometer;

/// <summary>
/// Trains one critic: minibatches in random order, a learning rate that warms up and then falls along a cosine, and the parameters of the evaluation on
/// the stopping rows that was best. One thread; the same bits for the same key.
/// </summary>
internal sealed class CriticTraining
{
    private const int WarmUpSteps = 100;
    private const double LastShare = 0.05;
    private const int MostStoppingRows = 1024;

    // Few evaluations at the start, where a critic of independent variables is best, then one every so many steps.
    private static readonly int[] s_firstEvaluations = [10, 25, 50];
    private const int EvaluationEvery = 50;

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
        _stoppingRows = stoppingRows[..Math.Min(stoppingRows.Length, MostStoppingRows)];
        Inputs = estimator.KnowsCorrelations
            ? GaussianSkip.Of(inputs, estimator.Constant, rows, WorthOf, context with { MaxDegreeOfParallelism = 1 })
            : GaussianSkip.Constant(inputs, estimator.Constant);
        _stopping = CriticInputs.Empty().Gather(Inputs, _stoppingRows);
    }

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
        Parameter[] parameters = [.. critic.Parameters];
        AdamW optimiser = new(parameters, _estimator.WeightDecay);
        int size = Math.Min(_estimator.Batch, _rows.Length);
        ContrastBuffer buffer = new(size, _estimator.Heads > 1);
        int[] order = [.. _rows];
        int next = order.Length;
        double best = double.NegativeInfinity;
        int bestStep = 0;
        float[][] kept = [.. parameters.Select(p => p.Values.ToArray())];
        for (int step = 1; step <= _estimator.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (next + size > order.Length)
            {
                batches.Shuffle(order.AsSpan());
                next = 0;
            }

            _batch.Gather(Inputs, order.AsSpan(next, size));
            next += size;
            Step(critic, buffer);
            optimiser.Ascend(RateAt(step));
            stepDone();
            if (IsEvaluated(step))
            {
                double value = StoppingValue(critic);
                if (value > best)
                {
                    (best, bestStep) = (value, step);
                    for (int i = 0; i < parameters.Length; i++)
                    {
                        parameters[i].Values.CopyTo(kept[i], 0);
                    }
                }
                else if (step - bestStep >= _estimator.Patience)
                {
                    break;
                }
            }
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            kept[i].CopyTo(parameters[i].Values, 0);
        }

        return critic;
    }

    private bool IsEvaluated(int step) => step % EvaluationEvery == 0 || step == _estimator.Steps || Array.IndexOf(s_firstEvaluations, step) >= 0;

    private double RateAt(int step)
    {
        double warm = Math.Min(1, (double)step / WarmUpSteps);
        double cosine = (1 + Math.Cos(Math.PI * step / _estimator.Steps)) / 2;
        return _estimator.LearningRate * warm * (LastShare + ((1 - LastShare) * cosine));
    }

    private void Step(Critic critic, ContrastBuffer buffer)
    {
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
}
