namespace Infometer;

/// <summary>
/// Trains networks: minibatches in random order, a learning rate that warms up and then falls along a cosine, and the parameters that were
/// best on the stopping rows. One thread; the same bits for the same stream.
/// </summary>
/// <param name="settings">Steps, patience, rates and the size of a batch.</param>
/// <param name="rows">The rows to learn from.</param>
internal sealed class TrainingLoop(CriticEstimator settings, int[] rows)
{
    private const int WarmUpSteps = 100;
    private const double LastShare = 0.05;
    private const int MostStoppingRows = 1024;

    // Few evaluations at the start, where networks of independent variables are best, then one every so many steps.
    private static readonly int[] s_firstEvaluations = [10, 25, 50];
    private const int EvaluationEvery = 50;

    /// <summary>Rows in a step.</summary>
    public int BatchSize { get; } = Math.Min(settings.Batch, rows.Length);

    /// <summary>So many of the stopping rows as are looked at.</summary>
    public static int[] StoppingRows(int[] rows) => rows[..Math.Min(rows.Length, MostStoppingRows)];

    /// <summary>Trains.</summary>
    /// <param name="learner">The networks, which are left as they were when they were best.</param>
    /// <param name="batches">The stream of the batches.</param>
    /// <param name="stepDone">Called after each step.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(ILearner learner, ref Rng batches, Action stepDone, CancellationToken cancellation)
    {
        IReadOnlyList<Parameter> parameters = learner.Parameters;
        AdamW optimiser = new(parameters, settings.WeightDecay);
        int[] order = [.. rows];
        int next = order.Length;
        double best = double.NegativeInfinity;
        int bestStep = 0;
        float[][] kept = [.. parameters.Select(p => p.Values.ToArray())];
        for (int step = 1; step <= settings.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (next + BatchSize > order.Length)
            {
                batches.Shuffle(order.AsSpan());
                next = 0;
            }

            learner.Learn(order.AsSpan(next, BatchSize));
            next += BatchSize;
            optimiser.Ascend(RateAt(step));
            stepDone();
            if (!IsEvaluated(step))
            {
                continue;
            }

            double value = learner.StoppingValue();
            if (value > best)
            {
                (best, bestStep) = (value, step);
                for (int i = 0; i < kept.Length; i++)
                {
                    parameters[i].Values.CopyTo(kept[i], 0);
                }
            }
            else if (step - bestStep >= settings.Patience)
            {
                break;
            }
        }

        for (int i = 0; i < kept.Length; i++)
        {
            kept[i].CopyTo(parameters[i].Values, 0);
        }
    }

    private bool IsEvaluated(int step) =>
        step % EvaluationEvery == 0 || step == settings.Steps || Array.IndexOf(s_firstEvaluations, step) >= 0;

    private double RateAt(int step)
    {
        double warm = Math.Min(1, (double)step / WarmUpSteps);
        double cosine = (1 + Math.Cos(Math.PI * step / settings.Steps)) / 2;
        return settings.LearningRate * warm * (LastShare + ((1 - LastShare) * cosine));
    }
}
