namespace Infometer;

/// <summary>
/// The information value of X for a binary Y: IV = Σ (e_i − o_i) ln(e_i/o_i) over the levels' shares e among events and o
/// among the others, the Jeffreys divergence of the two distributions.
/// </summary>
/// <param name="Value">IV in nats, as scoring practice prints it.</param>
/// <param name="StandardError">By the delta method over both multinomials; the levels' weights are not held fixed, which
/// would halve it.</param>
/// <param name="Chance">(K − 1)(1/events + 1/others), the mean of IV where X and Y are independent.</param>
/// <param name="PValue">IV / (1/events + 1/others) against χ² with K − 1 degrees of freedom; where levels are too rare for that, the
/// p-value of the mutual information of the same table.</param>
/// <param name="IsSmoothed">Whether ½ was added to every count because a level had no event or nothing but events.</param>
public sealed record InformationValue(double Value, double StandardError, double Chance, double PValue, bool IsSmoothed)
{
    /// <summary>95 % interval around the value less its chance level, by the delta method with the null variance added.</summary>
    public required Interval Interval { get; init; }

    /// <summary>How the p-value was found.</summary>
    public required string PMethod { get; init; }

    /// <summary>How far it can be trusted: the verdict on the mutual information of the same table.</summary>
    public required Verdict Verdict { get; init; }
}
