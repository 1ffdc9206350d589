namespace Infometer;

/// <summary>
/// A point even in the unit ball of d = d_x + d_y dimensions, X its first coordinates. With V_k the volume of the unit ball, p(x) =
/// V_(d_y)(1 − |x|²)^(d_y/2)/V_d, and |x|² ~ Beta(d_x/2, d_y/2 + 1), so that E ln(1 − |x|²) = ψ(d_y/2 + 1) − ψ(d/2 + 1).
/// </summary>
internal sealed class BallLaw(int dimensionX, int dimensionY) : JointLaw(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => LogConstant - MeanLog(dimensionY) - MeanLog(dimensionX);

    private double LogConstant => LogVolume(Width) - LogVolume(dimensionX) - LogVolume(dimensionY);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        double scale = Math.Pow(rng.NextOpenDouble(), 1.0 / Width) / Math.Sqrt(SquaredLength(row));
        foreach (ref double value in row)
        {
            value *= scale;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double x = 1 - SquaredLength(PartX(row));
        double y = 1 - SquaredLength(PartY(row));
        return x + y < 1 ? double.NegativeInfinity : LogConstant - (0.5 * dimensionY * Math.Log(x)) - (0.5 * dimensionX * Math.Log(y));
    }

    private static double LogVolume(int dimension) =>
        (0.5 * dimension * Math.Log(Math.PI)) - SpecialFunctions.LogGamma((0.5 * dimension) + 1);

    private double MeanLog(int other) =>
        0.5 * other * (SpecialFunctions.Digamma((0.5 * other) + 1) - SpecialFunctions.Digamma((0.5 * Width) + 1));
}
