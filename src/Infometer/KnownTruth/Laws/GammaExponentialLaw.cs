namespace Infometer;

/// <summary>
/// X ~ Gamma(θ), Y | X exponential with rate X, that is p(x, y) = x^θ e^(−x−xy) / Γ(θ): I = ψ(θ + 1) − ln θ
/// (Darbellay and Vajda 2000).
/// </summary>
internal sealed class GammaExponentialLaw(double theta) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => SpecialFunctions.Digamma(theta + 1) - Math.Log(theta);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = RandomDraws.Gamma(ref rng, theta);
        row[1] = rng.NextExponential() / row[0];
    }

    // Y has the density θ (1 + y)^(−θ−1).
    public override double Pointwise(ReadOnlySpan<double> row) =>
        Math.Log(row[0]) - (row[0] * row[1]) - Math.Log(theta) + ((theta + 1) * SpecialFunctions.LogOnePlus(row[1]));
}
