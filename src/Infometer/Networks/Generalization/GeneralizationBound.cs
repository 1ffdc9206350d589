namespace Infometer;

/// <summary>
/// The form of the bounds of Kawaguchi and others (2023, How does information bottleneck help deep learning?, ICML) on the gap between the
/// expected and the training loss, which holds with probability 1 − δ. Its constants are of order 1 up to logarithms, depend on the loss,
/// the encoder and δ, and have to be brought along: the numbers that come out compare nets by their information; they are guarantees only
/// with the constants of the theorem.
/// </summary>
/// <param name="G1">G₁: of the term 1/√n that does not depend on information.</param>
/// <param name="G2">G₂ (Ĝ₂ for a learnt encoder): added to the information under the root, in nats.</param>
/// <param name="G3">G₃: the factor of the root, the scale of the loss.</param>
public sealed record GeneralizationBound(double G1, double G2, double G3)
{
    /// <summary>An encoder that was fixed before the data were seen: G₃ √((I(X;Z|Y) + G₂)/n) + G₁/√n.</summary>
    /// <param name="conditional">I(X;Z|Y) in nats.</param>
    /// <param name="n">Training rows.</param>
    public double OfFixedEncoder(double conditional, long n) => OfLearntEncoder(conditional, 0, n);

    /// <summary>A learnt encoder, layer l: Q_l = G₃ √((I(X;Z_l|Y) + I(φ_l;S) + Ĝ₂)/n) + G₁/√n. The bound of a net is the least Q_l over
    /// its layers.</summary>
    /// <param name="conditional">I(X;Z_l|Y) in nats.</param>
    /// <param name="model">I(φ_l;S), what the encoder's parameters know of the training set, in nats.</param>
    /// <param name="n">Training rows.</param>
    public double OfLearntEncoder(double conditional, double model, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(conditional);
        ArgumentOutOfRangeException.ThrowIfNegative(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return (G3 * Math.Sqrt((conditional + model + G2) / n)) + (G1 / Math.Sqrt(n));
    }

    /// <summary>The whole net by its parameters alone: R √((I(φ;S) + ln(c/δ))/(2n)).</summary>
    /// <param name="range">R, the range of the loss.</param>
    /// <param name="model">I(φ;S), in nats.</param>
    /// <param name="logConfidence">ln(c/δ), c the constant of the theorem.</param>
    /// <param name="n">Training rows.</param>
    public static double OfModel(double range, double model, double logConfidence, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return range * Math.Sqrt((model + logConfidence) / (2.0 * n));
    }
}
