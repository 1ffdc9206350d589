namespace Infometer;

/// <summary>
/// Two angles: X even on the circle, Y = mX plus wrapped Cauchy noise of mean length r, both in [0, 2π). The ratio is (1 − r²)/(1 + r²
/// − 2r cos(y − mx)), and I = −ln(1 − r²), since the noise has the entropy ln 2π(1 − r²) (Mardia and Jupp 2000, Directional Statistics,
/// §3.5.7).
/// </summary>
internal sealed class WrappedCauchyLaw(int turns, double length) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => -Math.Log((1 - length) * (1 + length));

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = Math.Tau * rng.NextDouble();
        double noise = -Math.Log(length) * Math.Tan(Math.PI * (rng.NextOpenDouble() - 0.5));
        double angle = ((turns * row[0]) + noise) % Math.Tau;
        row[1] = angle < 0 ? angle + Math.Tau : angle;
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double sin = Math.Sin(0.5 * (row[1] - (turns * row[0])));
        return -Nats - Math.Log(((1 - length) * (1 - length)) + (4 * length * sin * sin));
    }
}
