namespace Infometer;

/// <summary>
/// The algorithm Thresholdout for queries with values in [0, 1] (Dwork, Feldman, Hardt, Pitassi, Reingold and Roth 2015): an answer is the
/// mean over the training rows where the holdout agrees within a noisy threshold, else the mean over the holdout plus noise, which
/// costs one
/// of the budget.
/// </summary>
/// <remarks>
/// With a threshold T and noise σ: T̂ = T + Lap(2σ), drawn again after each answer from the holdout. A query is compared by
/// |E_h φ − E_t φ| &gt; T̂ + Lap(4σ), and an answer from the holdout is E_h φ + Lap(σ). Every draw has a key of its own, made of what
/// it is for
/// and of how many questions or answers there were before, so that the two counts are the whole state.
/// </remarks>
/// <param name="threshold">T.</param>
/// <param name="noise">σ.</param>
/// <param name="budget">Answers that may come from the holdout.</param>
/// <param name="laplace">A draw from the standard Laplace distribution by its key.</param>
internal sealed class Thresholdout(double threshold, double noise, int budget, Func<string, long, double> laplace)
{
    public const string ThresholdDraw = "holdout threshold";
    public const string ComparisonDraw = "holdout comparison";
    public const string AnswerDraw = "holdout answer";

    /// <summary>Queries answered so far: the position in the stream of comparisons.</summary>
    public long Asked { get; init; }

    /// <summary>Answers from the holdout so far: the position in the streams of thresholds and answers.</summary>
    public int Used { get; init; }

    /// <summary>The answer to a query and the state after it; null, and nothing changed, where the budget is used up.</summary>
    /// <param name="training">The mean over the training rows.</param>
    /// <param name="holdout">The mean over the holdout.</param>
    public (double Value, bool IsFromHoldout, Thresholdout Next)? Answer(double training, double holdout)
    {
        if (Used >= budget)
        {
            return null;
        }

        double limit = threshold + (2 * noise * laplace(ThresholdDraw, Used)) + (4 * noise * laplace(ComparisonDraw, Asked));
        return Math.Abs(holdout - training) > limit
            ? (holdout + (noise * laplace(AnswerDraw, Used)), true, After(Used + 1))
            : (training, false, After(Used));
    }

    /// <summary>A draw from the standard Laplace distribution, density ½e^(−|x|), of a seed's stream.</summary>
    public static double Laplace(ulong seed, string purpose, long index)
    {
        double u = Rng.For(seed, purpose, index).NextOpenDouble() - 0.5;
        return -Math.Sign(u) * Math.Log(1 - (2 * Math.Abs(u)));
    }

    private Thresholdout After(int used) => new(threshold, noise, budget, laplace) { Asked = Asked + 1, Used = used };
}
