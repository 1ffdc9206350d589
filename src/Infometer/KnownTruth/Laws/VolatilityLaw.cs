namespace Infometer;

/// <summary>
/// A precision X ~ Gamma(a) and d normal columns Y of variance 1/X, which alone follow Student's t with 2a degrees of freedom: with q =
/// |y|² the density ratio is x^b e^(−xq/2) (1 + q/2)^(a+b) Γ(a)/Γ(a + b), b = d/2, and I = ln Γ(a) − ln Γ(a + b) + (a + b) ψ(a + b) − a
/// ψ(a) − b.
/// </summary>
internal sealed class VolatilityLaw(double shape, int columns) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(columns))
{
    /// <summary>I(X;Y).</summary>
    public double Nats =>
        LogConstant + ((shape + Half) * SpecialFunctions.Digamma(shape + Half)) - (shape * SpecialFunctions.Digamma(shape)) - Half;

    private double Half => 0.5 * columns;

    private double LogConstant => SpecialFunctions.LogGamma(shape) - SpecialFunctions.LogGamma(shape + Half);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = RandomDraws.Gamma(ref rng, shape);
        double deviation = 1 / Math.Sqrt(row[0]);
        for (int i = 1; i < row.Length; i++)
        {
            row[i] = deviation * rng.NextNormal();
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double half = 0.5 * SquaredLength(PartY(row));
        return LogConstant + (Half * Math.Log(row[0])) - (row[0] * half) + ((shape + Half) * SpecialFunctions.LogOnePlus(half));
    }
}
