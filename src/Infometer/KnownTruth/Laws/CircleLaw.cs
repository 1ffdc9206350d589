namespace Infometer;

/// <summary>A point on the unit circle plus normal noise in both coordinates; they do not correlate, yet depend.</summary>
internal sealed class CircleLaw(double noise) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    // The trapezoidal rule over the angle is exact to rounding where its step is below the noise.
    private static readonly (double Cos, double Sin)[] s_nodes =
        [.. Enumerable.Range(0, 256).Select(i => (Math.Cos(Math.Tau * i / 256), Math.Sin(Math.Tau * i / 256)))];

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double angle = Math.Tau * rng.NextDouble();
        row[0] = Math.Cos(angle) + (noise * rng.NextNormal());
        row[1] = Math.Sin(angle) + (noise * rng.NextNormal());
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double joint = 0;
        double marginX = 0;
        double marginY = 0;
        foreach ((double cos, double sin) in s_nodes)
        {
            double x = Kernel(row[0] - cos);
            double y = Kernel(row[1] - sin);
            joint += x * y;
            marginX += x;
            marginY += y;
        }

        return Math.Log(joint * s_nodes.Length / (marginX * marginY));
    }

    /// <summary>The density at a distance from the centre, p(x, y).</summary>
    public double DensityAt(double radius) =>
        s_nodes.Average(n => Kernel(radius - n.Cos) * Kernel(n.Sin)) / (2 * Math.PI * noise * noise);

    /// <summary>The density of one coordinate.</summary>
    public double MarginAt(double x) => s_nodes.Average(n => Kernel(x - n.Cos)) / (noise * Math.Sqrt(2 * Math.PI));

    private double Kernel(double x) => Math.Exp(-0.5 * x * x / (noise * noise));
}
