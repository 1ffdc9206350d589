namespace Infometer;

/// <summary>
/// What replaces the moments of exchangeable rows where rows come in groups: the mean and variance of the plug-in information over targets
/// that were permuted in whole groups, and its first-order variance from the scatter of groups.
/// </summary>
/// <param name="P">The p-value of the same null.</param>
/// <param name="Mean">The mean over the draws: the chance level.</param>
/// <param name="Variance">The variance over the draws.</param>
/// <param name="FirstOrderVariance">The cluster-robust variance.</param>
/// <param name="Groups">Groups that it comes from, G.</param>
internal sealed record GroupedMoments(NullPValue P, double Mean, double Variance, double FirstOrderVariance, int Groups)
{
    /// <summary>The evaluation with these moments in place of its own.</summary>
    public Evaluation Apply(Evaluation evaluation)
    {
        GroupedTest test = new(evaluation.Test!, this);
        return evaluation with
        {
            Value = evaluation.PluginValue - Mean,
            Centres = [evaluation.PluginValue - Mean],
            FirstOrderVariance = FirstOrderVariance,
            SecondOrderVariance = Variance,
            Sparsity = test.EntropyCap > 0 ? Mean / test.EntropyCap : 0,
            Test = test,
        };
    }

    /// <summary>
    /// By how much limits lie further out because the variance comes from few groups: the quantile of Student's t with G − 1 degrees of
    /// freedom over the normal one, by Cornish and Fisher (Abramowitz and Stegun 26.7.5; within 1 % from 4 degrees on).
    /// </summary>
    public double Widening(double tail)
    {
        double z = SpecialFunctions.NormalQuantile(1 - tail);
        double freedom = Math.Max(1, Groups - 1);
        double square = z * z;
        return 1 + ((square + 1) / (4 * freedom))
            + (((((5 * square) + 16) * square) + 3) / (96 * freedom * freedom))
            + (((((((3 * square) + 19) * square) + 17) * square) - 15) / (384 * freedom * freedom * freedom));
    }
}
