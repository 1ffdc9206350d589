using System.Globalization;

namespace Infometer;

/// <summary>The critics of all folds, each measured on the rows that it has not seen.</summary>
internal sealed class ObjectiveFolds
{
    private const int MostDraws = 1_999;

    // Of the folds' draws together, where nobody asked for a number of them.
    private const double DrawBudget = 1e10;
    private const double NanosecondsPerRow = 100;

    private readonly ObjectiveFold[] _folds;
    private readonly int _count;

    private ObjectiveFolds(ObjectiveFold[] folds, int count)
    {
        _folds = folds;
        _count = count;
        double mean = folds.Sum(f => f.Locals.Sum()) / count;
        double squares = folds.Sum(f => f.Locals.Sum(u => (u - mean) * (u - mean)));
        Value = folds.Sum(f => f.Value * f.Rows.Length) / count;
        StandardError = Math.Sqrt(squares / (count - 1) / count);
    }

    /// <summary>The value, each row by the critic that has not seen it.</summary>
    public double Value { get; }

    /// <summary>The standard error over rows.</summary>
    public double StandardError { get; }

    /// <summary>Trains and measures.</summary>
    public static ObjectiveFolds Run(Objective objective, ObjectiveInputs inputs, RunContext context)
    {
        (int[] HeldOut, int[] Stopping, int[] Training)[] rows = RowFolds.Of(inputs.X.Rows, objective.Folds, context.Seed);
        ObjectiveFold[] folds = new ObjectiveFold[rows.Length];
        long done = 0;
        long total = (long)objective.Steps * folds.Length;
        context.ForEach(folds.Length, i => folds[i] = objective.Fit(inputs, rows[i], i, context, () =>
        {
            long steps = Interlocked.Increment(ref done);
            if (steps % 50 == 0)
            {
                context.Progress?.Report(new RunProgress("training critics", steps, total));
            }
        }));
        return new ObjectiveFolds(folds, inputs.X.Rows);
    }

    /// <summary>
    /// The p-value for independent X and Y. Within a fold it is exact, because its rows had no part in its critic. Over folds it is not,
    /// because each fold's rows trained the critics of the others: the least, times the number of folds, holds however they depend on
    /// each other.
    /// </summary>
    public (double P, string Method) PValue(EstimateOptions options, RunContext context)
    {
        int draws = options.Permutations ?? (int)Math.Clamp(DrawBudget / (_count * NanosecondsPerRow), 199, MostDraws);
        NullPValue? least = null;
        for (int i = 0; i < _folds.Length; i++)
        {
            NullPValue p = NullPValue.Of(
                new FrozenCriticTest(_folds[i], i, draws), _folds[i].Rows.Length, new EstimateOptions { Permutations = draws }, context);
            least = least is null || p.P < least.P ? p : least;
        }

        return (Math.Min(1, _folds.Length * least!.P), string.Create(
            CultureInfo.InvariantCulture, $"{least.Method}; the least of {_folds.Length} folds, times {_folds.Length}"));
    }

    private sealed class FrozenCriticTest(ObjectiveFold fold, int index, int draws) : INullTest
    {
        public string Name => "X and Y independent, held-out pairs permuted, critic frozen";

        public long StreamKey => index;

        public double Statistic => fold.Value;

        public double Mean => double.NaN;

        public double Variance => double.NaN;

        public double EntropyCap => double.NaN;

        public double LeastExpected => double.NaN;

        public FittedTail? Tail => null;

        public double? LogExactP => null;

        public double LogBound => double.PositiveInfinity;

        public int MostDraws => draws;

        public INullSampler NewSampler() => fold.NewSampler();
    }
}
