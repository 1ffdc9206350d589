namespace Infometer;

/// <summary>
/// Trains one critic of the Wasserstein dependency as <see cref="CriticTraining"/> trains others: minibatches in random order, a rate
/// that warms up and falls, the parameters that were best on the stopping rows. One thread; the same bits for the same key.
/// </summary>
internal static class WassersteinTraining
{
    private const int WarmUpSteps = 50;
    private const double LastShare = 0.05;
    private const int EvaluationEvery = 25;
    private const int MostStoppingRows = 1024;
    private const int StoppingAlternatives = 8;

    /// <summary>A trained critic, bounded exactly.</summary>
    public static LipschitzNetwork Run(
        WassersteinDependency objective,
        ObjectiveInputs inputs,
        int[] training,
        int[] stopping,
        int index,
        RunContext context,
        Action stepDone)
    {
        Rng weights = Rng.For(context.Seed, "objective weights", index);
        Rng batches = Rng.For(context.Seed, "objective batches", index);
        WassersteinLoss loss = new(objective, inputs.X.Columns, inputs.Y.Columns, ref weights);
        Parameter[] parameters = [.. loss.Parameters];
        float[][] kept = [.. parameters.Select(p => p.Values.ToArray())];
        ReadOnlySpan<int> judges = stopping.AsSpan(0, Math.Min(stopping.Length, MostStoppingRows));
        FloatMatrix judgeX = new FloatMatrix(0, 0).Gather(inputs.X, judges);
        FloatMatrix judgeY = new FloatMatrix(0, 0).Gather(inputs.Y, judges);
        FloatMatrix x = new(0, 0);
        FloatMatrix y = new(0, 0);
        int size = Math.Min(objective.Batch, training.Length);
        int[] order = [.. training];
        int next = order.Length;
        (double Value, int Step) best = (double.NegativeInfinity, 0);
        for (int step = 1; step <= objective.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (next + size > order.Length)
            {
                batches.Shuffle(order.AsSpan());
                next = 0;
            }

            ReadOnlySpan<int> batch = order.AsSpan(next, size);
            next += size;
            loss.Differentiate(x.Gather(inputs.X, batch), y.Gather(inputs.Y, batch), [], []);
            loss.Ascend(RateAt(step, objective));
            stepDone();
            if (step % EvaluationEvery != 0 && step != objective.Steps)
            {
                continue;
            }

            double value = loss.ValueOf(judgeX, judgeY, StoppingAlternatives);
            if (value > best.Value)
            {
                best = (value, step);
                for (int i = 0; i < parameters.Length; i++)
                {
                    parameters[i].Values.CopyTo(kept[i], 0);
                }
            }
            else if (step - best.Step >= objective.Patience)
            {
                break;
            }
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            kept[i].CopyTo(parameters[i].Values, 0);
        }

        loss.Network.RestoreExactly();
        return loss.Network;
    }

    private static double RateAt(int step, WassersteinDependency objective)
    {
        double warm = Math.Min(1, (double)step / WarmUpSteps);
        double cosine = (1 + Math.Cos(Math.PI * step / objective.Steps)) / 2;
        return objective.LearningRate * warm * (LastShare + ((1 - LastShare) * cosine));
    }
}
