namespace Infometer;

/// <summary>
/// Two vectors of space with log-normal lengths of their own. The direction u of X is even on the sphere, that of Y is v ~ von Mises
/// and Fisher about u with concentration κ. The density ratio is κ e^(κ u·v)/sinh κ, and I = κ coth κ − 1 − ln(sinh κ/κ) (Mardia and
/// Jupp 2000, Directional Statistics, §9.3.2).
/// </summary>
internal sealed class DirectionLaw(double concentration) : JointLaw(LawPart.Continuous(3), LawPart.Continuous(3))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => (concentration / Math.Tanh(concentration)) - 1 - LogNormalizer;

    private double LogNormalizer => Math.Log(Math.Sinh(concentration) / concentration);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        Span<double> u = row[..3];
        Span<double> v = row[3..];
        DrawDirection(ref rng, u);
        DrawDirection(ref rng, v);
        double along = Dot(u, v);
        double w = rng.NextOpenDouble();
        double cosine = 1 + (Math.Log(w + ((1 - w) * Math.Exp(-2 * concentration))) / concentration);
        double sine = Math.Sqrt(Math.Max(0, 1 - (cosine * cosine)) / (1 - (along * along)));
        double lengthX = Math.Exp(rng.NextNormal());
        double lengthY = Math.Exp(rng.NextNormal());
        for (int i = 0; i < 3; i++)
        {
            // The part of v across u gives a direction on the circle around u.
            v[i] = lengthY * ((cosine * u[i]) + (sine * (v[i] - (along * u[i]))));
            u[i] *= lengthX;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        ReadOnlySpan<double> x = PartX(row);
        ReadOnlySpan<double> y = PartY(row);
        return (concentration * Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y))) - LogNormalizer;
    }

    private static void DrawDirection(ref Rng rng, Span<double> direction)
    {
        foreach (ref double value in direction)
        {
            value = rng.NextNormal();
        }

        double length = Math.Sqrt(Dot(direction, direction));
        foreach (ref double value in direction)
        {
            value /= length;
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
}
