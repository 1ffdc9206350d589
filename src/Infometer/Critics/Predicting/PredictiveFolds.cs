namespace Infometer;

/// <summary>Predictors of all folds, each measured on the rows that it has not seen.</summary>
internal static class PredictiveFolds
{
    /// <summary>Trains, measures, and gives the value with local values and the null of targets exchanged.</summary>
    /// <param name="estimator">Settings of the networks.</param>
    /// <param name="problem">What is predicted from what.</param>
    /// <param name="measure">Trains what it needs on a fold and says what its predictors make of pairs.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    public static TermEstimate Run(
        PredictiveEstimator estimator, PredictionProblem problem, Func<PredictionFold, int, HeldOutPairs> measure, RunContext context)
    {
        int n = problem.Inputs.Rows;
        (int[] HeldOut, int[] Stopping, int[] Training)[] folds = RowFolds.Of(n, estimator.Folds, context.Seed);
        HeldOutPairs[] pairs = new HeldOutPairs[folds.Length];
        long done = 0;
        long total = (long)estimator.Steps * estimator.Networks * folds.Length;
        context.ForEach(folds.Length, fold =>
            pairs[fold] = measure(new PredictionFold(estimator, problem, folds[fold], fold, context, StepDone), fold));

        double[] locals = new double[n];
        for (int f = 0; f < folds.Length; f++)
        {
            int[] rows = folds[f].HeldOut;
            for (int i = 0; i < rows.Length; i++)
            {
                locals[rows[i]] = pairs[f].Of(i, i);
            }
        }

        string name = problem.Condition.IsEmpty ? "held-out pairs permuted" : $"held-out {pairs[0].Shuffler.Name}";
        return new TermEstimate(locals.Average())
        {
            Locals = locals,
            OwnNull = new HeldOutNull(
                $"{name}, predictors frozen",
                [
                    .. pairs.Select((fold, f) => (
                        Enumerable.Range(0, folds[f].HeldOut.Length).Sum(i => fold.Of(i, i)) / n,
                        new WholeNull(name, () => new PairingSampler(fold, folds[f].HeldOut.Length, n)) { IsCheap = true })),
                ]),
        };

        void StepDone()
        {
            long steps = Interlocked.Increment(ref done);
            if (steps % 50 == 0)
            {
                context.Progress?.Report(new RunProgress("training predictors", steps, total));
            }
        }
    }

    private sealed class PairingSampler(HeldOutPairs fold, int count, int total) : INullSampler
    {
        private readonly int[] _order = new int[count];

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            double sum = 0;
            fold.Shuffler.Draw(ref rng, _order);
            for (int i = 0; i < count; i++)
            {
                sum += fold.Of(i, _order[i]);
            }

            return sum / total;
        }
    }
}
