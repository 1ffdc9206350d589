namespace Infometer;

/// <summary>Y = X E with standard normal X and E (multiplicative noise): Y has the density K₀(|y|)/π.</summary>
internal sealed class ProductLaw() : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = rng.NextNormal();
        row[1] = row[0] * rng.NextNormal();
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double z = row[1] / row[0];
        return (-0.5 * z * z) - Math.Log(Math.Abs(row[0]) * Math.Sqrt(2 * Math.PI)) - LogDensityOfY(row[1]);
    }

    /// <summary>ln p(y); K₀(a) = ∫₀^∞ exp(−a cosh t) dt by the trapezoidal rule, which converges exponentially here.</summary>
    public static double LogDensityOfY(double y)
    {
        const double Step = 0.1;
        double a = Math.Abs(y);
        double sum = 0.5;
        for (double t = Step; ; t += Step)
        {
            double term = Math.Exp(a * (1 - Math.Cosh(t)));
            sum += term;
            if (term < 1e-18)
            {
                return Math.Log(sum * Step / Math.PI) - a;
            }
        }
    }
}
