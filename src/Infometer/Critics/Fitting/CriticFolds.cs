namespace Infometer;

/// <summary>Critics of all folds, each measured on the rows that it has not seen.</summary>
internal sealed class CriticFolds
{
    private const string PairsPermuted = "held-out pairs permuted, critics frozen";

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
        OwnNull = new HeldOutNull(PairsPermuted, [.. _folds.Select(fold => (ShareOf(fold) * Bounded(fold.Value), NullOf(fold)))]),
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
        string name = $"{shufflers[0].Name}, critics frozen";
        return new TermEstimate(Value - part.Value)
        {
            Locals = Locals.Zip(part.Locals, static (whole, known) => whole - known).ToArray(),
            OwnNull = new HeldOutNull(
                name,
                [
                    .. _folds.Select((fold, f) => (
                        ShareOf(fold) * Bounded(fold.Value - part._folds[f].Value),
                        new WholeNull(name, () => new ConditionalSampler(this, f, part._folds[f].Value, shufflers[f], y, inputs, context)))),
                ]),
            Reservation = new Reservation(Verdict.Unreliable, new Note(
                "difference",
                $"I(X;Y|Z) = I(X;Y,Z) − I(X;Z): both parts are bounds of '{_estimator.Descriptor.Id}', and a difference of bounds is none. The p-value holds, the amount may be too large or too small; "
                + "a discrete Z, or ksg1 for few columns, has no such difference.")),
        };
    }

    // What is tested: v / (1 + |v|) grows with v and is v where v is small. A critic of much information gives pairs drawn anew values of −10^9
    // or less, whose mean and scatter say nothing.
    private static double Bounded(double value) => Math.CopySign(1 - (1 / (1 + Math.Abs(value))), value);

    private double ShareOf(HeldOutFold fold) => (double)fold.Rows.Length / _count;

    private WholeNull NullOf(HeldOutFold fold) => new(PairsPermuted, () => new PairingSampler(fold, ShareOf(fold))) { IsCheap = true };

    private sealed class PairingSampler(HeldOutFold fold, double share) : INullSampler
    {
        private readonly Critic _critic = fold.Share();

        public void Reset()
        {
        }

        public double Next(ref Rng rng) => share * Bounded(fold.Draw(_critic, ref rng));
    }

    private sealed class ConditionalSampler(
        CriticFolds whole, int index, double part, LocalPermutation shuffler, FloatMatrix y, CriticInputs inputs, RunContext context) : INullSampler
    {
        private readonly HeldOutFold _fold = whole._folds[index];
        private readonly Critic _critic = whole._folds[index].Share();
        private readonly RunContext _alone = context with { MaxDegreeOfParallelism = 1 };
        private readonly CriticInputs _rows = CriticInputs.Empty();

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            int[] order = new int[_fold.Rows.Length];
            shuffler.Draw(ref rng, order);
            _rows.Gather(inputs, _fold.Rows);
            for (int i = 0; i < order.Length; i++)
            {
                y.Row(_fold.Rows[order[i]]).CopyTo(_rows.Y.Row(i));
            }

            return whole.ShareOf(_fold) * Bounded(_fold.ValueWith(_critic, whole._skips[index].Apply(_rows, _alone)) - part);
        }
    }
}
