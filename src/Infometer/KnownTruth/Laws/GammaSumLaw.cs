namespace Infometer;

/// <summary>
/// X ~ Gamma(a), Y = X + Gamma(b): McKay's bivariate gamma law (1934). Y ~ Gamma(a + b), so I = h(a + b) − h(b) with
/// h(k) = k + ln Γ(k) + (1 − k) ψ(k), the entropy of Gamma(k).
/// </summary>
internal sealed class GammaSumLaw(double first, double added) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => Entropy(first + added) - Entropy(added);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = RandomDraws.Gamma(ref rng, first);
        row[1] = row[0] + RandomDraws.Gamma(ref rng, added);
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        row[1] <= row[0] ? double.NegativeInfinity : LogDensity(added, row[1] - row[0]) - LogDensity(first + added, row[1]);

    private static double LogDensity(double shape, double x) => ((shape - 1) * Math.Log(x)) - x - SpecialFunctions.LogGamma(shape);

    private static double Entropy(double shape) =>
        shape + SpecialFunctions.LogGamma(shape) + ((1 - shape) * SpecialFunctions.Digamma(shape));
}
