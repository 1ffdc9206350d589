namespace Infometer;

/// <summary>
/// X ~ U(0, 1), Y = frac(tX) + bE with exponential noise: I = h(Y) − 1 − ln b. Y has the density 1 − e^(−y/b) up to 1, and
/// e^(−y/b)(e^(1/b) − 1) above.
/// </summary>
internal sealed class SawtoothLaw(int teeth, double noise) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = rng.NextOpenDouble();
        row[1] = Tooth(row[0]) + (noise * rng.NextExponential());
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double rest = row[1] - Tooth(row[0]);
        return rest < 0 ? double.NegativeInfinity : (-rest / noise) - Math.Log(noise) - LogDensityOfY(row[1]);
    }

    private double LogDensityOfY(double y) =>
        y < 1 ? SpecialFunctions.LogOnePlus(-Math.Exp(-y / noise)) : ((1 - y) / noise) + SpecialFunctions.LogOnePlus(-Math.Exp(-1 / noise));

    private double Tooth(double x) => (teeth * x) - Math.Floor(teeth * x);
}
