namespace Infometer;

/// <summary>
/// √W times independent normal columns, W ~ Gamma(3/2) the same for X and Y of four columns each: returns over a random stretch of
/// business time (Madan and Seneta 1990). In k columns the density at distance r is 2 (r²/2)^(ν/2) K_ν(√2 r) / (Γ(3/2) (2π)^(k/2)) with
/// ν = 3/2 − k/2, elementary for even k.
/// </summary>
internal sealed class VarianceGammaLaw() : JointLaw(LawPart.Continuous(Side), LawPart.Continuous(Side))
{
    public const int Side = 4;
    private const double Shape = 1.5;

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double deviation = Math.Sqrt(RandomDraws.Gamma(ref rng, Shape));
        foreach (ref double value in row)
        {
            value = deviation * rng.NextNormal();
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double x = SquaredLength(PartX(row));
        double y = SquaredLength(PartY(row));
        return LogDensity(2 * Side, Math.Sqrt(x + y)) - LogDensity(Side, Math.Sqrt(x)) - LogDensity(Side, Math.Sqrt(y));
    }

    /// <summary>
    /// The logarithm of the density of 4 or 8 columns at a distance from 0: K_½(q) = √(π/2q) e^−q, K_(5/2)(q) = K_½(q)(1 + 3/q + 3/q²).
    /// </summary>
    public static double LogDensity(int columns, double distance)
    {
        double order = Shape - (0.5 * columns);
        double q = Math.Sqrt(2) * distance;
        double bessel = (0.5 * Math.Log(Math.PI / (2 * q))) - q + (columns == Side ? 0 : Math.Log(1 + (3 / q) + (3 / (q * q))));
        return Math.Log(2) + (order * Math.Log(q / 2)) + bessel
            - SpecialFunctions.LogGamma(Shape) - (0.5 * columns * Math.Log(2 * Math.PI));
    }
}
