namespace Infometer;

/// <summary>Critics of all folds, each measured on the rows that it has not seen.</summary>
internal sealed class CriticFolds
{
    private readonly ContrastiveEstimator _estimator;
    private readonly HeldOutFold[] _folds;
    private readonly GaussianSkip[] _skips;
    private readonly int _count;

    private CriticFolds(ContrastiveEstimator estimator, HeldOutFold[] folds, GaussianSkip[] skips, int count)
    {
        _estimator = estimator;
        _folds = folds;
        _skips = skips;
        _count = count;
        Locals = new double[count];
        foreach (HeldOutFold fold in folds)
        {
            Value += fold.Value * fold.Rows.Length / count;
            for (int i = 0; i < fold.Rows.Length; i++)
            {
                Locals[fold.Rows[i]] = fold.Locals[i];
            }
        }
    }

    /// <summary>The value in nats.</summary>
    public double Value { get; }

    /// <summary>One local value per row.</summary>
    public double[] Locals { get; }

    /// <summary>The rows with which each row was compared, in the fold with fewest.</summary>
    public int Alternatives => _folds.Min(f => f.Alternatives);

    /// <summary>Rows of the smallest fold.</summary>
    public int FewestRows => _folds.Min(f => f.Rows.Length);

    /// <summary>Trains and measures.</summary>
    /// <param name="estimator">What to train.</param>
    /// <param name="inputs">All rows.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <param name="question">Which of several questions about the same rows: the folds are the same, the networks start elsewhere.</param>
    public static CriticFolds Run(ContrastiveEstimator estimator, CriticInputs inputs, RunContext context, int question = 0)
    {
        (int[] HeldOut, int[] Stopping, int[] Training)[] folds = RowFolds.Of(inputs.Count, estimator.Folds, context.Seed);
        HeldOutFold[] measured = new HeldOutFold[folds.Length];
        GaussianSkip[] skips = new GaussianSkip[folds.Length];
        long done = 0;
        long total = (long)estimator.Steps * folds.Length;
        context.ForEach(folds.Length, fold =>
        {
            (int[] heldOut, int[] stopping, int[] training) = folds[fold];
            CriticTraining critic = new(estimator, inputs, training, stopping, context);
            skips[fold] = critic.Skip;
            measured[fold] = new HeldOutFold(
                estimator,
                critic.Run(context.Seed, ((long)question * folds.Length) + fold, context, () =>
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
        return new CriticFolds(estimator, measured, skips, inputs.Count);
    }

    /// <summary>The information of the two sides, with the null of pairs drawn anew.</summary>
    public TermEstimate Estimate() => new(Value)
    {
        Locals = Locals,
        OwnNull = new WholeNull("held-out pairs permuted, critics frozen", () => new PairingSampler(_folds, _count)) { IsCheap = true },
        Reservation = CriticVerdict.Of(_estimator, Value, Alternatives, FewestRows),
    };

    /// <summary>
    /// I(X;Y,Z) − I(X;Z) = I(X;Y|Z) where this is of X and (Y, Z): each part by its own critic, so that the difference is no bound. Under the null a row has the y of
    /// a row of its fold whose Z is near, and the critics stay.
    /// </summary>
    /// <param name="part">The critics of X and Z.</param>
    /// <param name="y">The rows of Y, the first columns of the other side here.</param>
    /// <param name="inputs">All rows, as they were given to these critics.</param>
    /// <param name="sample">The variables.</param>
    /// <param name="condition">Those of Z.</param>
    /// <param name="context">Threads, cancellation.</param>
    public TermEstimate EstimateGiven(CriticFolds part, FloatMatrix y, CriticInputs inputs, Sample sample, VariableSet condition, RunContext context)
    {
        LocalPermutation[] shufflers = [.. _folds.Select(fold => LocalPermutation.Of(sample.Select(fold.Rows), condition, context))];
        return new TermEstimate(Value - part.Value)
        {
            Locals = Locals.Zip(part.Locals, static (whole, known) => whole - known).ToArray(),
            OwnNull = new WholeNull(
                $"{shufflers[0].Name}, critics frozen", () => new ConditionalSampler(this, part.Value, shufflers, y, inputs, context)),
            Reservation = new Reservation(Verdict.Unreliable, new Note(
                "difference",
                $"I(X;Y|Z) = I(X;Y,Z) − I(X;Z): both parts are bounds of '{_estimator.Descriptor.Id}', and a difference of bounds is none. The p-value holds, the amount may be too large or too small; "
                + "a discrete Z, or ksg1 for few columns, has no such difference.")),
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

    private sealed class ConditionalSampler(
        CriticFolds whole, double part, LocalPermutation[] shufflers, FloatMatrix y, CriticInputs inputs, RunContext context) : INullSampler
    {
        private readonly RunContext _alone = context with { MaxDegreeOfParallelism = 1 };
        private readonly Critic[] _critics = [.. whole._folds.Select(f => f.Share())];
        private readonly CriticInputs _rows = CriticInputs.Empty();

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            double value = -part;
            for (int f = 0; f < _critics.Length; f++)
            {
                HeldOutFold fold = whole._folds[f];
                int[] order = new int[fold.Rows.Length];
                shufflers[f].Draw(ref rng, order);
                _rows.Gather(inputs, fold.Rows);
                for (int i = 0; i < order.Length; i++)
                {
                    y.Row(fold.Rows[order[i]]).CopyTo(_rows.Y.Row(i));
                }

                CriticInputs drawn = whole._skips[f].Apply(_rows, _alone);
                value += fold.ValueWith(_critics[f], drawn) * fold.Rows.Length / whole._count;
            }

            return value;
        }
    }
}
