namespace Infometer;

/// <summary>
/// d normal columns X and Y = |X|²/W with W ~ χ²_m: an energy read through multiplicative noise. |X|²/2 ~ Gamma(a), W/2 ~ Gamma(b), a =
/// d/2, b = m/2, and Y has the density y^(a−1)(1 + y)^(−a−b)/B(a, b); in logarithms I = h(Y) − h(W) = ln Γ(a) − ln Γ(a + b) + (a + b)
/// ψ(a + b) − a ψ(a) − b.
/// </summary>
internal sealed class EnergyLaw(int columns, double freedom) : JointLaw(LawPart.Continuous(columns), LawPart.Continuous(1))
{
    private readonly double _a = 0.5 * columns;
    private readonly double _b = 0.5 * freedom;

    /// <summary>I(X;Y).</summary>
    public double Nats => LogConstant + ((_a + _b) * SpecialFunctions.Digamma(_a + _b)) - (_a * SpecialFunctions.Digamma(_a)) - _b;

    private double LogConstant => SpecialFunctions.LogGamma(_a) - SpecialFunctions.LogGamma(_a + _b);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        for (int i = 0; i < columns; i++)
        {
            row[i] = rng.NextNormal();
        }

        row[^1] = SquaredLength(PartX(row)) / RandomDraws.ChiSquare(ref rng, freedom);
    }

    // Given X, Y is where W/2 would be |x|²/2y.
    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double y = row[^1];
        double w = 0.5 * SquaredLength(PartX(row)) / y;
        return LogConstant + (_b * Math.Log(w)) - w - (_a * Math.Log(y)) + ((_a + _b) * SpecialFunctions.LogOnePlus(y));
    }
}
