namespace Infometer;

/// <summary>One cut of the rows, on which predictors are trained and then frozen.</summary>
/// <param name="settings">The networks and their training.</param>
/// <param name="problem">What is predicted from what.</param>
/// <param name="rows">The rows held out, those that decide when to stop, and those to learn from.</param>
/// <param name="index">Which of the cuts.</param>
/// <param name="context">Seed and cancellation.</param>
/// <param name="stepDone">Called after each training step.</param>
internal sealed class PredictionFold(
    PredictiveEstimator settings,
    PredictionProblem problem,
    (int[] HeldOut, int[] Stopping, int[] Training) rows,
    int index,
    RunContext context,
    Action stepDone)
{
    // Rows per column from which correlations need no shrinkage.
    private const int AmpleRows = 8;

    // Which share of what correlations say helps is seen on rows that they were not fitted to; 0 leaves it out.
    private static readonly double[] s_gains = [0, 0.25, 0.5, 0.75, 1];

    private readonly RunContext _alone = context with { MaxDegreeOfParallelism = 1, Progress = null };

    /// <summary>What is predicted from what.</summary>
    public PredictionProblem Problem => problem;

    /// <summary>The rows held out.</summary>
    public int[] HeldOut => rows.HeldOut;

    /// <summary>The rows to learn from.</summary>
    public int[] Training => rows.Training;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation => context.Cancellation;

    /// <summary>Which held-out targets may be exchanged.</summary>
    public IRowShuffler Shuffler() => problem.ShufflerOf(HeldOut, _alone);

    /// <summary>Whether there are rows enough for all correlations of inputs and targets as they are.</summary>
    public bool HasAmpleRows => Training.Length >= AmpleRows * (problem.Inputs.Columns + (problem.Target.Columns?.Length ?? 0));

    /// <summary>What correlations among some rows say of numeric targets.</summary>
    public LinearPrediction Linear(PredictiveLaw law, FloatMatrix inputs, int[] fitted) =>
        new(law, inputs, problem.Target, fitted, !HasAmpleRows, _alone);

    /// <summary>The gain with which correlations predict the stopping rows best.</summary>
    public double GainOf(LinearPrediction linear)
    {
        int[] stopping = TrainingLoop.StoppingRows(rows.Stopping);
        return s_gains.MaxBy(gain => linear.Rows(gain).Known(stopping).Mean());
    }

    /// <summary>What is known of labels before anything is learnt.</summary>
    public PredictionRows Shares(FloatMatrix inputs) =>
        KnownShares.Smoothed(problem.Target, inputs, problem.Strata, [.. rows.Training, .. rows.Stopping]);

    /// <summary>Trains a network and gives the laws of the rows held out.</summary>
    /// <param name="known">All rows, with what is known before.</param>
    /// <param name="network">Which network of this cut, for its random stream.</param>
    public PredictedRows Learn(PredictionRows known, int network)
    {
        Rng weights = Rng.For(context.Seed, "predictor weights", index, network);
        Rng batches = Rng.For(context.Seed, "predictor batches", index, network);
        Predictor predictor = new(settings.Shape, known, TrainingLoop.StoppingRows(rows.Stopping), ref weights);
        new TrainingLoop(settings, Training).Run(predictor, ref batches, stepDone, context.Cancellation);
        return predictor.Predict(HeldOut);
    }
}
