namespace Infometer;

/// <summary>
/// X = G + E, Y = G + F with three exponential waits: p(x, y) = e^(−x−y)(e^m − 1), m = min(x, y), and both sides are Gamma(2) (Cheriyan
/// 1941). m has the density 2(e^−m − e^−2m), so E ln(e^m − 1) = 2 ∫₀¹ (1 − t)(ln(1 − t) − ln t) dt = 1 and I = 1 − 2ψ(2) = 2γ − 1.
/// </summary>
internal sealed class CommonWaitLaw() : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public static double Nats => 1 - (2 * SpecialFunctions.Digamma(2));

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double common = rng.NextExponential();
        row[0] = common + rng.NextExponential();
        row[1] = common + rng.NextExponential();
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        Math.Log((Math.Exp(Math.Min(row[0], row[1])) - 1) / (row[0] * row[1]));
}
