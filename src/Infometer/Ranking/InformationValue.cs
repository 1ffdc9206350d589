namespace Infometer;

/// <summary>
/// The information value of X for a binary Y: IV = Σ (e_i − o_i) ln(e_i/o_i) over the levels' shares e among events and o
/// among the others, the Jeffreys divergence of the two distributions.
/// </summary>
/// <param name="Value">IV in nats, as scoring practice prints it.</param>
/// <param name="StandardError">By the delta method over both multinomials; the levels' weights are not held fixed, which
/// would halve it.</param>
/// <param name="Chance">(K − 1)(1/events + 1/others), the mean of IV where X and Y are independent.</param>
/// <param name="PValue">IV / (1/events + 1/others) against χ² with K − 1 degrees of freedom.</param>
/// <param name="IsSmoothed">Whether ½ was added to every count because a level had no event or nothing but events.</param>
public sealed record InformationValue(double Value, double StandardError, double Chance, double PValue, bool IsSmoothed);
