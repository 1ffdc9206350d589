namespace Infometer;

/// <summary>
/// The copula of Farlie, Gumbel and Morgenstern at its strongest: the density is 1 + (1 − 2u)(1 − 2v). With a, b uniform on (−1, 1) for
/// 1 − 2u, 1 − 2v, the series of (1 + ab) ln(1 + ab) has the mean Σ_k 1/(2k (2k − 1)(2k + 1)²), which is ln 2 + π²/16 − 5/4.
/// </summary>
internal sealed class MorgensternLaw : CopulaLaw
{
    /// <summary>I(X;Y).</summary>
    public static double Nats => Math.Log(2) + (Math.PI * Math.PI / 16) - 1.25;

    // V given U solves the quadratic v(1 + a) − a v² = w.
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double u = rng.NextOpenDouble();
        double w = rng.NextOpenDouble();
        double b = 2 - (2 * u);
        row[0] = u;
        row[1] = 2 * w / (b + Math.Sqrt((b * b) - (4 * (b - 1) * w)));
    }

    public override double LogDensity(double u, double v) => SpecialFunctions.LogOnePlus((1 - (2 * u)) * (1 - (2 * v)));
}
