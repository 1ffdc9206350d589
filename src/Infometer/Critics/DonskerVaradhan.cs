namespace Infometer;

/// <summary>
/// The Donsker–Varadhan bound: <c>I ≥ ⟨f(x_i, y_i)⟩ − ln⟨e^f(x_i, y_j)⟩</c>, j ≠ i, on held-out rows. Best critic ln r + c, r =
/// p(x,y)/p(x)p(y). A bound up to the bias of the logarithm of a mean, which is of the order of its variance; that grows like e^I/n.
/// </summary>
public sealed record DonskerVaradhan : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "dv",
        "Donsker–Varadhan critic",
        "A lower bound by a critic; tight where the information is small.",
        "Donsker and Varadhan (1983); Belghazi and others (2018), Mutual information neural estimation.",
        static () => new DonskerVaradhan())
    {
        Kinds = s_anyKind,
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsCalibrated => true;

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer) => Value(scores, answer, LogMean(scores.Others));

    /// <summary>The bound, with the derivative by the L_i of another logarithm of the mean than the pairs' own.</summary>
    internal static void Value(in ContrastScores scores, in ContrastTerms answer, double slopeLogMean)
    {
        int n = scores.Count;
        double logMean = LogMean(scores.Others);
        for (int i = 0; i < n; i++)
        {
            answer.Terms[i] = scores.Joint[i] - (logMean + Math.Exp(scores.Others[i] - logMean) - 1);
            answer.ByJoint[i] = 1.0 / n;
            answer.ByOthers[i] = -Math.Exp(scores.Others[i] - slopeLogMean) / n;
        }
    }

    /// <summary>ln⟨e^L⟩.</summary>
    internal static double LogMean(ReadOnlySpan<double> logs)
    {
        double largest = double.NegativeInfinity;
        foreach (double log in logs)
        {
            largest = Math.Max(largest, log);
        }

        double sum = 0;
        foreach (double log in logs)
        {
            sum += Math.Exp(log - largest);
        }

        return largest + Math.Log(sum / logs.Length);
    }
}
