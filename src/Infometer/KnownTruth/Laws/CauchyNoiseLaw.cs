namespace Infometer;

/// <summary>
/// X Cauchy, Y = X + sC with Cauchy noise, so Y is Cauchy of scale 1 + s: a scale σ has the entropy ln 4πσ, and I = ln((1 + s)/s).
/// </summary>
internal sealed class CauchyNoiseLaw(double scale) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => Math.Log((1 + scale) / scale);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = Draw(ref rng);
        row[1] = row[0] + (scale * Draw(ref rng));
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        LogDensity((row[1] - row[0]) / scale) - Math.Log(scale) - LogDensity(row[1] / (1 + scale)) + Math.Log(1 + scale);

    private static double Draw(ref Rng rng) => Math.Tan(Math.PI * (rng.NextOpenDouble() - 0.5));

    private static double LogDensity(double x) => -Math.Log(Math.PI) - SpecialFunctions.LogOnePlus(x * x);
}
