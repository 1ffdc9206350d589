namespace Infometer;

/// <summary>How much boosted trees use each latent to tell a factor, and how often they tell it rightly on rows they were not grown
/// on.</summary>
/// <param name="Shares">The share of each latent in what all splits gain; zeros where nothing is gained.</param>
/// <param name="Accuracy">The share of held-out rows told rightly.</param>
internal sealed record TreeImportance(double[] Shares, double Accuracy)
{
    // One row in four is held out.
    private const int Parts = 4;

    private static readonly BoostingSettings s_settings = new() { Members = 2, Rate = 0.2f, MaxRounds = 150, RowShare = 1, LeafRows = 10 };

    /// <summary>Grows trees for one factor.</summary>
    /// <param name="latents">The latents.</param>
    /// <param name="factor">The levels of the factor.</param>
    /// <param name="index">The factor's number, which keys its random stream.</param>
    /// <param name="context">Seed and cancellation.</param>
    public static TreeImportance Of(IReadOnlyList<LatentColumn> latents, Codes factor, int index, RunContext context)
    {
        Rng rng = Rng.For(context.Seed, "factors: trees", index);
        int[] order = [.. Enumerable.Range(0, factor.Count)];
        rng.Shuffle(order.AsSpan());
        int[] test = order[..(order.Length / Parts)];
        int[] train = order[test.Length..];
        JointTarget target = JointTarget.Discrete(factor);
        int[] classes = Array.ConvertAll(train, row => target.Classes[row]);
        double[] shares = new double[target.ClassCount];
        foreach (int label in classes)
        {
            shares[label] += 1.0 / (classes.Length + 1);
        }

        // A class that the training rows lack keeps a little probability.
        double rest = 1.0 / ((classes.Length + 1) * (double)shares.Length);
        SoftmaxLoss loss = new(classes, Array.ConvertAll(shares, share => share + rest));
        Column[] columns = [.. latents.Select(latent => Column.Numeric(latent.Name, latent.Values, VariableKind.Continuous))];
        FoldCodes codes = FoldCodes.Of(columns, train, context.Cancellation);
        int[] parts = [.. Enumerable.Range(0, train.Length).Select(i => i % s_settings.Members)];
        FoldFit fit = FoldFit.Of(codes, loss, parts, s_settings, ref rng, context.Cancellation);
        double[] gains = fit.Gains();
        double total = gains.Sum();
        return new TreeImportance(Array.ConvertAll(gains, gain => total > 0 ? gain / total : 0), AccuracyOf(fit.Scores(test), test, target));
    }

    private static double AccuracyOf(float[] scores, int[] test, JointTarget target)
    {
        int right = 0;
        for (int i = 0; i < test.Length; i++)
        {
            ReadOnlySpan<float> row = scores.AsSpan(i * target.ClassCount, target.ClassCount);
            int best = 0;
            for (int c = 1; c < row.Length; c++)
            {
                best = row[c] > row[best] ? c : best;
            }

            right += best == target.Classes[test[i]] ? 1 : 0;
        }

        return (double)right / test.Length;
    }
}
