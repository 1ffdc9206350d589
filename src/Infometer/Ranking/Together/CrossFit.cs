namespace Infometer;

/// <summary>What predicting every row from the others gave.</summary>
/// <param name="Gains">ln q(y|x) − ln p(y) of every row, p the class shares of the row's own test fold, or of all rows where they have groups.</param>
/// <param name="Worst">The least that the gain of every row could have been, whatever its class.</param>
/// <param name="Rounds">Trees of each member, per fold.</param>
internal sealed record CrossFit(double[] Gains, double[] Worst, int[] Rounds)
{
    // Test rows are coded and predicted in blocks of about so many cells.
    private const int CellsAtOnce = 4_000_000;
    private const int FewestRowsAtOnce = 256;

    private const string Purpose = "together";

    /// <summary>Predicts every row by what the other folds teach.</summary>
    /// <param name="columns">The columns, over all rows of their table.</param>
    /// <param name="rows">The kept rows; null for all.</param>
    /// <param name="target">The target over the kept rows.</param>
    /// <param name="groups">The group of each kept row; empty where rows stand for themselves.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="settings">How much work it may be.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    public static CrossFit Of(
        IReadOnlyList<Column> columns,
        int[]? rows,
        JointTarget target,
        int[] groups,
        int folds,
        BoostingSettings settings,
        RunContext context)
    {
        Rng rng = Rng.For(context.Seed, Purpose);
        int[] foldOf = FoldPlan.Deal(target.Classes, groups, folds, ref rng);
        double[] gains = new double[target.RowCount];
        double[] worst = new double[target.RowCount];
        int[] rounds = new int[folds];
        NormalTable? normal = target.Scores is null ? null : new NormalTable();
        int done = 0;
        context.ForEach(folds, fold =>
        {
            Rng stream = Rng.For(context.Seed, Purpose, fold + 1);
            int[] test = [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)];
            int[] train = Thin([.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] != fold)], settings.MostTrainRows, ref stream);
            FoldCodes codes = FoldCodes.Of(columns, InTable(train, rows), context.Cancellation);
            int[] classes = Select(target.Classes, train);
            double[] shares = Shares(classes, target.ClassCount);
            int[] parts = FoldPlan.Deal(classes, groups.Length == 0 ? [] : Select(groups, train), settings.Members, ref stream);
            (Predictive predictive, FoldFit fit) = Fit(codes, target, train, classes, shares, parts, settings, normal, ref stream, context.Cancellation);
            double[] logShares = LogShares(target, groups.Length == 0 ? test : [.. Enumerable.Range(0, foldOf.Length)]);
            int atOnce = Math.Max(FewestRowsAtOnce, CellsAtOnce / columns.Count);
            for (int first = 0; first < test.Length; first += atOnce)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                int[] some = test[first..Math.Min(test.Length, first + atOnce)];
                Predict(fit.Scores(InTable(some, rows)), predictive, target, some, logShares, gains, worst);
            }

            rounds[fold] = fit.Rounds;
            context.Progress?.Report(new RunProgress("all columns together", Interlocked.Increment(ref done), folds));
        });
        return new CrossFit(gains, worst, rounds);
    }

    private static (Predictive Predictive, FoldFit Fit) Fit(
        FoldCodes codes,
        JointTarget target,
        int[] train,
        int[] classes,
        double[] shares,
        int[] parts,
        BoostingSettings settings,
        NormalTable? normal,
        ref Rng rng,
        CancellationToken cancellation)
    {
        if (target.Scores is null)
        {
            FoldFit fit = FoldFit.Of(codes, new SoftmaxLoss(classes, shares), parts, settings, ref rng, cancellation);
            return (ClassPredictive.Fit(fit.HeldOutScores, Select(classes, fit.HeldOut), shares), fit);
        }

        float[] targets = [.. train.Select(row => (float)target.Scores[row])];
        FoldFit numbers = FoldFit.Of(codes, new SquaredLoss(targets), parts, settings, ref rng, cancellation);
        float[] heldOut = [.. numbers.HeldOut.Select(row => targets[row])];
        return (
            NumberPredictive.Fit(numbers.HeldOutScores, heldOut, Select(classes, numbers.HeldOut), target.Edges, shares, normal!),
            numbers);
    }

    private static double[] LogShares(JointTarget target, int[] rows)
    {
        double[] logShares = new double[target.ClassCount];
        foreach (int row in rows)
        {
            logShares[target.Classes[row]]++;
        }

        for (int c = 0; c < logShares.Length; c++)
        {
            logShares[c] = Math.Log(logShares[c] / rows.Length);
        }

        return logShares;
    }

    private static void Predict(
        float[] scores,
        Predictive predictive,
        JointTarget target,
        int[] test,
        double[] logShares,
        double[] gains,
        double[] worst)
    {
        int channels = scores.Length / Math.Max(1, test.Length);
        double[] logs = new double[target.ClassCount];
        for (int i = 0; i < test.Length; i++)
        {
            int row = test[i];
            (gains[row], worst[row]) = predictive.Gain(scores.AsSpan(i * channels, channels), target.Classes[row], logShares, logs);
        }
    }

    // Half a row more in every class, so that none has probability 0.
    private static double[] Shares(int[] classes, int classCount)
    {
        double[] shares = new double[classCount];
        shares.AsSpan().Fill(0.5);
        foreach (int c in classes)
        {
            shares[c]++;
        }

        for (int c = 0; c < classCount; c++)
        {
            shares[c] /= classes.Length + (0.5 * classCount);
        }

        return shares;
    }

    // At random, in the order they were in.
    private static int[] Thin(int[] rows, int most, ref Rng rng)
    {
        if (rows.Length <= most)
        {
            return rows;
        }

        rng.Shuffle(rows.AsSpan());
        int[] kept = rows[..most];
        Array.Sort(kept);
        return kept;
    }

    private static int[] InTable(int[] rows, int[]? kept) => kept is null ? rows : Select(kept, rows);

    private static int[] Select(int[] values, int[] at)
    {
        int[] selected = new int[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            selected[i] = values[at[i]];
        }

        return selected;
    }
}
