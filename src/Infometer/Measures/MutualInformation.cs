namespace Infometer;

/// <summary>I(X;Y) and I(X;Y|Z): the question that most users have.</summary>
public static class MutualInformation
{
    /// <summary>I(X;Y) of two variables over the same rows.</summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    /// <param name="estimator">The estimator; null lets the policy choose one and record why.</param>
    /// <param name="options">Missing values, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The variables cannot be used together or with the estimator.</exception>
    public static Estimate Estimate(
        Variable x, Variable y, Estimator? estimator = null, EstimateOptions? options = null, RunContext? context = null) =>
        Estimation.Run(Measure.MutualInformation, [x, y], null, estimator, options, context);

    /// <summary>I(X;Y|Z) of three variables over the same rows.</summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    /// <param name="z">The variable that is given.</param>
    /// <param name="estimator">The estimator; null lets the policy choose one and record why.</param>
    /// <param name="options">Missing values, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The variables cannot be used together or with the estimator.</exception>
    public static Estimate EstimateConditional(
        Variable x, Variable y, Variable z, Estimator? estimator = null, EstimateOptions? options = null, RunContext? context = null) =>
        Estimation.Run(Measure.ConditionalMutualInformation, [x, y], z, estimator, options, context);
}
