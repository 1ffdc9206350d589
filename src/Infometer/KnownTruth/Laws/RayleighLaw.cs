namespace Infometer;

/// <summary>
/// The lengths of two complex normal numbers that correlate by ρ (bivariate Rayleigh; their squares are the exponential pair of Downton
/// 1970). With u = x²/2, v = y²/2 and s = 1 − ρ² the density ratio is (1/s) exp(−ρ²(u + v)/s) I₀(2ρ√(uv)/s).
/// </summary>
internal sealed class RayleighLaw(double correlation) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    private readonly double _residual = 1 - (correlation * correlation);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double deviation = Math.Sqrt(_residual);
        double a = rng.NextNormal();
        double b = rng.NextNormal();
        double c = (correlation * a) + (deviation * rng.NextNormal());
        double d = (correlation * b) + (deviation * rng.NextNormal());
        row[0] = Math.Sqrt((a * a) + (b * b));
        row[1] = Math.Sqrt((c * c) + (d * d));
    }

    public override double Pointwise(ReadOnlySpan<double> row) => LogRatio(row[0], row[1]);

    /// <summary>ln p(x, y) − ln p(x) − ln p(y).</summary>
    public double LogRatio(double x, double y)
    {
        double squares = 0.5 * ((x * x) + (y * y));
        return LogBessel(correlation * x * y / _residual) - Math.Log(_residual) - (correlation * correlation * squares / _residual);
    }

    /// <summary>ln I₀(z) for z ≥ 0: the power series, and the asymptotic one from where its least term is below rounding.</summary>
    public static double LogBessel(double z)
    {
        const double Far = 25;
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            double odd = (2 * k) - 1;
            term *= z > Far ? odd * odd / (8 * k * z) : z * z / (4.0 * k * k);
            sum += term;
        }

        return Math.Log(sum) + (z > Far ? z - (0.5 * Math.Log(2 * Math.PI * z)) : 0);
    }
}
