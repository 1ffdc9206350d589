namespace Infometer;

/// <summary>The probabilities of the classes that belong to a row's scores: they sum to 1 and none is 0.</summary>
internal abstract class Predictive
{
    /// <summary>ln of the probability of every class.</summary>
    public abstract void LogProbabilities(ReadOnlySpan<float> scores, Span<double> logs);

    /// <summary>The gain of a row of the class, ln q − ln p, and a gain that none of the classes that occur is below.</summary>
    /// <param name="scores">The row's scores.</param>
    /// <param name="observed">Its class.</param>
    /// <param name="logShares">ln p of every class, −∞ for one that does not occur.</param>
    /// <param name="logs">Room for one number per class.</param>
    public virtual (double Gain, double Worst) Gain(
        ReadOnlySpan<float> scores, int observed, ReadOnlySpan<double> logShares, Span<double> logs)
    {
        LogProbabilities(scores, logs);
        double worst = double.PositiveInfinity;
        for (int c = 0; c < logs.Length; c++)
        {
            if (double.IsFinite(logShares[c]))
            {
                worst = Math.Min(worst, logs[c] - logShares[c]);
            }
        }

        return (logs[observed] - logShares[observed], worst);
    }
}
