namespace Infometer;

/// <summary>Critics of all folds, each measured on the rows that it has not seen.</summary>
internal sealed class CriticFolds
{
    private readonly ContrastiveEstimator _estimator;
    private readonly HeldOutFold[] _folds;
    private readonly int _count;

    private CriticFolds(ContrastiveEstimator estimator, HeldOutFold[] folds, int count)
    {
        _estimator = estimator;
        _folds = folds;
        _count = count;
    }

    /// <summary>Trains and measures.</summary>
    public static CriticFolds Run(ContrastiveEstimator estimator, CriticInputs inputs, RunContext context)
    {
        (int[] HeldOut, int[] Stopping, int[] Training)[] folds = RowFolds.Of(inputs.Count, estimator.Folds, context.Seed);
        HeldOutFold[] measured = new HeldOutFold[folds.Length];
        long done = 0;
        long total = (long)estimator.Steps * folds.Length;
        context.ForEach(folds.Length, fold =>
        {
            (int[] heldOut, int[] stopping, int[] training) = folds[fold];
            CriticTraining critic = new(estimator, inputs, training, stopping, context);
            measured[fold] = new HeldOutFold(
                estimator,
                critic.Run(context.Seed, fold, context, () =>
                {
                    long steps = Interlocked.Increment(ref done);
                    if (steps % 50 == 0)
                    {
                        context.Progress?.Report(new RunProgress("training critics", steps, total));
                    }
                }),
                critic.Inputs,
                heldOut,
                context.Cancellation);
        });
        return new CriticFolds(estimator, measured, inputs.Count);
    }

    /// <summary>The value over all folds, with local values, the null of pairs drawn anew, and what may be said of it.</summary>
    public TermEstimate Estimate()
    {
        double value = 0;
        double[] locals = new double[_count];
        foreach (HeldOutFold fold in _folds)
        {
            value += fold.Value * fold.Rows.Length / _count;
            for (int i = 0; i < fold.Rows.Length; i++)
            {
                locals[fold.Rows[i]] = fold.Locals[i];
            }
        }

        return new TermEstimate(value)
        {
            Locals = locals,
            OwnNull = new WholeNull("held-out pairs permuted, critics frozen", () => new PairingSampler(_folds, _count)) { IsCheap = true },
            Reservation = CriticVerdict.Of(_estimator, value, _folds.Min(f => f.Alternatives), _folds.Min(f => f.Rows.Length)),
        };
    }

    private sealed class PairingSampler(HeldOutFold[] folds, int count) : INullSampler
    {
        private readonly Critic[] _critics = [.. folds.Select(f => f.Share())];

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            double value = 0;
            for (int i = 0; i < folds.Length; i++)
            {
                value += folds[i].Draw(_critics[i], ref rng) * folds[i].Rows.Length / count;
            }

            return value;
        }
    }
}
